using System.Collections.Immutable;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Images.Building;

/// <summary>
/// Has images say which inputs their programs were built from. A part of that only the programs know, so that it is
/// read out of images that are built, and these are baked once more, out of the builder's cache.
/// </summary>
/// <param name="scratch">Absolute path of a folder for temporary files.</param>
internal sealed class InputsLabel(FingerprintCollector inputs, string scratch)
{
    /// <summary>Its value is the inputs digest of the program's fingerprint.</summary>
    public const string Name = "godocktasks.inputs-digest";

    // What a program of Go with all that is embedded in it may have.
    private const long MaxProgramBytes = 1L << 31;

    /// <returns>
    /// What is to be baked instead: a platform each, since labels are a target's and platforms have inputs of their
    /// own. Empty where no program's inputs can be told.
    /// </returns>
    public async Task<ImmutableArray<BakeCommand>> AddAsync(
        ImmutableArray<BakeCommand> built,
        CancellationToken cancellationToken
    )
    {
        var images = new List<(BakeCommand Command, BakedSidecar Sidecar, string Platform, string? Digest)>();
        foreach (var command in built)
        {
            foreach (var sidecar in command.Sidecars)
            {
                // What can't be read is said by whoever takes it.
                if (ImageLayout.Read(command.FolderOf(sidecar)).Layout is not { } layout)
                    return [];
                foreach (var image in layout.Images)
                    images.Add(
                        (
                            command,
                            sidecar,
                            image.Platform.ToString(),
                            await DigestAsync(sidecar.Sidecar, layout, image, cancellationToken).ConfigureAwait(false)
                        )
                    );
            }
        }

        return images.TrueForAll(image => image.Digest is null)
            ? []
            :
            [
                .. images
                    .GroupBy(image => image.Platform, StringComparer.Ordinal)
                    .Select(
                        (group, index) =>
                            group.First().Command with
                            {
                                Output = Path.Combine(scratch, $"labelled-{index}"),
                                Platforms = [Platform.Parse(group.Key)],
                                Sidecars = [.. group.Select(image => Labelled(image.Sidecar, image.Digest))],
                            }
                    ),
            ];
    }

    private static BakedSidecar Labelled(BakedSidecar sidecar, string? digest) =>
        digest is null ? sidecar : sidecar with { Settings = sidecar.Settings.Add(($"labels.{Name}", digest)) };

    private async Task<string?> DigestAsync(
        Sidecar sidecar,
        ImageLayout layout,
        PlatformImage image,
        CancellationToken cancellationToken
    )
    {
        var (files, _) = ImageFiles.Read(layout, image, cancellationToken);
        if (files?.Program is not { } path)
            return null;
        var file = Path.Combine(scratch, "program");
        var unread = files.Extract(path, file, MaxProgramBytes, cancellationToken);
        var digest = unread is null
            ? await DigestAsync(inputs, sidecar, file, cancellationToken).ConfigureAwait(false)
            : null;
        File.Delete(file);
        return digest;
    }

    /// <param name="file">Absolute path of the sidecar's program.</param>
    /// <returns>The label's value; null where the inputs can't be told.</returns>
    public static async Task<string?> DigestAsync(
        FingerprintCollector inputs,
        Sidecar sidecar,
        string file,
        CancellationToken cancellationToken
    )
    {
        if (
            inputs.Find(sidecar.Name) is not { } program
            || GoBuildInfoReader.ReadFile(file).BuildInfo is not { } binary
        )
            return null;
        var (collected, _) = await inputs.CollectAsync(program, binary, cancellationToken).ConfigureAwait(false);
        return collected is null ? null : StatementWriter.Digest(StatementWriter.Definition(collected));
    }
}
