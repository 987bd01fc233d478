using System.Collections.Immutable;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Oci;

namespace GoDockTasks.Core.Release;

/// <summary>An image that was read, with the programs that its containers start.</summary>
/// <param name="Programs">Of each platform, in the image's order.</param>
internal sealed record OpenedImage(ReleasedImage Image, ImageLayout Layout, ImmutableArray<ProgramFile> Programs)
{
    // What a program of Go with all that is embedded in it may have.
    private const long MaxProgramBytes = 1L << 31;

    private const string Sha256 = "sha256:";

    /// <summary>What the image and its parts are called, and their hashes.</summary>
    public ImmutableArray<BuiltImage> Names
    {
        get
        {
            var repository = Image.Target.Repository;
            var root = new BuiltImage(repository, Layout.Root.Digest[Sha256.Length..]);
            return
            [
                root,
                .. Layout
                    .Images.Where(image => image.Manifest.Digest != Layout.Root.Digest)
                    .Select(image => new BuiltImage(
                        Subject.OfPlatform(repository, image.Platform.ToString()),
                        image.Manifest.Digest[Sha256.Length..]
                    )),
            ];
        }
    }

    /// <summary>Reads all of an image, and takes its programs out of it.</summary>
    /// <param name="folder">Absolute path of a folder for them.</param>
    /// <returns>The image, or GDT4101, GDT4108 or GDT3008.</returns>
    public static (OpenedImage? Opened, Diagnostic? Problem) Open(
        ReleasedImage image,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var (layout, problem) = ImageLayout.Read(image.Layout);
        if (layout is null)
            return (null, problem);
        if (!layout.Manifests.All(manifest => manifest.Digest.StartsWith(Sha256, StringComparison.Ordinal)))
            return (null, Unusable(image, "its digests aren't sha256, which statements need"));
        var programs = ImmutableArray.CreateBuilder<ProgramFile>();
        foreach (var platform in layout.Images)
        {
            var (program, unread) = Take(image, layout, platform, folder, cancellationToken);
            if (program is null)
                return (null, unread);
            programs.Add(program);
        }

        return (new(image, layout, programs.ToImmutable()), null);
    }

    private static (ProgramFile?, Diagnostic?) Take(
        ReleasedImage image,
        ImageLayout layout,
        PlatformImage platform,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var (files, problem) = ImageFiles.Read(layout, platform, cancellationToken);
        if (files is null)
            return (null, problem);
        if (files.Program is not { } path)
            return (null, Unusable(image, $"its image for {platform.Platform} starts no program that it holds"));
        var target = Path.Combine(
            folder,
            image.Name,
            platform.Platform.ToString().Replace('/', '-'),
            Path.GetFileName(path)
        );
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (files.Extract(path, target, MaxProgramBytes, cancellationToken) is { } unread)
            return (null, unread);
        return GoBuildInfoReader.ReadFile(target).BuildInfo is null
            ? (null, Unusable(image, $"'{path}', which its image for {platform.Platform} starts, is no Go program"))
            : (new(image.Program, target) { Node = image.Nodes.GetValueOrDefault(platform.Platform.ToString()) }, null);
    }

    private static Diagnostic Unusable(ReleasedImage image, string what) =>
        new(
            DiagnosticCatalogue.NoGoBuildInfo,
            new(image.Layout),
            $"'{image.Name}' can't be released: {what}; build it with BuildGoImage from a generated Dockerfile"
        );
}
