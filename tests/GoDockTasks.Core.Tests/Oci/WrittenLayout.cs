using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace GoDockTasks.Core.Tests.Oci;

/// <summary>An OCI image layout made byte by byte, which a test can damage; removed when disposed.</summary>
internal sealed class WrittenLayout : IDisposable
{
    public const string Index = "application/vnd.oci.image.index.v1+json";
    public const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    public const string Config = "application/vnd.oci.image.config.v1+json";
    public const string Layer = "application/vnd.oci.image.layer.v1.tar";

    private readonly TemporaryFolder folder = new("godock layout");

    public WrittenLayout() => folder.Write("image/oci-layout", """{"imageLayoutVersion":"1.0.0"}""");

    /// <summary>Absolute path of the layout.</summary>
    public string Root => folder.Path("image");

    /// <summary>Absolute path of a place beside it.</summary>
    public string Beside(string name) => folder.Path(name);

    /// <summary>Absolute path of a content's file.</summary>
    public string PathOf(string digest) => folder.Path("image/blobs/" + digest.Replace(':', '/'));

    public static string PathIn(JsonObject descriptor) => descriptor["digest"]!.GetValue<string>().Replace(':', '/');

    /// <summary>Writes a content; its descriptor.</summary>
    public JsonObject Blob(string mediaType, byte[] content)
    {
        var digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(digest))!);
        File.WriteAllBytes(PathOf(digest), content);
        return new()
        {
            ["mediaType"] = mediaType,
            ["digest"] = digest,
            ["size"] = content.Length,
        };
    }

    public JsonObject Blob(string mediaType, JsonNode content) =>
        Blob(mediaType, System.Text.Encoding.UTF8.GetBytes(content.ToJsonString()));

    /// <summary>The manifest of an image with these layers, and its configuration.</summary>
    /// <param name="change">Of both, before they are written.</param>
    public JsonObject Image(
        string architecture,
        Action<JsonObject, JsonObject>? change = null,
        params JsonObject[] layers
    )
    {
        if (layers.Length == 0)
            layers = [Blob(Layer, new byte[1024])];
        var config = new JsonObject
        {
            ["architecture"] = architecture,
            ["os"] = "linux",
            ["created"] = "2026-02-03T04:05:06Z",
            ["config"] = new JsonObject
            {
                ["User"] = "65532:65532",
                ["Env"] = new JsonArray("PATH=/bin", "TZ=Etc/UTC"),
                ["Entrypoint"] = new JsonArray("/app/orders"),
                ["Cmd"] = null,
                ["WorkingDir"] = "/app",
                ["Labels"] = new JsonObject { ["org.opencontainers.image.revision"] = "abc" },
            },
            ["rootfs"] = new JsonObject
            {
                ["type"] = "layers",
                ["diff_ids"] = new JsonArray([
                    .. layers.Select(layer => (JsonNode)layer["digest"]!.GetValue<string>()),
                ]),
            },
        };
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = Manifest,
            ["config"] = null,
            ["layers"] = new JsonArray([.. layers.Select(layer => (JsonNode)layer.DeepClone())]),
        };
        change?.Invoke(manifest, config);
        manifest["config"] ??= Blob(Config, config);
        var descriptor = Blob(Manifest, manifest);
        descriptor["platform"] = new JsonObject { ["os"] = "linux", ["architecture"] = architecture };
        return descriptor;
    }

    /// <summary>What BuildKit puts beside an image.</summary>
    public JsonObject Attestation(JsonObject image, string statement = "{}")
    {
        var layer = Blob("application/vnd.in-toto+json", JsonNode.Parse(statement)!);
        layer["annotations"] = new JsonObject { ["in-toto.io/predicate-type"] = "https://slsa.dev/provenance/v1" };
        var descriptor = Image(
            "unknown",
            (_, config) => config["rootfs"]!["diff_ids"] = new JsonArray("of", "others"),
            layer
        );
        descriptor["annotations"] = new JsonObject
        {
            ["vnd.docker.reference.type"] = "attestation-manifest",
            ["vnd.docker.reference.digest"] = image["digest"]!.GetValue<string>(),
        };
        descriptor["platform"] = new JsonObject { ["os"] = "unknown", ["architecture"] = "unknown" };
        return descriptor;
    }

    public JsonObject IndexOf(params JsonObject[] manifests) => Blob(Index, IndexJson(manifests));

    /// <summary>Makes index.json, and with it the folder an image.</summary>
    public void Write(params JsonObject[] roots) => WriteIndex(IndexJson(roots).ToJsonString());

    public void WriteIndex(string text) => folder.Write("image/index.json", text);

    /// <summary>The image for two platforms, with provenance of the first, as buildx writes it: its index.</summary>
    public JsonObject WriteUsual()
    {
        var (amd64, arm64) = (Image("amd64"), Image("arm64"));
        var index = IndexOf(amd64, arm64, Attestation(amd64));
        Write(index);
        return index;
    }

    public void Dispose() => folder.Dispose();

    private static JsonObject IndexJson(JsonObject[] manifests) =>
        new()
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = Index,
            ["manifests"] = new JsonArray([.. manifests.Select(manifest => (JsonNode)manifest.DeepClone())]),
        };
}
