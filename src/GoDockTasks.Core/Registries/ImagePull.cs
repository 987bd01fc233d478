using System.Text.Json.Nodes;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Registries;

/// <summary>Brings an image out of a repository into a folder, as an OCI image layout.</summary>
internal sealed class ImagePull(ImageRepository repository)
{
    private const int MaxManifests = 1000;

    /// <summary>Pulls an image with all its platforms.</summary>
    /// <param name="image">
    /// With a tag, a digest or both: then the tag has to stand for that digest. <c>latest</c> where it has neither.
    /// </param>
    /// <param name="folder">Absolute path of an empty folder.</param>
    /// <returns>The image's manifest or index; null where there is none of that name.</returns>
    /// <exception cref="RegistryException">It can't be had, or the tag stands for another digest.</exception>
    public async Task<Descriptor?> RunAsync(ImageReference image, string folder, CancellationToken cancellationToken)
    {
        var reference = image.Tag ?? image.Digest ?? "latest";
        var found = await repository.FindManifestAsync(reference, cancellationToken).ConfigureAwait(false);
        if (found is null)
            return null;
        if (image.Digest is { } digest && digest != found.Digest)
            throw new RegistryException(
                DiagnosticCatalogue.RegistryFailed,
                $"'{image}' is two images: the tag '{image.Tag}' stands for {found.Digest}; leave one of the two out"
            );
        var root = new Descriptor(found.MediaType, found.Digest, found.Content.Length);
        await WriteAsync(root, found.Content, folder, cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(
                Path.Combine(folder, "oci-layout"),
                """{"imageLayoutVersion":"1.0.0"}""",
                cancellationToken
            )
            .ConfigureAwait(false);
        var index = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["manifests"] = new JsonArray(
                new JsonObject
                {
                    ["mediaType"] = root.MediaType,
                    ["digest"] = root.Digest,
                    ["size"] = root.Size,
                }
            ),
        };
        await File.WriteAllBytesAsync(
                Path.Combine(folder, "index.json"),
                CanonicalJson.ToUtf8(index),
                cancellationToken
            )
            .ConfigureAwait(false);
        return root;
    }

    private async Task WriteAsync(Descriptor root, byte[] content, string folder, CancellationToken cancellationToken)
    {
        var manifests = new Queue<(Descriptor Descriptor, byte[] Content)>([(root, content)]);
        var written = new HashSet<string>(StringComparer.Ordinal);
        while (manifests.TryDequeue(out var next))
        {
            if (!written.Add(next.Descriptor.Digest))
                continue;
            if (written.Count > MaxManifests)
                throw Unreadable($"it has more than {MaxManifests} manifests");
            var path = PathOf(folder, next.Descriptor.Digest);
            await File.WriteAllBytesAsync(path, next.Content, cancellationToken).ConfigureAwait(false);
            foreach (var (part, isManifest) in Parts(next.Descriptor, next.Content))
            {
                if (isManifest)
                    manifests.Enqueue((part, await ReadAsync(part, cancellationToken).ConfigureAwait(false)));
                else if (PathOf(folder, part.Digest) is var blob && !File.Exists(blob))
                    await repository.CopyBlobAsync(part, blob, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private IEnumerable<(Descriptor Part, bool IsManifest)> Parts(Descriptor descriptor, byte[] content)
    {
        try
        {
            if (StrictJson.Read(content, out var root) is { } problem)
                throw Unreadable(problem);
            return MediaTypes.IsIndex(descriptor.MediaType)
                ? [.. LayoutJson.Descriptors(root, "manifests").Select(manifest => (manifest, true))]
                :
                [
                    (Descriptor.Read(StrictJson.Member(root, "config"), "config"), false),
                    .. LayoutJson.Descriptors(root, "layers").Select(layer => (layer, false)),
                ];
        }
        catch (LayoutDamageException damage)
        {
            throw Unreadable(damage.Message);
        }
    }

    private async Task<byte[]> ReadAsync(Descriptor manifest, CancellationToken cancellationToken) =>
        (await repository.FindManifestAsync(manifest.Digest, cancellationToken).ConfigureAwait(false))?.Content
        ?? throw Unreadable($"{manifest.Digest}, which it names, isn't there");

    private RegistryException Unreadable(string problem) =>
        new(
            DiagnosticCatalogue.RegistryFailed,
            $"the image in {repository.Address} can't be read: {problem}; push it again"
        );

    private static string PathOf(string folder, string digest)
    {
        var path = Path.Combine(folder, "blobs", digest.Replace(':', Path.DirectorySeparatorChar));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}
