using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>Chooses the images that a sidecar's stages start from.</summary>
internal sealed class BaseImages(GenerationRequest request, ICollection<Diagnostic> diagnostics)
{
    // Debian 12 on both sides, so that what cgo links is there when it runs. Images for it exist from Go 1.19 on; an older go line is only a minimum.
    private const string Distribution = "bookworm";
    private const string Oldest = "1.19";
    private const string BuilderMetadata = "BuilderImage";
    private const string RuntimeMetadata = "RuntimeImage";
    private const string WithoutLibc = "gcr.io/distroless/static-debian12:nonroot";
    private const string WithLibc = "gcr.io/distroless/base-debian12:nonroot";

    /// <param name="GoVersion">The Go that will compile, as far as it is known: 1.27 or 1.27.3; null for an image that the user chose.</param>
    internal sealed record Chosen(StageImage Builder, StageImage Runtime, string? GoVersion);

    /// <summary>Both; null where the item names what can't be an image.</summary>
    public Chosen? Choose(Sidecar sidecar, BuildGraph graph)
    {
        var (builder, runtime) = (Builder(sidecar, graph), Runtime(sidecar));
        return builder is null || runtime is null ? null : new(builder, runtime, sidecar.BuilderImage is null ? Tag(graph) : null);
    }

    /// <summary>The same two as they are written, before the lock file is asked; without those that can't be an image.</summary>
    public IEnumerable<UsedImage> Named(Sidecar sidecar, BuildGraph graph)
    {
        foreach (var (metadata, text) in new[] { (BuilderMetadata, BuilderText(sidecar, graph)), (RuntimeMetadata, RuntimeText(sidecar)) })
        {
            if (Parse(sidecar, metadata, text) is { } image)
                yield return new(image, SidecarItemLocator.Find(sidecar.Item, metadata));
        }
    }

    private StageImage? Builder(Sidecar sidecar, BuildGraph graph) => Resolve(sidecar, BuilderMetadata, BuilderText(sidecar, graph));

    private StageImage? Runtime(Sidecar sidecar) => Resolve(sidecar, RuntimeMetadata, RuntimeText(sidecar));

    private string BuilderText(Sidecar sidecar, BuildGraph graph) => sidecar.BuilderImage ?? $"golang:{Tag(graph)}-{Distribution}";

    private static string RuntimeText(Sidecar sidecar) => sidecar.RuntimeImage ?? (sidecar.CgoEnabled ? WithLibc : WithoutLibc);

    // A go line is a minimum, so its language version's newest release is what it asks for; a toolchain line names a release, and so does the project.
    private string Tag(BuildGraph graph)
    {
        if (!string.IsNullOrWhiteSpace(request.GoVersion))
            return request.GoVersion.Trim();
        if (graph.Toolchain is { } toolchain)
            return toolchain;
        if (graph.GoVersion is not { } version)
            return "1";
        var isPrerelease = version.AsSpan().ContainsAnyInRange('a', 'z');
        var tag = isPrerelease ? version : GoVersion.Language(version) ?? version;
        return GoVersion.Compare(tag, Oldest) < 0 ? Oldest : tag;
    }

    private ImageReference? Parse(Sidecar sidecar, string metadata, string text)
    {
        var image = ImageReference.TryParse(text);
        if (image is null)
        {
            diagnostics.Add(new(
                DiagnosticCatalogue.BadMetadata,
                SidecarItemLocator.Find(sidecar.Item, metadata),
                $"GoSidecar '{sidecar.Item.Include}' has {metadata}=\"{text}\", which docker doesn't accept as an image; write name:tag, or name:tag@sha256:…."));
        }

        return image;
    }

    private StageImage? Resolve(Sidecar sidecar, string metadata, string text)
    {
        if (Parse(sidecar, metadata, text) is not { } image)
            return null;
        if (image.IsScratch)
            return new("scratch", null);
        var name = image.Name + (image.Tag is null ? "" : ":" + image.Tag);
        var digest = image.Digest ?? request.Lock.Lock.DigestOf(image);
        if (digest is null)
            diagnostics.Add(WithoutDigest(sidecar, metadata, name));
        return new(name, digest);
    }

    private Diagnostic WithoutDigest(Sidecar sidecar, string metadata, string name) => new(
        DiagnosticCatalogue.BaseWithoutDigest,
        SidecarItemLocator.Find(sidecar.Item, metadata),
        $"No digest is known for '{name}', so the Dockerfile of '{sidecar.Name}' names it by its tag, which can mean something else tomorrow; run `dotnet build -t:UpdateBaseImages`, or write {metadata}=\"{name}@sha256:…\".")
    {
        Severity = request.Lock.Exists ? DiagnosticSeverity.Warning : DiagnosticCatalogue.BaseWithoutDigest.DefaultSeverity,
    };
}
