using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Oci;

/// <summary>
/// One image out of several for a platform each: BuildKit writes no layout where nodes of a builder build a part each.
/// </summary>
internal static class LayoutMerge
{
    /// <summary>
    /// Writes the index that names the images in their order, and after them what was attached to them; contents are
    /// moved. Fails with the exceptions of <see cref="File"/>.
    /// </summary>
    /// <param name="parts">On the same disk as <paramref name="folder"/>; of no use afterwards.</param>
    /// <param name="folder">Absolute path of a folder that isn't there.</param>
    public static void Run(ImmutableArray<ImageLayout> parts, string folder)
    {
        var blobs = new BlobFolder(folder);
        foreach (var part in parts)
        {
            foreach (var content in (IEnumerable<Descriptor>)[.. part.Contents, .. part.Manifests])
            {
                // An index of a part names what the new one names.
                if (!MediaTypes.IsIndex(content.MediaType))
                    Move(part.PathOf(content), blobs.PathOf(content.Digest));
            }
        }

        var images = parts.SelectMany(part => part.Images).Select(ToJson);
        var attestations = parts
            .SelectMany(part => part.Attestations)
            .Select(each => ToJson(each.Manifest, each.Manifest.Platform));
        var index = Encoding.UTF8.GetBytes(Index([.. images, .. attestations]).ToJsonString());
        var root = new Descriptor(MediaTypes.Index, "sha256:" + FileDigest.Sha256(index), index.Length);
        AtomicFile.Write(blobs.PathOf(root.Digest), index);
        AtomicFile.Write(
            Path.Combine(folder, "index.json"),
            Encoding.UTF8.GetBytes(Index([ToJson(root, null)]).ToJsonString())
        );
        AtomicFile.Write(Path.Combine(folder, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}"""u8);
    }

    private static void Move(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        if (File.Exists(from))
            File.Move(from, to, overwrite: true);
    }

    private static JsonObject Index(JsonObject[] manifests) =>
        new()
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = MediaTypes.Index,
            ["manifests"] = new JsonArray([.. manifests]),
        };

    private static JsonObject ToJson(PlatformImage image) => ToJson(image.Manifest, image.Platform);

    private static JsonObject ToJson(Descriptor descriptor, ImagePlatform? platform)
    {
        var json = new JsonObject
        {
            ["mediaType"] = descriptor.MediaType,
            ["digest"] = descriptor.Digest,
            ["size"] = descriptor.Size,
        };
        if (!descriptor.Annotations.IsEmpty)
            json["annotations"] = new JsonObject(
                descriptor
                    .Annotations.OrderBy(each => each.Key, StringComparer.Ordinal)
                    .Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value))
            );
        if (platform is not null)
        {
            json["platform"] = new JsonObject
            {
                ["architecture"] = platform.Architecture,
                ["os"] = platform.OperatingSystem,
            };
            if (platform.Variant is { Length: > 0 } variant)
                json["platform"]!["variant"] = variant;
        }

        return json;
    }
}
