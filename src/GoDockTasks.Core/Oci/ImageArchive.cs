using System.Formats.Tar;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Oci;

/// <summary>
/// An image in one file: what docker save, buildx, crane and skopeo write, an archive of an OCI image layout, or, with
/// manifest.json alone, Docker's own (moby's image/spec/v1.2.md, "Combined Image JSON + Filesystem Changeset Format").
/// </summary>
internal static class ImageArchive
{
    private const int MaxFiles = 10_000;

    // blobs/sha256/…; Docker's have one folder.
    private const int MaxParts = 3;
    private const string DockerManifest = "manifest.json";
    internal const string Made = "made-manifest.json";

    /// <summary>Unpacks an archive, and reads what is in it.</summary>
    /// <param name="archive">Absolute path; gzip is taken away.</param>
    /// <param name="folder">Absolute path of an empty folder of the caller's own; it becomes the layout's.</param>
    /// <returns>
    /// The image, or GDT4101 at the archive. Where it had no manifest, since Docker's archives have none, the digest of
    /// <see cref="ImageLayout.Root"/> is no registry's.
    /// </returns>
    public static (ImageLayout? Layout, Diagnostic? Problem) Read(
        string archive,
        string folder,
        CancellationToken cancellationToken
    )
    {
        try
        {
            Unpack(archive, folder, cancellationToken);
            if (!File.Exists(Path.Combine(folder, "oci-layout")) && File.Exists(Path.Combine(folder, DockerManifest)))
                Convert(folder);
            return (ImageLayout.Load(folder), null);
        }
        catch (LayoutDamageException damage)
        {
            return (null, damage.ToDiagnostic(folder, archive));
        }
        catch (Exception exception) when (Compressions.IsDamage(exception))
        {
            return (null, new LayoutDamageException(exception.Message).ToDiagnostic(folder, archive));
        }
    }

    private static void Unpack(string archive, string folder, CancellationToken cancellationToken)
    {
        var compression = Compressions.Of(() => RegularFile.Open(archive), folder);
        if (compression == Compression.Zstandard)
            throw new LayoutDamageException("it is compressed with zstd, which .NET 10 can't read; run `unzstd`");
        using var file = RegularFile.Open(archive);
        using var content = Compressions.Decompress(file, compression, cancellationToken);
        using var tar = new TarReader(content, leaveOpen: true);
        var count = 0;
        while (tar.GetNextEntry() is { } entry)
        {
            // Folders come with their files, and a link has no content of its own.
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                continue;
            if (++count > MaxFiles)
                throw new LayoutDamageException($"it has more than {MaxFiles} files");
            var path = Path.Combine([folder, .. Parts(entry.Name)]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.Write(path, entry.DataStream ?? Stream.Null);
        }
    }

    private static string[] Parts(string name)
    {
        string[] parts = [.. name.Split('/').Where(part => part is not ("" or "."))];
        return parts.Length is > 0 and <= MaxParts && !name.StartsWith('/') && parts.All(IsName)
            ? parts
            : throw new LayoutDamageException($"no image's archive has a file of the name '{Printable.Of(name)}'");
    }

    // crane calls a configuration sha256:….
    private static bool IsName(string part) =>
        part is not ".."
        && part.Length <= 255
        && !part.AsSpan().ContainsAny('\\', '\0')
        && !(OperatingSystem.IsWindows() && part.Contains(':', StringComparison.Ordinal));

    // Its layers become contents by their digests, and a manifest is written for them.
    private static void Convert(string folder)
    {
        var path = Path.Combine(folder, DockerManifest);
        var (content, problem) = RegularFile.TryRead(path, BlobFolder.MaxJsonBytes);
        JsonElement root = default;
        problem ??= StrictJson.Read(content, out root) ?? (IsOneImage(root) ? null : "it names no image, or many");
        if (problem is not null)
            throw new LayoutDamageException(problem, path);
        var image = root[0];
        var config = Take(folder, LayoutJson.Text(image, "Config") ?? "", MediaTypes.DockerConfig);
        // One that changes nothing may be there more than once.
        var names = LayoutJson.Texts(image, "Layers");
        var layers = names.Distinct().ToDictionary(name => name, name => Take(folder, name, MediaTypes.DockerLayer));
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = MediaTypes.DockerManifest,
            ["config"] = ToJson(config),
            ["layers"] = new JsonArray([.. names.Select(name => ToJson(layers[name]))]),
        };
        Write(Made, manifest);
        var index = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["manifests"] = new JsonArray(ToJson(Take(folder, Made, MediaTypes.DockerManifest))),
        };
        Write("index.json", index);
        Write("oci-layout", new() { ["imageLayoutVersion"] = "1.0.0" });

        void Write(string name, JsonObject json) =>
            AtomicFile.Write(Path.Combine(folder, name), Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    private static bool IsOneImage(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array
        && json.GetArrayLength() == 1
        && json[0].ValueKind == JsonValueKind.Object;

    private static Descriptor Take(string folder, string name, string mediaType)
    {
        var path = Path.Combine([folder, .. Parts(name)]);
        var (sha256, problem) = FileDigest.Sha256(path);
        if (sha256 is null)
            throw new LayoutDamageException(problem!, path);
        var descriptor = new Descriptor(mediaType, "sha256:" + sha256, new FileInfo(path).Length);
        var blob = new BlobFolder(folder).PathOf(descriptor.Digest);
        Directory.CreateDirectory(Path.GetDirectoryName(blob)!);
        File.Move(path, blob, overwrite: true);
        return descriptor;
    }

    private static JsonObject ToJson(Descriptor descriptor) =>
        new JsonObject
        {
            ["mediaType"] = descriptor.MediaType,
            ["digest"] = descriptor.Digest,
            ["size"] = descriptor.Size,
        };
}
