using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Registries;

namespace GoDockTasks.Core.Release;

/// <summary>
/// Brings images into their registries so that none is found by its name before all are whole: contents, manifests and
/// attachments by digest first, and all tags at the end.
/// </summary>
internal sealed class ReleasePush(RegistryConnection connection, TimeProvider time)
{
    // Registries and networks are shared.
    private const int AtOnce = 4;

    /// <returns>Nothing where all have their tags; else GDT4040 to GDT4043, GDT4046, GDT4048 and GDT4101.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ImmutableArray<Diagnostic>> RunAsync(
        ImmutableArray<PushedImage> images,
        CancellationToken cancellationToken
    )
    {
        var problems = new Diagnostic?[images.Length];
        var former = new StoredManifest?[images.Length];
        await Parallel
            .ForAsync(
                0,
                images.Length,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (index, token) =>
                    problems[index] = await GuardAsync(images[index], async () =>
                        {
                            former[index] = await PushAsync(images[index], token).ConfigureAwait(false);
                            return null;
                        })
                        .ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        ImmutableArray<Diagnostic> found = [.. problems.OfType<Diagnostic>()];
        return found.IsEmpty ? await TagAsync(images, former, cancellationToken).ConfigureAwait(false) : found;
    }

    // Returns what the tag stands for now.
    private async Task<StoredManifest?> PushAsync(PushedImage image, CancellationToken cancellationToken)
    {
        var repository = RepositoryOf(image);
        var former = await repository.FindManifestAsync(image.Tag, cancellationToken).ConfigureAwait(false);
        await new ImagePush(repository).RunAsync(image.Layout, cancellationToken).ConfigureAwait(false);
        var missing = await new Referrers(repository, time)
            .AttachAsync(image.Layout.Root, image.Attachments, cancellationToken)
            .ConfigureAwait(false);
        return missing.IsEmpty ? former : throw NotListed(image, missing.Length);
    }

    private async Task<ImmutableArray<Diagnostic>> TagAsync(
        ImmutableArray<PushedImage> images,
        StoredManifest?[] former,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (var index = 0; index < images.Length; index++)
        {
            var image = images[index];
            var problem = await GuardAsync(image, async () =>
                {
                    var root = image.Layout.Root;
                    await RepositoryOf(image)
                        .PutManifestAsync(
                            image.Tag,
                            root.MediaType,
                            image.Layout.ReadJson(root),
                            // Half of the tags are worse than none: what has begun is ended.
                            CancellationToken.None
                        )
                        .ConfigureAwait(false);
                    return null;
                })
                .ConfigureAwait(false);
            if (problem is null)
                continue;
            var kept = await UndoAsync(images[..(index + 1)], former).ConfigureAwait(false);
            return kept.IsEmpty ? [problem] : [problem, Moved(kept, images.Length)];
        }

        return [];
    }

    // The last of them may have been moved, or not. Returns those that couldn't be put back.
    private async Task<ImmutableArray<string>> UndoAsync(ImmutableArray<PushedImage> images, StoredManifest?[] former)
    {
        var kept = ImmutableArray.CreateBuilder<string>();
        for (var index = 0; index < images.Length; index++)
        {
            var image = images[index];
            var before = former[index];
            var problem = await GuardAsync(image, async () =>
                {
                    var repository = RepositoryOf(image);
                    var now = await repository
                        .FindManifestAsync(image.Tag, CancellationToken.None)
                        .ConfigureAwait(false);
                    if (now is null || now.Digest == before?.Digest)
                        return null;
                    if (before is null)
                        await repository.DeleteTagAsync(image.Tag, CancellationToken.None).ConfigureAwait(false);
                    else
                        await repository
                            .PutManifestAsync(image.Tag, before.MediaType, before.Content, CancellationToken.None)
                            .ConfigureAwait(false);
                    return null;
                })
                .ConfigureAwait(false);
            if (problem is not null)
                kept.Add(image.Target.ToString());
        }

        return kept.ToImmutable();
    }

    internal static RegistryException NotListed(PushedImage image, int missing) =>
        new(
            DiagnosticCatalogue.NotListed,
            $"the registry doesn't list {missing} of {image.Attachments.Length} attachments of "
                + $"{image.Target.Repository}@{image.Layout.Root.Digest}; push again, and see who else writes there"
        );

    internal static Diagnostic Moved(ImmutableArray<string> kept, int all) =>
        new(
            DiagnosticCatalogue.TagsMoved,
            default,
            $"{kept.Length} of {all} tags were moved and can't be moved back: {string.Join(", ", kept)}; push again, "
                + "or move them by hand"
        );

    private ImageRepository RepositoryOf(PushedImage image) => new(connection, RegistryAddress.Of(image.Target));

    private static async Task<Diagnostic?> GuardAsync(PushedImage image, Func<Task<Diagnostic?>> run)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (RegistryException exception)
        {
            return exception.ToDiagnostic();
        }
        catch (LayoutDamageException damage)
        {
            return damage.ToDiagnostic(image.Layout.Folder);
        }
    }
}

/// <summary>An image, and what is attached to it.</summary>
internal sealed record PushedImage(
    Images.ImageReference Target,
    ImageLayout Layout,
    ImmutableArray<Attachment> Attachments
)
{
    public string Tag => Target.Tag!;
}
