using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Images.Building;

/// <summary>What is to be told of images that the .NET SDK built.</summary>
internal static class SdkRemarks
{
    /// <summary>GDT4115 and GDT4116, messages.</summary>
    /// <param name="time">Of the sources; null where none is known.</param>
    public static IEnumerable<Diagnostic> Of(ImageBuildRequest request, SdkImagePlan plan, DateTimeOffset? time)
    {
        var project = new SourceLocation(request.Generation.ProjectFile);
        if (time is null)
            yield return new(
                DiagnosticCatalogue.SdkImageTimes,
                project,
                "the images say when they were built, so that the next build of the same sources has other digests; "
                    + "build in a repository of git with a commit, or set SOURCE_DATE_EPOCH"
            );
        var builders = plan.Images.Select(image => image.Model.Build.Image).Distinct();
        yield return new(
            DiagnosticCatalogue.SdkImageDiffers,
            project,
            "the images have other digests than those that the Dockerfiles give: this machine's Go compiled the "
                + $"programs, and not the one in {string.Join(", ", builders)}"
                + Without("GoDockBakeAttestations", request.Generation.Attestations)
                + Without("GoDockBuilder", !string.IsNullOrWhiteSpace(request.Builder))
        );
    }

    private static string Without(string property, bool isSet) => isSet ? $"; {property} has no effect" : "";
}
