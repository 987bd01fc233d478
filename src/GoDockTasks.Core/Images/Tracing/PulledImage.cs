using System.Collections.Immutable;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Registries;

namespace GoDockTasks.Core.Images.Tracing;

/// <summary>An image of a registry, with what may be signed statements about it.</summary>
/// <param name="Folder">Absolute path of its OCI image layout.</param>
/// <param name="Attached">Empty where no signature is asked for.</param>
internal sealed record PulledImage(string Folder, ImmutableArray<SignedBundle> Attached)
{
    private const int MaxAttached = 100;

    /// <returns>Null where the registry doesn't have it.</returns>
    /// <exception cref="RegistryException">The registry can't be asked, or answers what can't be true.</exception>
    public static async Task<PulledImage?> PullAsync(
        TraceRequest request,
        ImageReference reference,
        RegistryCredentials credentials,
        string scratch,
        CancellationToken cancellationToken
    )
    {
        var folder = Directory.CreateDirectory(Path.Combine(scratch, "image")).FullName;
        using var handler = RegistryConnection.CreateHandler();
        using var connection = new RegistryConnection(handler, credentials, TimeProvider.System, request.Timeout);
        var repository = new ImageRepository(connection, RegistryAddress.Of(reference));
        var root = await new ImagePull(repository).RunAsync(reference, folder, cancellationToken).ConfigureAwait(false);
        if (root is null)
            return null;
        var attached = request.AsksForSignature
            ? await ReadAttachedAsync(new(repository, TimeProvider.System), root, scratch, cancellationToken)
                .ConfigureAwait(false)
            : [];
        return new(folder, attached);
    }

    private static async Task<ImmutableArray<SignedBundle>> ReadAttachedAsync(
        Referrers referrers,
        Descriptor root,
        string scratch,
        CancellationToken cancellationToken
    )
    {
        var bundles = ImmutableArray.CreateBuilder<SignedBundle>();
        var listed = await referrers.ListAsync(root.Digest, cancellationToken).ConfigureAwait(false);
        foreach (var descriptor in listed.Take(MaxAttached))
        {
            var attached = await referrers
                .ReadAsync(descriptor, SigstoreBundle.MaxBytes, cancellationToken)
                .ConfigureAwait(false);
            if (attached?.MediaType != SigstoreBundle.MediaType)
                continue;
            var path = Path.Combine(scratch, $"attached-{bundles.Count}{FingerprintGenerator.BundleExtension}");
            await File.WriteAllBytesAsync(path, attached.Content, cancellationToken).ConfigureAwait(false);
            bundles.Add(new(path, descriptor.Digest));
        }

        return bundles.ToImmutable();
    }
}
