using GoDockTasks.Core.Oci;

namespace GoDockTasks.Core.Registries;

/// <summary>Brings an image from a folder into a repository.</summary>
internal sealed class ImagePush(ImageRepository repository)
{
    // What docker's own client does (moby, distribution/config.go).
    private const int AtOnce = 5;

    /// <summary>
    /// Stores all that the image is made of, by digest: nobody finds it by name. What names another is stored after it.
    /// </summary>
    /// <exception cref="RegistryException">The registry didn't take it.</exception>
    /// <exception cref="LayoutDamageException">The folder isn't what its digests say.</exception>
    public async Task RunAsync(ImageLayout layout, CancellationToken cancellationToken)
    {
        await Parallel
            .ForEachAsync(
                layout.Contents,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (content, token) =>
                    await repository
                        .PushBlobAsync(content.Digest, content.Size, () => layout.Open(content), token)
                        .ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        foreach (var manifest in layout.Manifests)
            await repository
                .PutManifestAsync(manifest.Digest, manifest.MediaType, layout.ReadJson(manifest), cancellationToken)
                .ConfigureAwait(false);
    }
}
