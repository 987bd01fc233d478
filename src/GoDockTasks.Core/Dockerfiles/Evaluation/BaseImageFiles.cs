using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Evaluation;

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
