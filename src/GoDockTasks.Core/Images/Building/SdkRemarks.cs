using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Images.Building;

/// <summary>What is to be told of images that the .NET SDK built.</summary>
internal static class SdkRemarks
{
    private static readonly string[] Root = ["", "0", "root"];

    /// <summary>GDT4115 and GDT4116, messages.</summary>
    /// <param name="time">Of the sources; null where none is known.</param>
    public static IEnumerable<Diagnostic> Of(
        ImageBuildRequest request,
        ImmutableArray<SdkBuild> builds,
        DateTimeOffset? time
    )
    {
        var project = new SourceLocation(request.Generation.ProjectFile);
        if (time is null)
            yield return new(
                DiagnosticCatalogue.SdkImageTimes,
                project,
                "the images say when they were built, so that the next build of the same sources has other digests; "
                    + "build in a repository of git with a commit, or set SOURCE_DATE_EPOCH"
            );
        var builders = builds.Select(build => build.Image.Model.Build.Image).Distinct();
        var folders = builds
            .Where(IsFolderOfOthers)
            .Select(build => $"'{build.Image.Sidecar.Name}'")
            .Distinct()
            .ToList();
        yield return new(
            DiagnosticCatalogue.SdkImageDiffers,
            project,
            "the images have other digests than those that the Dockerfiles give: this machine's Go compiled the "
                + $"programs, and not the one in {string.Join(", ", builders)}"
                + (
                    folders.Count == 0
                        ? ""
                        : $"; the folder {RuntimeFiles.Folder} of {string.Join(", ", folders)} is root's, and not the "
                            + "base image's user's"
                )
                + Without("GoDockBakeAttestations", request.Generation.Attestations)
                + Without("GoDockBuilder", !string.IsNullOrWhiteSpace(request.Builder))
        );
    }

    // WORKDIR gives a folder that it makes to the user that the base has; the SDK gives all to root.
    private static bool IsFolderOfOthers(SdkBuild build) =>
        build.Image.Model.Runtime.Folder.Length > 0
        && !Root.Contains((StrictJson.Text(build.Base.Run, "User") ?? "").Split(':')[0]);

    private static string Without(string property, bool isSet) => isSet ? $"; {property} has no effect" : "";
}
