using System.Globalization;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>Chooses the images that a sidecar's stages start from.</summary>
internal sealed class BaseImages(GenerationRequest request, ICollection<Diagnostic> diagnostics)
{
    // Debian 12 on both sides, so that what cgo links is there when it runs.
    private const string Distribution = "bookworm";
    private const string BuilderMetadata = "BuilderImage";
    private const string RuntimeMetadata = "RuntimeImage";
    private const string WithoutLibc = "gcr.io/distroless/static-debian12:nonroot";
    private const string WithLibc = "gcr.io/distroless/base-debian12:nonroot";

    /// <param name="GoVersion">
    /// The Go that will compile, as far as it is known: 1.27 or 1.27.3; null for an image that the user chose.
    /// </param>
    /// <param name="Debug">What a stage for debugging starts from; null where none is asked for.</param>
    internal sealed record Chosen(StageImage Builder, StageImage Runtime, string? GoVersion, StageImage? Debug);

    /// <summary>Both; null where the item names what can't be an image.</summary>
    public Chosen? Choose(Sidecar sidecar, BuildGraph graph)
    {
        var (builder, runtime) = (Builder(sidecar, graph), Runtime(sidecar));
        if (builder is null || runtime is null)
            return null;
        foreach (
            var problem in new BuilderGoCheck(request, sidecar, graph).Check(
                sidecar.BuilderImage is null ? Tag(graph) : GoOf(builder)
            )
        )
            diagnostics.Add(problem);
        return new(
            builder,
            runtime,
            sidecar.BuilderImage is null ? Tag(graph) : null,
            request.DebugTarget ? Resolve(sidecar, RuntimeMetadata, DebugText(sidecar)) : null
        );
    }

    /// <summary>
    /// The same two as they are written, before the lock file is asked; without those that can't be an image.
    /// </summary>
    public IEnumerable<UsedImage> Named(Sidecar sidecar, BuildGraph graph)
    {
        var named = new List<(string, string)>
        {
            (BuilderMetadata, BuilderText(sidecar, graph)),
            (RuntimeMetadata, RuntimeText(sidecar)),
        };
        if (request.DebugTarget)
            named.Add((RuntimeMetadata, DebugText(sidecar)));
        foreach (var (metadata, text) in named)
        {
            if (Parse(sidecar, metadata, text) is { } image)
                yield return new(image, SidecarItemLocator.Find(sidecar.Item, metadata));
        }
    }

    private StageImage? Builder(Sidecar sidecar, BuildGraph graph) =>
        Resolve(sidecar, BuilderMetadata, BuilderText(sidecar, graph));

    private StageImage? Runtime(Sidecar sidecar) => Resolve(sidecar, RuntimeMetadata, RuntimeText(sidecar));

    private string BuilderText(Sidecar sidecar, BuildGraph graph) =>
        sidecar.BuilderImage ?? $"golang:{Tag(graph)}-{Distribution}";

    private static string RuntimeText(Sidecar sidecar) =>
        sidecar.RuntimeImage ?? (sidecar.CgoEnabled ? WithLibc : WithoutLibc);

    // Of distroless there is a variant with a shell; other images mostly have one, and nothing has none.
    private static string DebugText(Sidecar sidecar)
    {
        var text = RuntimeText(sidecar);
        if (text == "scratch")
            text = WithoutLibc;
        if (
            ImageReference.TryParse(text) is not { } image
            || !image.Repository.Contains("distroless", StringComparison.Ordinal)
        )
            return text;
        var tag = image.Tag switch
        {
            "nonroot" => "debug-nonroot",
            null or "latest" => "debug",
            var other => other,
        };
        return $"{image.Name}:{tag}";
    }

    private static string? GoOf(StageImage image) =>
        ImageReference.TryParse(image.Reference) is { } reference ? new BaseImage(reference, null).GoVersion : null;

    // The project names a release, and so does a toolchain line. A go line is only a minimum: the newest release of its
    // version is taken while there are any, and then the newest of all, by the package's own list and not by what this
    // machine has.
    private string Tag(BuildGraph graph)
    {
        if (!string.IsNullOrWhiteSpace(request.Go.Version))
            return request.Go.Version.Trim();
        if (graph.Toolchain is { } toolchain)
            return toolchain;
        if (graph.GoVersion is not { } version)
            return "1";
        var isPrerelease = version.AsSpan().ContainsAnyInRange('a', 'z');
        var tag = isPrerelease ? version : GoVersion.Language(version) ?? version;
        return GoReleases.EndOf(tag) is null ? tag : GoReleases.Newest;
    }

    private ImageReference? Parse(Sidecar sidecar, string metadata, string text)
    {
        var image = ImageReference.TryParse(text);
        if (image is null)
        {
            diagnostics.Add(
                new(
                    DiagnosticCatalogue.BadMetadata,
                    SidecarItemLocator.Find(sidecar.Item, metadata),
                    $"GoSidecar '{sidecar.Item.Include}' has {metadata}=\"{text}\", which docker doesn't "
                        + $"accept as an image; write name:tag, or name:tag@sha256:…."
                )
            );
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

    private Diagnostic WithoutDigest(Sidecar sidecar, string metadata, string name) =>
        new(
            DiagnosticCatalogue.BaseWithoutDigest,
            SidecarItemLocator.Find(sidecar.Item, metadata),
            $"No digest is known for '{name}', so the Dockerfile of '{sidecar.Name}' names it by its tag, "
                + $"which can mean something else tomorrow; run `dotnet build -t:UpdateBaseImages`, or write "
                + $"{metadata}=\"{name}@sha256:…\"."
        )
        {
            Severity = request.Lock.Exists
                ? DiagnosticSeverity.Warning
                : DiagnosticCatalogue.BaseWithoutDigest.DefaultSeverity,
        };
}

/// <summary>Whether the Go of a builder image still gets fixes, and is the one that this machine builds with.</summary>
internal sealed class BuilderGoCheck(GenerationRequest request, Sidecar sidecar, BuildGraph graph)
{
    /// <summary>GDT2014 and GDT2015.</summary>
    /// <param name="version">The Go in the image, 1.27 or 1.27.3; null where it isn't known.</param>
    public IEnumerable<Diagnostic> Check(string? version)
    {
        if (version is null || !GoVersion.IsValid(version))
            yield break;
        if (GoReleases.EndOf(version) is { } end)
            yield return Unsupported(version, end);
        if (HostVersion() is { } host && !IsSame(version, host))
        {
            yield return new(
                DiagnosticCatalogue.HostAndImageDiffer,
                Location(),
                $"'{sidecar.Name}' is built with Go {host} on this machine and with Go {version} in its "
                    + $"image, so that what works here may fail there; "
                    + $"set GoDockGoVersion, or a toolchain line in go.mod, and install that version here."
            );
        }
    }

    private Diagnostic Unsupported(string version, DateOnly end)
    {
        var since = end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new(
            DiagnosticCatalogue.BuilderOutOfSupport,
            Location(),
            $"The image of '{sidecar.Name}' is built with Go {version}, which has got no fixes since "
                + $"{since}, not for security either; "
                + $"{Fix()} (known on {GoReleases.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}: "
                + $"{GoReleases.Newest} is the newest)."
        );
    }

    private string Fix() =>
        sidecar.BuilderImage is not null ? $"name a newer BuilderImage, such as golang:{GoReleases.Newest}-bookworm"
        : IsOfProject ? $"set GoDockGoVersion to {GoReleases.Newest}"
        : $"run `go get toolchain@go{GoReleases.Newest}`, or set GoDockGoVersion";

    private bool IsOfProject => !string.IsNullOrWhiteSpace(request.Go.Version);

    // Where the version stands.
    private SourceLocation Location()
    {
        if (sidecar.BuilderImage is not null)
            return SidecarItemLocator.Find(sidecar.Item, "BuilderImage");
        if (IsOfProject || graph.ToolchainLocation is not { } toolchain)
            return IsOfProject ? new(request.ProjectFile) : SidecarItemLocator.Find(sidecar.Item);
        return toolchain;
    }

    // go takes a newer one by itself where the module asks for it, unless it is told not to.
    private string? HostVersion()
    {
        if (request.HostGoVersion is not { } host || !GoVersion.IsValid(host))
            return null;
        var asked = graph.Toolchain ?? graph.GoVersion;
        return asked is null || GoVersion.Compare(host, asked) >= 0 ? host
            : request.HostStaysLocal ? null
            : asked;
    }

    // As far as both are written.
    private static bool IsSame(string image, string host) =>
        IsWhole(image) && IsWhole(host)
            ? GoVersion.Compare(image, host) == 0
            : image == "1" || GoVersion.Language(image) == GoVersion.Language(host);

    private static bool IsWhole(string version) =>
        version.AsSpan().Count('.') == 2 || version.AsSpan().ContainsAnyInRange('a', 'z');
}
