using GoDockTasks.Core.Images;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Evaluation;

/// <summary>
/// What a stage starts from, and what is known of well-known images. Source: their own Dockerfiles and documentation.
/// </summary>
/// <param name="Reference">Null where the name depends on something unknown, or is none.</param>
/// <param name="Parent">The stage that it is, for `FROM build`.</param>
internal sealed record BaseImage(ImageReference? Reference, StageTrace? Parent)
{
    /// <summary>
    /// The last element of the image's name: `golang`, `alpine`, `static-debian12`; null where unknown or another
    /// stage.
    /// </summary>
    public string? ShortName => Reference is null ? null : Reference.Name[(Reference.Name.LastIndexOf('/') + 1)..];

    /// <summary>The image at the bottom: this, or the one that the stage it names starts from.</summary>
    public BaseImage Root => Parent is null ? this : Parent.Base.Root;

    /// <summary>`--platform` of its FROM; null where none is written or it isn't known.</summary>
    public string? Platform { get; init; }

    /// <summary>
    /// A Windows image: with paths, users, a shell and variables of its own, of which nothing is known here.
    /// </summary>
    public bool IsWindows =>
        Platform?.StartsWith("windows", StringComparison.OrdinalIgnoreCase) == true
        || Reference is not null
            && (
                Reference.Repository.Contains("windows/", StringComparison.Ordinal)
                || ShortName is "nanoserver" or "servercore" or "windowsservercore"
                || Tag.Contains("nanoserver", StringComparison.Ordinal)
                || Tag.Contains("windowsservercore", StringComparison.Ordinal)
            );

    public bool IsScratch => Reference?.IsScratch == true;

    public bool IsGolang => ShortName == "golang";

    public bool IsAlpine =>
        ShortName is "alpine"
        || (ShortName is "golang" or "node" or "python" && Tag.Contains("alpine", StringComparison.Ordinal));

    public bool IsDistroless =>
        Reference is not null && Reference.Repository.Contains("distroless", StringComparison.Ordinal);

    /// <summary>It has no sources of anybody's, and its variables are known.</summary>
    public bool IsWellKnown =>
        !IsWindows
        && (IsScratch || IsGolang || IsDistroless || ShortName is "alpine" or "debian" or "ubuntu" or "busybox");

    /// <summary>Without tag and digest, "latest"; "" where unknown.</summary>
    public string Tag => Reference is null ? "" : Reference.Tag ?? (Reference.Digest is null ? "latest" : "");

    /// <summary>The Go version of a golang image's tag (`1.21`, `1.21.5`); null where the tag names none.</summary>
    public string? GoVersion
    {
        get
        {
            if (!IsGolang)
                return null;
            var end = Tag.IndexOf('-', StringComparison.Ordinal);
            var version = end < 0 ? Tag : Tag[..end];
            return Modules.GoVersion.IsValid(version) ? version : null;
        }
    }

    /// <summary>Whether it has a shell to run commands with; null for unknown.</summary>
    public bool? HasShell =>
        IsScratch ? false
        : IsDistroless
            ? Tag.Length == 0 ? null
                : Tag.Contains("debug", StringComparison.Ordinal)
        : IsWellKnown ? true
        : null;
}
