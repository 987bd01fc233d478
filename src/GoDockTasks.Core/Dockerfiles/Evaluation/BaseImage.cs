using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Syntax;
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

/// <summary>
/// All files of a base image: what it may hold is unknown, the rest absent. Source: the images' own Dockerfiles and
/// packages, as of 2026-11.
/// </summary>
internal sealed class BaseImageFiles : ImageFiles
{
    // Debian's, Alpine's and busybox' folders for programs and data. /opt, /srv, /mnt and /media are empty in all of
    // them.
    private static readonly ImmutableArray<string> SystemFolders =
    [
        "/bin",
        "/boot",
        "/busybox",
        "/dev",
        "/etc",
        "/home",
        "/lib",
        "/lib32",
        "/lib64",
        "/libx32",
        "/proc",
        "/root",
        "/run",
        "/sbin",
        "/sys",
        "/tmp",
        "/usr",
        "/var",
    ];

    private static readonly ImmutableArray<string> EmptyFolders = ["/opt", "/srv", "/mnt", "/media"];

    private static readonly ImmutableArray<string> ProgramFolders =
    [
        "/bin",
        "/sbin",
        "/usr/bin",
        "/usr/sbin",
        "/usr/local/bin",
        "/usr/local/sbin",
    ];

    private static readonly ImmutableHashSet<string> NotInBusybox =
    [
        "bash",
        "curl",
        "git",
        "make",
        "gcc",
        "g++",
        "cc",
        "go",
        "sudo",
        "jq",
        "python3",
        "node",
        "npm",
        "yarn",
        "protoc",
        "upx",
        "apt",
        "apt-get",
        "useradd",
        "groupadd",
        "zip",
        "file",
    ];

    private static readonly ImmutableHashSet<string> NotInDebian =
    [
        "apk",
        "curl",
        "wget",
        "git",
        "make",
        "gcc",
        "g++",
        "cc",
        "go",
        "sudo",
        "jq",
        "node",
        "npm",
        "yarn",
        "protoc",
        "upx",
        "zip",
        "unzip",
        "busybox",
    ];

    // It is made from buildpack-deps:scm, with a C compiler and make.
    private static readonly ImmutableHashSet<string> NotInGolang =
    [
        "apk",
        "sudo",
        "jq",
        "node",
        "npm",
        "yarn",
        "protoc",
        "upx",
        "zip",
        "busybox",
    ];

    private readonly ImmutableArray<string> folders;
    private readonly ImmutableHashSet<string> missing;
    private readonly bool hasPrograms;
    private readonly bool isGolang;

    private BaseImageFiles(
        ImmutableArray<string> folders,
        ImmutableHashSet<string> missing,
        bool hasPrograms,
        bool isGolang
    ) => (this.folders, this.missing, this.hasPrograms, this.isGolang) = (folders, missing, hasPrograms, isGolang);

    public static ImageFiles Of(BaseImage image)
    {
        if (image.IsScratch)
            return Nothing;
        if (!image.IsWellKnown || !IsOriginal(image) || image.Tag.Length == 0)
            return Anything;
        if (image.IsDistroless)
            return new BaseImageFiles(
                SystemFolders,
                [],
                hasPrograms: image.HasShell != false || !IsWithoutPrograms(image.ShortName!),
                isGolang: false
            );
        return image.IsGolang
            ? new BaseImageFiles(
                [.. SystemFolders, "/go"],
                image.IsAlpine ? NotInBusybox.Remove("go") : NotInGolang,
                hasPrograms: true,
                isGolang: true
            )
            : new BaseImageFiles(
                SystemFolders,
                image.ShortName is "debian" or "ubuntu" ? NotInDebian
                    : image.ShortName == "busybox" ? NotInBusybox.Add("apk")
                    : NotInBusybox,
                hasPrograms: true,
                isGolang: false
            );
    }

    public override FoundFile Find(string path)
    {
        var name = ImagePath.NameOf(path);
        var isInPrograms = ProgramFolders.Contains(ImagePath.ParentOf(path));
        if (isGolang && path == "/usr/local/go/bin/go")
            return new(Presence.Present);
        if (
            isInPrograms && (!hasPrograms || missing.Contains(name))
            || !isGolang && ImagePath.Below("/usr/local", path) is not null
        )
            return FoundFile.Absent;
        return new(MayHold(path));
    }

    public override Presence FindBelow(string directory, Predicate<string> isWanted, bool isDeep = true) =>
        MayHold(directory) == Presence.Unknown || folders.Any(folder => ImagePath.Below(directory, folder) is not null)
            ? Presence.Unknown
            : Presence.Absent;

    public override Presence FindFolder(string path) =>
        path == "/" ? Presence.Present
        // Debian's /usr/local has folders, and nothing in them.
        : !isGolang && ImagePath.Below("/usr/local", path) is { } rest && rest.Contains('/', StringComparison.Ordinal)
            ? rest.StartsWith("share/", StringComparison.Ordinal) ? Presence.Unknown
                : Presence.Absent
        : EmptyFolders.Contains(path) ? Presence.Unknown
        : MayHold(path);

    private Presence MayHold(string path) =>
        folders.Any(folder => ImagePath.Below(folder, path) is not null) ? Presence.Unknown : Presence.Absent;

    // Somebody's own golang can hold anything; a mirror keeps the path.
    private static bool IsOriginal(BaseImage image) =>
        image.Reference!.Repository.EndsWith(
            (image.IsDistroless ? "/distroless/" : "/library/") + image.ShortName,
            StringComparison.Ordinal
        );

    // The others have an interpreter.
    private static bool IsWithoutPrograms(string name) =>
        name.StartsWith("static", StringComparison.Ordinal) || name.StartsWith("base", StringComparison.Ordinal);
}
