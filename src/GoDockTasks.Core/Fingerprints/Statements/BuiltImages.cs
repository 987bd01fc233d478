using System.Collections.Immutable;
using System.Text.Json;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Fingerprints.Statements;

/// <summary>
/// The images that BuildKit says it made: what <c>docker buildx bake --metadata-file</c> writes, a member a target.
/// </summary>
public sealed class BuiltImages
{
    // With the provenance of a hundred images in it, a few hundred kilobytes.
    private const int MaxBytes = 16 * 1024 * 1024;

    private readonly ImmutableDictionary<string, ImmutableArray<BuiltImage>> byTarget;

    private BuiltImages(ImmutableDictionary<string, ImmutableArray<BuiltImage>> byTarget) => this.byTarget = byTarget;

    /// <summary>No image.</summary>
    public static BuiltImages None { get; } = new(ImmutableDictionary<string, ImmutableArray<BuiltImage>>.Empty);

    /// <summary>All of them.</summary>
    public ImmutableArray<BuiltImage> All => [.. byTarget.Values.SelectMany(images => images)];

    /// <summary>Those of one service, an entry for each repository that it was named for.</summary>
    /// <param name="service">The sidecar's name.</param>
    public ImmutableArray<BuiltImage> Of(string service) => byTarget.GetValueOrDefault(BakeTarget.NameOf(service), []);

    /// <summary>Those of services.</summary>
    /// <param name="images">By the sidecar's name.</param>
    public static BuiltImages Of(IEnumerable<(string Service, BuiltImage Image)> images) =>
        new(
            images
                .GroupBy(image => BakeTarget.NameOf(image.Service), StringComparer.Ordinal)
                .ToImmutableDictionary(
                    target => target.Key,
                    target => target.Select(image => image.Image).ToImmutableArray(),
                    StringComparer.Ordinal
                )
        );

    /// <summary>Reads the file.</summary>
    /// <param name="path">Absolute.</param>
    /// <returns>The images, none of them where the file can't be read, and GDT3009.</returns>
    public static (BuiltImages Images, Diagnostic? Problem) Read(string path)
    {
        var (content, unreadable) = RegularFile.TryRead(path, MaxBytes);
        if (content is null)
            return Unusable(path, $"can't be read ({unreadable})");
        if (StrictJson.Read(content, out var root) is { } problem)
            return Unusable(path, $"can't be read: {problem}");
        if (root.ValueKind != JsonValueKind.Object)
            return Unusable(path, "holds no JSON object");
        var images = root.EnumerateObject()
            .ToImmutableDictionary(
                target => target.Name,
                target => ImagesOf(target.Value).ToImmutableArray(),
                StringComparer.Ordinal
            );
        return images.Values.All(target => target.IsEmpty)
            ? Unusable(path, "names no image with its digest")
            : (new(images), null);
    }

    // An image without a name was only built, and nobody can ask for it.
    private static IEnumerable<BuiltImage> ImagesOf(JsonElement target) =>
        from name in (StrictJson.Text(target, "image.name") ?? "").Split(
            ',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        )
        let image = ImageReference.TryParse(name)
        let digest = StrictJson.Text(target, "containerimage.digest")
        where
            image is not null
            && digest is not null
            && digest.StartsWith("sha256:", StringComparison.Ordinal)
            && ImageDigest.IsValid(digest)
        group digest by image.Repository into repository
        select new BuiltImage(repository.Key, repository.First()["sha256:".Length..]);

    private static (BuiltImages, Diagnostic?) Unusable(string path, string problem) =>
        (
            None,
            new(
                DiagnosticCatalogue.ImageMetadataUnusable,
                new(path),
                $"'{path}' {problem}; write it with `docker buildx bake --push --metadata-file`, and build "
                    + $"the images with names"
            )
        );
}

/// <summary>An image that was built.</summary>
/// <param name="Repository">
/// Its name in full, without tag and digest: <c>registry.example.com/shop/orders</c>; for one platform of an index as
/// <see cref="Subject.OfPlatform"/> has it.
/// </param>
/// <param name="Sha256">Of its manifest or index, as 64 lower-case hexadecimal digits.</param>
public sealed record BuiltImage(string Repository, string Sha256);
