using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Registries;

/// <summary>One repository of a registry (OCI distribution specification 1.1, spec.md).</summary>
internal sealed class ImageRepository(RegistryConnection connection, RegistryAddress address)
{
    /// <summary>The largest manifest that registries have to take: 4 MiB.</summary>
    public const int MaxManifestBytes = 4 * 1024 * 1024;

    private static readonly string[] ManifestTypes =
    [
        MediaTypes.Index,
        MediaTypes.Manifest,
        MediaTypes.DockerIndex,
        MediaTypes.DockerManifest,
    ];

    public RegistryAddress Address => address;

    /// <summary>Uploads a content that isn't there yet.</summary>
    /// <param name="open">Opens it anew for each attempt; the caller's exceptions pass through.</param>
    /// <exception cref="RegistryException">The registry didn't take it.</exception>
    public async Task PushBlobAsync(string digest, long size, Func<Stream> open, CancellationToken cancellationToken)
    {
        if (await HasBlobAsync(digest, cancellationToken).ConfigureAwait(false))
            return;
        await connection
            .SendAsync(
                address,
                () => new(HttpMethod.Post, At("blobs/uploads/")) { Content = new ByteArrayContent([]) },
                async (response, token) =>
                {
                    // An upload that broke off is begun anew.
                    var upload = UploadOf(response, digest);
                    return await connection
                        .AttemptAsync(address, () => Put(upload, open(), size), (_, _) => Task.FromResult(true), token)
                        .ConfigureAwait(false);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>A manifest or index.</summary>
    /// <param name="reference">A tag or a digest.</param>
    /// <returns>Null where there is none of that name.</returns>
    /// <exception cref="RegistryException">It can't be had, or isn't what its digest says.</exception>
    public async Task<StoredManifest?> FindManifestAsync(string reference, CancellationToken cancellationToken)
    {
        try
        {
            return await connection
                .SendAsync(
                    address,
                    () =>
                    {
                        var request = new HttpRequestMessage(HttpMethod.Get, At("manifests/" + reference));
                        foreach (var type in ManifestTypes)
                            request.Headers.Accept.Add(new(type));
                        return request;
                    },
                    (response, token) => ReadManifestAsync(response, reference, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (RegistryException exception) when (exception.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>A content, up to a size.</summary>
    /// <exception cref="RegistryException">It isn't there, is larger, or isn't what its digest says.</exception>
    public Task<byte[]> ReadBlobAsync(Descriptor descriptor, int maxBytes, CancellationToken cancellationToken) =>
        connection.SendAsync(
            address,
            () => new(HttpMethod.Get, At("blobs/" + descriptor.Digest)),
            async (response, token) =>
            {
                var bytes = await RegistryConnection.ReadAsync(response, maxBytes, token).ConfigureAwait(false);
                return bytes is not null && IsOf(bytes, descriptor.Digest)
                    ? bytes
                    : throw Foreign($"'{descriptor.Digest}' is another content, or longer than {maxBytes} bytes");
            },
            cancellationToken
        );

    /// <summary>Writes a content to a file.</summary>
    /// <param name="path">Absolute.</param>
    /// <exception cref="RegistryException">It isn't there, or isn't what its digest says.</exception>
    public Task CopyBlobAsync(Descriptor descriptor, string path, CancellationToken cancellationToken) =>
        connection.SendAsync(
            address,
            () => new(HttpMethod.Get, At("blobs/" + descriptor.Digest)),
            async (response, token) =>
            {
                var stream = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
                await using (stream.ConfigureAwait(false))
                // Reading isn't told of the token, and ends where its answer is gone.
                await using (token.Register(response.Dispose).ConfigureAwait(false))
                using (var verified = new VerifiedStream(stream, descriptor, path))
                {
                    try
                    {
                        AtomicFile.Write(path, verified);
                    }
                    catch (LayoutDamageException damage)
                    {
                        throw Foreign($"'{descriptor.Digest}': {damage.Message}");
                    }
                    catch (Exception exception)
                        when (exception is IOException or ObjectDisposedException && token.IsCancellationRequested)
                    {
                        throw new OperationCanceledException(token);
                    }
                }

                return true;
            },
            cancellationToken
        );

    /// <summary>Stores a manifest or index.</summary>
    /// <param name="reference">A tag, or its digest.</param>
    /// <returns>
    /// Whether the registry lists it among the referrers of its subject by itself (header <c>OCI-Subject</c>).
    /// </returns>
    /// <exception cref="RegistryException">The registry didn't take it.</exception>
    public Task<bool> PutManifestAsync(
        string reference,
        string mediaType,
        byte[] manifest,
        CancellationToken cancellationToken
    ) =>
        connection.SendAsync(
            address,
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Put, At("manifests/" + reference))
                {
                    Content = new ByteArrayContent(manifest),
                };
                request.Content.Headers.ContentType = new(mediaType);
                return request;
            },
            (response, _) =>
            {
                var digest = Header(response, "Docker-Content-Digest");
                return digest is null || digest == DigestOf(manifest)
                    ? Task.FromResult(Header(response, "OCI-Subject") is not null)
                    : throw Foreign($"it stored '{digest}' in place of '{DigestOf(manifest)}'");
            },
            cancellationToken
        );

    /// <summary>Takes a tag away, where the registry can.</summary>
    /// <exception cref="RegistryException">It can't.</exception>
    public Task DeleteTagAsync(string tag, CancellationToken cancellationToken) =>
        connection.SendAsync(
            address,
            () => new(HttpMethod.Delete, At("manifests/" + tag)),
            (_, _) => Task.FromResult(true),
            cancellationToken
        );

    /// <summary>The registry's own list of what refers to a manifest: pages of an index.</summary>
    /// <returns>Null where the registry has no such list.</returns>
    public async Task<IReadOnlyList<byte[]>?> ReferrersAsync(string digest, CancellationToken cancellationToken)
    {
        try
        {
            return await PagesAsync(At("referrers/" + digest), MediaTypes.Index, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (RegistryException exception) when (exception.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>All tags; none where the registry knows no such repository.</summary>
    /// <param name="pageSize">How many are asked for at once.</param>
    /// <exception cref="RegistryException">The registry doesn't list them.</exception>
    public async Task<ImmutableArray<string>> TagsAsync(int pageSize, CancellationToken cancellationToken)
    {
        try
        {
            var pages = await PagesAsync(
                    At(string.Create(CultureInfo.InvariantCulture, $"tags/list?n={pageSize}")),
                    null,
                    cancellationToken
                )
                .ConfigureAwait(false);
            return [.. pages!.SelectMany(TagsOf)];
        }
        catch (RegistryException exception) when (exception.IsNotFound)
        {
            return [];
        }
    }

    private IEnumerable<string> TagsOf(byte[] page) =>
        StrictJson.Read(page, out var root) is { } problem
            ? throw Foreign($"its list of tags can't be read: {problem}")
            : StrictJson
                .List(root, "tags")
                .Where(tag => tag.ValueKind == JsonValueKind.String)
                .Select(tag => tag.GetString()!);

    // Null where what answers has another media type.
    private async Task<List<byte[]>?> PagesAsync(Uri first, string? mediaType, CancellationToken cancellationToken)
    {
        const int MaxPages = 100;
        var pages = new List<byte[]>();
        var next = first;
        while (next is not null && pages.Count < MaxPages)
        {
            var address = next;
            var page = await connection
                .SendAsync(
                    Address,
                    () => new(HttpMethod.Get, address),
                    (response, token) => ReadPageAsync(response, mediaType, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (page is not { } there)
                return null;
            pages.Add(there.Content);
            next = there.Next is null ? null : new Uri(address, there.Next);
        }

        return pages;
    }

    /// <summary>By which a manifest is stored.</summary>
    public static string DigestOf(ReadOnlySpan<byte> content) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));

    private async Task<bool> HasBlobAsync(string digest, CancellationToken cancellationToken)
    {
        try
        {
            return await connection
                .SendAsync(
                    address,
                    () => new(HttpMethod.Head, At("blobs/" + digest)),
                    (_, _) => Task.FromResult(true),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (RegistryException exception) when (exception.IsNotFound)
        {
            return false;
        }
    }

    private Uri UploadOf(HttpResponseMessage response, string digest)
    {
        if (response.Headers.Location is not { } location)
            throw Foreign("it names no place for an upload");
        var upload = new UriBuilder(new Uri(At("blobs/uploads/"), location));
        upload.Query = $"{upload.Query.TrimStart('?')}&digest={Uri.EscapeDataString(digest)}".TrimStart('&');
        return RegistryConnection.IsSafe(upload.Uri)
            ? upload.Uri
            : throw Foreign($"it wants uploads to go to '{upload.Host}' without TLS");
    }

    private static HttpRequestMessage Put(Uri upload, Stream content, long size)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, upload) { Content = new StreamContent(content) };
        request.Content.Headers.ContentType = new("application/octet-stream");
        request.Content.Headers.ContentLength = size;
        return request;
    }

    private async Task<StoredManifest?> ReadManifestAsync(
        HttpResponseMessage response,
        string reference,
        CancellationToken cancellationToken
    )
    {
        if (
            await RegistryConnection.ReadAsync(response, MaxManifestBytes, cancellationToken).ConfigureAwait(false)
            is not { } bytes
        )
            throw Foreign($"the manifest '{reference}' is larger than 4 MiB");
        if (ImageDigest.IsValid(reference) && !IsOf(bytes, reference))
            throw Foreign($"it answers '{reference}' with another content");
        return new(response.Content.Headers.ContentType?.MediaType ?? MediaTypes.Manifest, bytes);
    }

    private async Task<(byte[] Content, Uri? Next)?> ReadPageAsync(
        HttpResponseMessage response,
        string? mediaType,
        CancellationToken cancellationToken
    )
    {
        // What knows no such address may answer anything.
        if (mediaType is not null && response.Content.Headers.ContentType?.MediaType != mediaType)
            return null;
        var bytes = await RegistryConnection
            .ReadAsync(response, MaxManifestBytes, cancellationToken)
            .ConfigureAwait(false);
        return bytes is null
            ? throw Foreign("a page of its list is larger than 4 MiB")
            : (bytes, NextPage(response.Headers));
    }

    // Link: <address>; rel="next" (RFC 8288).
    private static Uri? NextPage(HttpResponseHeaders headers)
    {
        var link = headers.TryGetValues("Link", out var values) ? values.First() : "";
        var (start, end) = (link.IndexOf('<', StringComparison.Ordinal), link.IndexOf('>', StringComparison.Ordinal));
        return
            end > start
            && start >= 0
            && link.Contains("next", StringComparison.Ordinal)
            && Uri.TryCreate(link[(start + 1)..end], UriKind.RelativeOrAbsolute, out var next)
            ? next
            : null;
    }

    private RegistryException Foreign(string what) =>
        new(
            DiagnosticCatalogue.RegistryFailed,
            $"the registry {address.Domain} doesn't answer as a registry: {what}; see whether something else stands "
                + "at its address"
        );

    private static bool IsOf(byte[] content, string digest) =>
        digest.StartsWith("sha512:", StringComparison.Ordinal)
            ? digest == "sha512:" + Convert.ToHexStringLower(SHA512.HashData(content))
            : digest == DigestOf(content);

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private Uri At(string path) => new(address.Root, path);
}

/// <summary>A manifest or index as a registry has it.</summary>
internal sealed record StoredManifest(string MediaType, byte[] Content)
{
    public string Digest { get; } = ImageRepository.DigestOf(Content);
}
