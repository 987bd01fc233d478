using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Oci;

/// <summary>
/// An image in a folder: an OCI image layout (image-layout.md, image-index.md and manifest.md of the OCI image
/// specification), as buildx, docker save and skopeo write it. Of the JSON in it all is read and checked by digest; of
/// layers only that they are named, until <see cref="Verify"/> or <see cref="ImageFiles"/> reads them.
/// </summary>
internal sealed class ImageLayout
{
    // An index within an index is rare, and more than two are none that a tool makes.
    private const int MaxDepth = 4;
    private const int MaxManifests = 1000;
    private const string Version = "1.0.0";

    private readonly BlobFolder blobs;
    private readonly ImmutableArray<PlatformImage>.Builder images = ImmutableArray.CreateBuilder<PlatformImage>();
    private readonly ImmutableArray<ImageAttestation>.Builder attestations =
        ImmutableArray.CreateBuilder<ImageAttestation>();
    private readonly List<Descriptor> contents = [];
    private readonly List<Descriptor> manifests = [];

    private ImageLayout(string folder)
    {
        Folder = folder;
        blobs = new(folder);
        Root = ReadRoot();
        ReadManifest(Root, MaxDepth);
        if (images.Count == 0)
            throw new LayoutDamageException("it holds no image", blobs.PathOf(Root.Digest));
        Images = images.ToImmutable();
        Attestations = attestations.ToImmutable();
        Contents = [.. contents.DistinctBy(content => content.Digest)];
        Manifests = [.. manifests.DistinctBy(manifest => manifest.Digest)];
    }

    /// <summary>Absolute path.</summary>
    public string Folder { get; }

    /// <summary>The index or the manifest: by its digest the image is pushed and pulled.</summary>
    public Descriptor Root { get; }

    /// <summary>One for each platform.</summary>
    public ImmutableArray<PlatformImage> Images { get; }

    /// <summary>What BuildKit attached to them: provenance, SBOM.</summary>
    public ImmutableArray<ImageAttestation> Attestations { get; }

    /// <summary>Configurations and layers, each once.</summary>
    public ImmutableArray<Descriptor> Contents { get; }

    /// <summary>Manifests and indexes, each once, after those that it names: <see cref="Root"/> is the last.</summary>
    public ImmutableArray<Descriptor> Manifests { get; }

    /// <summary>Reads a layout.</summary>
    /// <param name="folder">Absolute.</param>
    /// <returns>The layout, or GDT4101 at the file that isn't what it should be.</returns>
    public static (ImageLayout? Layout, Diagnostic? Problem) Read(string folder)
    {
        try
        {
            return (Load(folder), null);
        }
        catch (LayoutDamageException damage)
        {
            return (null, damage.ToDiagnostic(folder));
        }
    }

    /// <summary>Likewise, for others in this room.</summary>
    /// <exception cref="LayoutDamageException">A file isn't what it should be.</exception>
    public static ImageLayout Load(string folder) => new(folder);

    /// <summary>Absolute path of a content's file.</summary>
    public string PathOf(Descriptor descriptor) => blobs.PathOf(descriptor.Digest);

    /// <summary>
    /// A content, of any size. Opening it, and reading it to its end, fails with
    /// <see cref="LayoutDamageException"/> where it isn't what the descriptor says.
    /// </summary>
    public Stream Open(Descriptor descriptor) => blobs.Open(descriptor);

    /// <summary>The bytes of a manifest, an index, a configuration or a statement; at most 4 MiB.</summary>
    /// <exception cref="LayoutDamageException">It isn't what the descriptor says.</exception>
    public byte[] ReadJson(Descriptor descriptor) => blobs.ReadJson(descriptor);

    /// <summary>Reads all that belongs to the image to its end.</summary>
    /// <returns>GDT4101 for the first that isn't what its descriptor says, else null.</returns>
    public Diagnostic? Verify(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var descriptor in (ImmutableArray<Descriptor>)[.. Contents, .. Manifests])
                blobs.Verify(descriptor, cancellationToken);
            return null;
        }
        catch (LayoutDamageException damage)
        {
            return damage.ToDiagnostic(Folder);
        }
    }

    private Descriptor ReadRoot()
    {
        var layout = LayoutJson.Parse(ReadFile("oci-layout"));
        if (StrictJson.Text(layout, "imageLayoutVersion") is var version && version != Version)
            throw new LayoutDamageException(
                $"its imageLayoutVersion isn't {Version}",
                Path.Combine(Folder, "oci-layout")
            );
        var path = Path.Combine(Folder, "index.json");
        var roots = At(path, () =>
                LayoutJson.Descriptors(LayoutJson.ParseVersioned(ReadFile("index.json")), "manifests")
            )
            // An image with two names is there twice.
            .DistinctBy(root => root.Digest)
            .ToList();
        return roots.Count == 1
            ? roots[0]
            : throw new LayoutDamageException($"it names {roots.Count} images, and one is expected", path);
    }

    private byte[] ReadFile(string name)
    {
        var path = Path.Combine(Folder, name);
        var (content, problem) = RegularFile.TryRead(path, BlobFolder.MaxJsonBytes);
        return content ?? throw new LayoutDamageException(problem!, path);
    }

    private void ReadManifest(Descriptor descriptor, int depth)
    {
        var path = PathOf(descriptor);
        if (depth == 0)
            throw new LayoutDamageException("it is an index in an index in an index", path);
        if (manifests.Count > MaxManifests)
            throw new LayoutDamageException($"the image has more than {MaxManifests} manifests", path);
        if (MediaTypes.IsIndex(descriptor.MediaType))
        {
            foreach (var each in At(path, () => ReadIndex(descriptor)))
                ReadManifest(each, depth - 1);
        }
        else if (MediaTypes.IsManifest(descriptor.MediaType))
        {
            At(path, () => ReadImage(descriptor));
        }
        else
        {
            throw new LayoutDamageException($"it is of an unknown kind, {descriptor.MediaType}", path);
        }

        manifests.Add(descriptor);
    }

    private ImmutableArray<Descriptor> ReadIndex(Descriptor descriptor)
    {
        var root = LayoutJson.ParseVersioned(blobs.ReadJson(descriptor));
        // What can be read as either is read by one tool like this and by another one like that (CVE-2021-41190).
        if (Has(root, "layers") || Has(root, "config"))
            throw new LayoutDamageException("it is an index and a manifest at once");
        ExpectType(root, descriptor);
        return LayoutJson.Descriptors(root, "manifests");
    }

    private bool ReadImage(Descriptor descriptor)
    {
        var root = LayoutJson.ParseVersioned(blobs.ReadJson(descriptor));
        if (Has(root, "manifests"))
            throw new LayoutDamageException("it is an index and a manifest at once");
        ExpectType(root, descriptor);
        var config = Descriptor.Read(StrictJson.Member(root, "config"), "config");
        var layers = LayoutJson.Descriptors(root, "layers");
        contents.AddRange([config, .. layers]);
        if (ImageAttestation.IsOne(descriptor))
        {
            attestations.Add(new(descriptor, layers));
            return true;
        }

        if (!MediaTypes.IsConfig(config.MediaType))
            throw new LayoutDamageException($"it is no image, but holds {config.MediaType}");
        var read = At(PathOf(config), () => ImageConfig.Read(blobs.ReadJson(config)));
        if (read.DiffIds.Length != layers.Length)
            throw new LayoutDamageException(
                $"it has {layers.Length} layers, and its configuration {read.DiffIds.Length}"
            );
        images.Add(new(descriptor, descriptor.Platform ?? read.Platform, read, layers));
        return true;
    }

    private static bool Has(System.Text.Json.JsonElement root, string member) => root.TryGetProperty(member, out _);

    private static void ExpectType(System.Text.Json.JsonElement root, Descriptor descriptor)
    {
        if (LayoutJson.Text(root, "mediaType") is { } type && type != descriptor.MediaType)
            throw new LayoutDamageException($"it calls itself {type}, and what names it {descriptor.MediaType}");
    }

    private static T At<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (LayoutDamageException damage)
        {
            throw LayoutDamageException.From(damage, path);
        }
    }
}

/// <summary>The image for one platform.</summary>
/// <param name="Manifest">What is pulled on that platform.</param>
/// <param name="Platform">As the index says, else as its configuration does.</param>
/// <param name="Layers">From the lowest.</param>
internal sealed record PlatformImage(
    Descriptor Manifest,
    ImagePlatform Platform,
    ImageConfig Config,
    ImmutableArray<Descriptor> Layers
);

/// <summary>
/// Statements that BuildKit put beside an image, as an image for an unknown platform (its docs/attestations/
/// attestation-storage.md).
/// </summary>
/// <param name="Statements">in-toto statements; their annotations have the type of the predicate.</param>
internal sealed record ImageAttestation(Descriptor Manifest, ImmutableArray<Descriptor> Statements)
{
    /// <summary>The digest of the manifest that they are about; null where it isn't said.</summary>
    public string? Subject => Manifest.Annotations.GetValueOrDefault("vnd.docker.reference.digest");

    /// <summary>What a statement is about: <c>https://slsa.dev/provenance/v1</c>.</summary>
    public static string? PredicateType(Descriptor statement) =>
        statement.Annotations.GetValueOrDefault("in-toto.io/predicate-type");

    public static bool IsOne(Descriptor manifest) =>
        manifest.Annotations.GetValueOrDefault("vnd.docker.reference.type") == "attestation-manifest";
}
