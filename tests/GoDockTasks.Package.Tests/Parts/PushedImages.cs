using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace GoDockTasks.Package.Tests.Parts;

/// <summary>
/// Puts images without layers into a registry (OCI distribution specification, "Push"): enough to be looked up.
/// </summary>
internal static class PushedImages
{
    private const string IndexType = "application/vnd.oci.image.index.v1+json";
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    private const string ConfigurationType = "application/vnd.oci.image.config.v1+json";

    private static readonly HttpClient Client = new();

    /// <summary>An image for one platform that isn't this machine's.</summary>
    /// <param name="title">Makes it differ from others.</param>
    /// <returns>The digest of its manifest.</returns>
    public static async Task<string> PushManifestAsync(
        this Registry registry,
        string repository,
        string tag,
        string title,
        string architecture = "s390x"
    ) => (await PushAsync(registry, repository, tag, title, architecture)).Digest;

    /// <summary>An image for two platforms.</summary>
    /// <returns>The digest of its index.</returns>
    public static async Task<string> PushIndexAsync(this Registry registry, string repository, string tag, string title)
    {
        var images = new List<string>();
        foreach (var architecture in new[] { "s390x", "arm64" })
        {
            var (digest, size) = await PushAsync(registry, repository, $"{tag}-{architecture}", title, architecture);
            images.Add(
                $$$"""{"mediaType": "{{{ManifestType}}}", "digest": "{{{digest}}}", "size": {{{size}}}, "platform": {"os": "linux", "architecture": "{{{architecture}}}"}}"""
            );
        }

        return await PutAsync(
            registry,
            repository,
            tag,
            IndexType,
            $$"""
            {
               "schemaVersion": 2, "mediaType": "{{IndexType}}",
               "manifests": [{{string.Join(", ", images)}}]
            }
            """
        );
    }

    private static async Task<(string Digest, int Size)> PushAsync(
        Registry registry,
        string repository,
        string tag,
        string title,
        string architecture
    )
    {
        var configuration = Encoding.UTF8.GetBytes(
            $$$"""{"os": "linux", "architecture": "{{{architecture}}}", "rootfs": {"type": "layers", "diff_ids": []}}"""
        );
        var digest = Digest(configuration);
        using var started = await Client.PostAsync(
            new Uri($"http://{registry.Host}/v2/{repository}/blobs/uploads/"),
            null
        );
        var upload = new Uri(started.RequestMessage!.RequestUri!, started.Headers.Location!).AbsoluteUri;
        using var content = new ByteArrayContent(configuration);
        var separator = upload.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        (await Client.PutAsync(new Uri($"{upload}{separator}digest={digest}"), content)).EnsureSuccessStatusCode();

        var manifest =
            $$$"""{"schemaVersion": 2, "mediaType": "{{{ManifestType}}}", "config": {"mediaType": "{{{ConfigurationType}}}", "digest": "{{{digest}}}", "size": {{{configuration.Length}}}}, "layers": [], "annotations": {"title": "{{{title}}}"}}""";
        return (
            await PutAsync(registry, repository, tag, ManifestType, manifest),
            Encoding.UTF8.GetByteCount(manifest)
        );
    }

    private static async Task<string> PutAsync(
        Registry registry,
        string repository,
        string tag,
        string type,
        string manifest
    )
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(manifest));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        (
            await Client.PutAsync(new Uri($"http://{registry.Host}/v2/{repository}/manifests/{tag}"), content)
        ).EnsureSuccessStatusCode();
        return Digest(Encoding.UTF8.GetBytes(manifest));
    }

    private static string Digest(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));
}
