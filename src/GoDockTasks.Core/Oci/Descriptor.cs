using System.Collections.Immutable;
using System.Text.Json;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Oci;

/// <summary>What one part of an image says of another (descriptor.md of the OCI image specification).</summary>
/// <param name="MediaType">What kind of content it is; see <see cref="MediaTypes"/>.</param>
/// <param name="Digest">One that <see cref="ImageDigest.IsValid"/> accepts.</param>
/// <param name="Size">Of the content in bytes; not negative.</param>
internal sealed record Descriptor(string MediaType, string Digest, long Size)
{
    /// <summary>What an image of an index runs on, as the index says; null where it says nothing.</summary>
    public ImagePlatform? Platform { get; init; }

    public ImmutableDictionary<string, string> Annotations { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Of an artifact: what kind of one it is; null where that isn't said.</summary>
    public string? ArtifactType { get; init; }

    /// <exception cref="LayoutDamageException">It is no descriptor; the file that it stands in isn't named.</exception>
    public static Descriptor Read(JsonElement json, string where)
    {
        var mediaType = StrictJson.Text(json, "mediaType");
        var digest = StrictJson.Text(json, "digest");
        if (string.IsNullOrEmpty(mediaType))
            throw new LayoutDamageException($"{where} has no mediaType");
        if (digest is null || !ImageDigest.IsValid(digest))
            throw new LayoutDamageException($"{where} has no digest that registries accept");
        if (
            StrictJson.Member(json, "size") is not { ValueKind: JsonValueKind.Number } number
            || !number.TryGetInt64(out var size)
            || size < 0
        )
            throw new LayoutDamageException($"{where} has no size");
        return new(mediaType, digest, size)
        {
            Platform = ImagePlatform.Read(StrictJson.Member(json, "platform")),
            Annotations = LayoutJson.Map(json, "annotations", where),
            ArtifactType = StrictJson.Text(json, "artifactType"),
        };
    }
}

/// <summary>What an image runs on, in Go's words: <c>linux</c>, <c>arm</c>, <c>v7</c>.</summary>
internal sealed record ImagePlatform(string OperatingSystem, string Architecture, string? Variant)
{
    /// <summary>As docker and bake write it: <c>linux/arm/v7</c>.</summary>
    public override string ToString() =>
        $"{OperatingSystem}/{Architecture}" + (string.IsNullOrEmpty(Variant) ? "" : "/" + Variant);

    /// <summary>Null where neither is named. A descriptor and a configuration have the same members.</summary>
    public static ImagePlatform? Read(JsonElement json) =>
        StrictJson.Text(json, "os") is { } system && StrictJson.Text(json, "architecture") is { } architecture
            ? new(system, architecture, StrictJson.Text(json, "variant"))
            : null;
}

/// <summary>
/// Kinds of content: those of the OCI image specification (media-types.md), and those of Docker's registries before it.
/// </summary>
internal static class MediaTypes
{
    public const string Index = "application/vnd.oci.image.index.v1+json";
    public const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    public const string Config = "application/vnd.oci.image.config.v1+json";
    public const string DockerIndex = "application/vnd.docker.distribution.manifest.list.v2+json";
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
    public const string DockerConfig = "application/vnd.docker.container.image.v1+json";
    public const string DockerLayer = "application/vnd.docker.image.rootfs.diff.tar";

    public const string GzipLayer = "application/vnd.oci.image.layer.v1.tar+gzip";

    private const string OciLayer = "application/vnd.oci.image.layer.";
    private const string DockerLayers = "application/vnd.docker.image.rootfs.";

    /// <summary>What a layer of Docker's kinds is called in an OCI manifest.</summary>
    public static string ToOci(string layer) =>
        layer.StartsWith(DockerLayer, StringComparison.Ordinal)
            ? $"{OciLayer}v1.tar{layer[DockerLayer.Length..].Replace('.', '+')}"
            : layer;

    public static bool IsIndex(string mediaType) => mediaType is Index or DockerIndex;

    public static bool IsManifest(string mediaType) => mediaType is Manifest or DockerManifest;

    public static bool IsConfig(string mediaType) => mediaType is Config or DockerConfig;

    public static bool IsLayer(string mediaType) =>
        mediaType.StartsWith(OciLayer, StringComparison.Ordinal)
        || mediaType.StartsWith(DockerLayers, StringComparison.Ordinal);
}
