using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Registries;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Images.Building;

/// <summary>
/// The image for one platform that the .NET SDK builds on, as its registry has it, held to the digests that name it:
/// the SDK takes whatever a registry answers for one.
/// </summary>
/// <param name="Address">Where it is.</param>
/// <param name="Digest">Of its manifest.</param>
/// <param name="Layers">Their digests, from the lowest.</param>
/// <param name="Configuration">Its JSON.</param>
internal sealed record PlatformBase(
    RegistryAddress Address,
    string Digest,
    ImmutableArray<string> Layers,
    JsonElement Configuration
)
{
    /// <summary>How a program is run, as the image says; no object where it says nothing.</summary>
    public JsonElement Run => StrictJson.Member(Configuration, "config");

    /// <summary>It has ONBUILD: steps that a build on it has to run.</summary>
    public bool HasSteps =>
        StrictJson.Member(Run, "OnBuild") is { ValueKind: JsonValueKind.Array } steps && steps.GetArrayLength() > 0;

    /// <param name="at">Where the image is named.</param>
    /// <returns>The image; GDT4114 where there is none for the platform, GDT4040 to GDT4043 for a registry.</returns>
    public static async Task<(PlatformBase? Base, Diagnostic? Problem)> ReadAsync(
        RegistryConnection connection,
        ImageReference image,
        Platform platform,
        SourceLocation at,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var repository = new ImageRepository(connection, RegistryAddress.Of(image));
            return await FindAsync(repository, image, platform, cancellationToken).ConfigureAwait(false) switch
            {
                ({ } found, _) => (found, null),
                (_, var problem) => (
                    null,
                    new(
                        DiagnosticCatalogue.SdkBaseMissing,
                        at,
                        $"'{image}' can't be built on for {platform}: {problem}"
                    )
                ),
            };
        }
        catch (RegistryException exception)
        {
            return (null, exception.ToDiagnostic() with { Location = at });
        }
        catch (LayoutDamageException damage)
        {
            return (
                null,
                new(
                    DiagnosticCatalogue.SdkBaseMissing,
                    at,
                    $"'{image}' can't be built on for {platform}: {damage.Message}; name another RuntimeImage"
                )
            );
        }
    }

    private static async Task<(PlatformBase? Base, string Problem)> FindAsync(
        ImageRepository repository,
        ImageReference image,
        Platform platform,
        CancellationToken cancellationToken
    )
    {
        var reference = image.Digest ?? image.Tag ?? "latest";
        var found = await repository.FindManifestAsync(reference, cancellationToken).ConfigureAwait(false);
        if (found is not null && MediaTypes.IsIndex(found.MediaType))
        {
            var images = LayoutJson.Descriptors(LayoutJson.ParseVersioned(found.Content), "manifests");
            if (Choose(images, platform) is not { } chosen)
                return (null, None(images.Select(each => each.Platform)));
            reference = chosen.Digest;
            found = await repository.FindManifestAsync(reference, cancellationToken).ConfigureAwait(false);
        }

        if (found is null)
            return (null, $"{repository.Address} has no '{reference}'; see whether it is spelled so, or was removed");
        var manifest = LayoutJson.ParseVersioned(found.Content);
        var content = await repository
            .ReadBlobAsync(
                Descriptor.Read(StrictJson.Member(manifest, "config"), "config"),
                BlobFolder.MaxJsonBytes,
                cancellationToken
            )
            .ConfigureAwait(false);
        var configuration = LayoutJson.Parse(content);
        var itself = ImagePlatform.Read(configuration);
        return itself is null || Rank(itself, platform) is null
            ? (null, None([itself]))
            : (
                new(
                    repository.Address,
                    found.Digest,
                    [.. LayoutJson.Descriptors(manifest, "layers").Select(layer => layer.Digest)],
                    configuration
                ),
                ""
            );
    }

    private static string None(IEnumerable<ImagePlatform?> platforms)
    {
        var names = platforms
            .OfType<ImagePlatform>()
            // What BuildKit attaches.
            .Where(each => each.OperatingSystem != "unknown")
            .Select(each => $"{each}")
            .Distinct()
            .ToList();
        return $"it is for {(names.Count == 0 ? "no platform" : string.Join(", ", names))}; name another RuntimeImage, "
            + "or leave the platform out";
    }

    private static Descriptor? Choose(IEnumerable<Descriptor> images, Platform platform) =>
        images
            .Where(each => each.Platform is { } itself && Rank(itself, platform) is not null)
            .MaxBy(each => Rank(each.Platform!, platform));

    // Null for what doesn't run there; of what does, the highest is the nearest: an ARMv7 runs programs for ARMv6
    // (containerd/platforms, compare.go).
    private static int? Rank(ImagePlatform itself, Platform platform)
    {
        if (itself.OperatingSystem != platform.System || itself.Architecture != platform.Architecture)
            return null;
        var (has, wanted) = (Variant(itself.Architecture, itself.Variant), Variant(platform));
        return has == wanted || (platform.Architecture == "arm" && has < wanted) ? has : null;
    }

    private static int Variant(Platform platform) => Variant(platform.Architecture, platform.Variant);

    private static int Variant(string architecture, string? variant)
    {
        if (string.IsNullOrEmpty(variant))
            return architecture switch
            {
                "arm" => 7,
                "arm64" => 8,
                _ => 1,
            };
        return int.TryParse(
            variant.AsSpan().TrimStart('v'),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : 0;
    }
}
