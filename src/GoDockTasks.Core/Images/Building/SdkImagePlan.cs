using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Images.Building;

/// <summary>Which images the .NET SDK is to build: those that the generated Dockerfiles would give.</summary>
/// <param name="Folder">Absolute path of the folder that holds all that Dockerfiles would be built from.</param>
/// <param name="Diagnostics">Errors: among them GDT4113, for what the SDK can't build.</param>
internal sealed record SdkImagePlan(
    string Folder,
    ImmutableArray<SdkImage> Images,
    ImmutableArray<Diagnostic> Diagnostics
)
{
    public static SdkImagePlan Make(ImageBuildRequest request)
    {
        var generated = DockerfileGenerator.Generate(request.Generation);
        var problems = generated.Diagnostics.Where(each => each.Severity == DiagnosticSeverity.Error).ToList();
        var (platforms, notPlatforms) = ImageBuildPlan.ReadPlatforms(request);
        if (notPlatforms is not null)
            problems.Add(notPlatforms);
        var bake = generated.Files.LastOrDefault(file => file.Kind == GeneratedFileKind.BakeFile);
        if (bake is not null && FileOnDisk.Look(bake).State == GeneratedFileState.Users)
            problems.Add(
                Cannot(
                    new(bake.Path),
                    $"'{bake.Path}' is your own bake file, and the SDK doesn't read it; remove it, or leave "
                        + "GoDockImageBuilder out"
                )
            );
        var images = ImmutableArray.CreateBuilder<SdkImage>();
        foreach (var file in generated.Files.Where(file => file.Model is not null))
        {
            var image = new SdkImage(
                file.Sidecar!,
                file.Model!,
                platforms.IsEmpty ? file.Sidecar!.Platforms : platforms,
                RuntimeFile.Find(file.Sidecar!.ModuleDirectory, file.RuntimePaths)
            );
            problems.AddRange(Problems(request, file, image));
            images.Add(image);
        }

        return new(
            Path.GetDirectoryName(bake?.Path ?? request.Generation.ProjectFile)!,
            images.ToImmutable(),
            [.. problems]
        );
    }

    private static IEnumerable<Diagnostic> Problems(ImageBuildRequest request, GeneratedFile file, SdkImage image)
    {
        var sidecar = image.Sidecar;
        if (FileOnDisk.Look(file).State == GeneratedFileState.Users)
            yield return Cannot(
                new(file.Path),
                $"'{sidecar.Name}' has a Dockerfile of its own, and the SDK reads none; remove "
                    + "it, or leave GoDockImageBuilder out"
            );
        if (sidecar.Template is not null || !string.IsNullOrWhiteSpace(request.Generation.Template))
            yield return At(
                "Template",
                "its Dockerfile has a template of its own, which the SDK doesn't read",
                "leave the template out"
            );
        if (sidecar.CgoEnabled)
            yield return At(
                "CgoEnabled",
                "with cgo a program needs the C library of the image that it is compiled in, and here it is compiled "
                    + "on this machine",
                "leave CgoEnabled out"
            );
        if (image.Model.Runtime.Base.IsScratch)
            yield return At(
                "RuntimeImage",
                "the SDK has to start from an image, and RuntimeImage is scratch",
                "leave RuntimeImage out"
            );
        foreach (var platform in image.Platforms.Where(platform => SdkPlatform.IdentifierOf(platform) is null))
            yield return At(
                "Platforms",
                $"there is no runtime identifier of .NET for {platform}",
                "leave the platform out"
            );
        foreach (var link in image.Files.Where(each => each.IsLink))
            yield return At(
                "RuntimeFiles",
                $"'{link.Path}' is a link, which the SDK would follow",
                "name what it leads to"
            );

        Diagnostic At(string metadata, string what, string fix) => Cannot(sidecar, metadata, what, fix);
    }

    /// <summary>GDT4113 for an image whose base has ONBUILD.</summary>
    public static Diagnostic HasSteps(SdkImage image, string reference) =>
        Cannot(
            image.Sidecar,
            "RuntimeImage",
            $"'{reference}' has steps for what is built on it (ONBUILD), and the SDK runs none",
            "name another RuntimeImage"
        );

    private static Diagnostic Cannot(Sidecar sidecar, string metadata, string what, string fix) =>
        Cannot(
            SidecarItemLocator.Find(sidecar.Item, metadata),
            $"the .NET SDK can't build the image of '{sidecar.Name}': {what}; {fix}, or leave GoDockImageBuilder "
                + "out, so that BuildKit builds it"
        );

    private static Diagnostic Cannot(SourceLocation at, string what) =>
        new(DiagnosticCatalogue.SdkCannotBuild, at, what);
}

/// <summary>An image that the .NET SDK is to build.</summary>
/// <param name="Model">What its Dockerfile is made from.</param>
/// <param name="Files">What is beside the program.</param>
internal sealed record SdkImage(
    Sidecar Sidecar,
    DockerfileModel Model,
    ImmutableArray<Platform> Platforms,
    ImmutableArray<RuntimeFile> Files
);

/// <summary>A file that an image has beside its program.</summary>
/// <param name="Path">Relative to the module, and to its folder in the image.</param>
/// <param name="Source">Absolute.</param>
internal sealed record RuntimeFile(string Path, string Source)
{
    /// <summary>A link is no file, wherever it leads.</summary>
    public bool IsLink => new FileInfo(Source).LinkTarget is not null;

    /// <summary>As git has it: COPY would take the other bits along, which differ from checkout to checkout.</summary>
    public bool IsExecutable =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(Source) & UnixFileMode.UserExecute) != 0;

    /// <summary>In the order of names; folders with all that is in them.</summary>
    public static ImmutableArray<RuntimeFile> Find(string module, ImmutableArray<string> paths) =>
        [
            .. paths
                .SelectMany(path => All(System.IO.Path.Combine(module, path)))
                .Select(source => new RuntimeFile(Folders.Relative(module, source), source))
                .DistinctBy(file => file.Path)
                .OrderBy(file => file.Path, StringComparer.Ordinal),
        ];

    // Links to folders aren't gone into, and are links then.
    private static IEnumerable<string> All(string path)
    {
        var folder = new DirectoryInfo(path);
        return folder.Exists && folder.LinkTarget is null
            ? folder.EnumerateFileSystemInfos().SelectMany(entry => All(entry.FullName))
            : [path];
    }
}

/// <summary>Platforms as .NET calls them.</summary>
internal static class SdkPlatform
{
    private static readonly ImmutableArray<string> Identifiers =
    [
        "linux-x64",
        "linux-x86",
        "linux-arm64",
        "linux-arm",
        "linux-armv6",
        "linux-armel",
        "linux-s390x",
        "linux-ppc64le",
        "linux-riscv64",
        "linux-loongarch64",
    ];

    /// <summary>Null for what .NET has no name for, or Go no port to.</summary>
    public static string? IdentifierOf(Platform platform)
    {
        var arm = platform.Architecture == "arm" ? platform.Variant?.TrimStart('v') ?? "7" : null;
        var isPlain =
            platform.Variant is null
            || platform.Architecture == "arm"
            || platform is { Architecture: "arm64", Variant: "v8" };
        return isPlain && platform.System == "linux"
            ? Identifiers.FirstOrDefault(identifier =>
                GoPlatform.FromRuntimeIdentifier(identifier) is { } go
                && go.Architecture == platform.Architecture
                && go.ArmVersion == arm
            )
            : null;
    }
}
