using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Images.Building;

/// <summary>Which images there are to build, by which bake file.</summary>
/// <param name="BakeFile">
/// Absolute path, also where no file is there: contexts count from its folder. Null where there is nothing to build.
/// </param>
/// <param name="BakeText">What it would be if it were generated now; null where it is somebody's own.</param>
/// <param name="Platforms">For all of them; empty for what each sidecar says.</param>
internal sealed record ImageBuildPlan(
    string? BakeFile,
    string? BakeText,
    ImmutableArray<BakedSidecar> Sidecars,
    ImmutableArray<Platform> Platforms,
    ImmutableArray<Diagnostic> Diagnostics
)
{
    public static ImageBuildPlan Make(ImageBuildRequest request)
    {
        var generated = DockerfileGenerator.Generate(request.Generation);
        // What else it says is said by whoever generates, and by the check of each build.
        var problems = generated.Diagnostics.Where(each => each.Severity == DiagnosticSeverity.Error).ToList();
        var (platforms, notPlatforms) = ReadPlatforms(request);
        if (notPlatforms is not null)
            problems.Add(notPlatforms);
        var dockerfiles = generated.Files.Where(file => file.Kind == GeneratedFileKind.Dockerfile).ToList();
        var looked = dockerfiles.Select(file => (File: file, OnDisk: FileOnDisk.Look(file))).ToList();
        problems.AddRange(
            looked
                .Where(each => each.OnDisk.State == GeneratedFileState.Missing)
                .Select(each => NoDockerfile(each.File))
        );
        var bake = generated.Files.LastOrDefault(file => file.Kind == GeneratedFileKind.BakeFile);
        var isOwn = bake is not null && FileOnDisk.Look(bake).State == GeneratedFileState.Users;
        return new(
            bake?.Path,
            isOwn ? null : bake?.Text,
            [.. looked.Select(each => new BakedSidecar(each.File.Sidecar!, Settings(each.File.Sidecar!, each.OnDisk)))],
            platforms,
            [.. problems]
        );
    }

    /// <summary>The bake file, which is a new one where nobody has an own: one on disk may be out of date.</summary>
    /// <param name="folder">Absolute path of a folder for temporary files.</param>
    public string WriteBakeFile(string folder)
    {
        if (BakeText is null)
            return BakeFile!;
        var path = Path.Combine(folder, Path.GetFileName(BakeFile!));
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(BakeText));
        return path;
    }

    private static ImmutableArray<(string Name, string Value)> Settings(Sidecar sidecar, FileOnDisk dockerfile)
    {
        var settings = ImmutableArray.CreateBuilder<(string Name, string Value)>();
        if (sidecar.Version is { } version)
        {
            settings.Add(("labels.org.opencontainers.image.version", version));
            if (LinkerFlags.Parse(sidecar.LdFlags).Variables.Contains("VERSION"))
                settings.Add(("args.VERSION", version));
        }

        // In a Dockerfile of one's own there may be another zone, and it may be built with another folder.
        if (dockerfile.State != GeneratedFileState.Users)
            settings.Add(("labels.godocktasks.time-zone", sidecar.TimeZone));
        else if (sidecar.Context is { } context)
            settings.AddRange(("context", context), ("dockerfile", sidecar.DockerfilePath));
        return settings.ToImmutable();
    }

    private static Diagnostic NoDockerfile(GeneratedFile file) =>
        new(
            DiagnosticCatalogue.DockerfileMissing,
            SidecarItemLocator.Find(file.Sidecar!.Item),
            $"'{file.Sidecar.Name}' has no Dockerfile at '{file.Path}'; run `dotnet build -t:GenerateDockerfile`, and "
                + "commit what it writes"
        );

    /// <summary>GoDockImagePlatforms; empty for what each sidecar says. GDT4110 for what is no platform.</summary>
    public static (ImmutableArray<Platform>, Diagnostic?) ReadPlatforms(ImageBuildRequest request)
    {
        var texts = SidecarMetadata.Parts(request.Platforms ?? "");
        return (
            [.. texts.Where(Platform.IsValid).Select(Platform.Parse).Distinct()],
            texts.All(Platform.IsValid) ? null : BadPlatforms(request)
        );
    }

    private static Diagnostic BadPlatforms(ImageBuildRequest request) =>
        new(
            DiagnosticCatalogue.ImageSettingUnknown,
            new(request.Generation.ProjectFile),
            $"GoDockImagePlatforms is '{request.Platforms}'; it takes os/arch, separated by ';', such as "
                + "linux/amd64;linux/arm64"
        );
}
