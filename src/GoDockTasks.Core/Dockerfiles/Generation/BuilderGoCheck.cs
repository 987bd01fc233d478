using System.Globalization;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Dockerfiles.Generation;

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
