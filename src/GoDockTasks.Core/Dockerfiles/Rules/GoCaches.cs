using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Rules.Caches;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>Where a go command keeps modules and what it has compiled. Source: go help environment.</summary>
internal static class GoCaches
{
    /// <summary>GOMODCACHE; null where it can't be known.</summary>
    public static string? ModulesOf(GoCommand command) =>
        command.Variable("GOMODCACHE") is { } set ? set.Text : Below(GoPath(command), "pkg/mod");

    /// <summary>GOCACHE; null where it can't be known.</summary>
    public static string? BuildsOf(GoCommand command) =>
        command.Variable("GOCACHE") is { } set ? set.Text
        : command.Variable("XDG_CACHE_HOME") is { } caches ? Below(caches.Text, "go-build")
        : Below(Home(command), ".cache/go-build");

    /// <summary>Where a mount lies; null where that can't be known.</summary>
    public static string? TargetOf(RunMount mount, StageState state) =>
        mount.Target is { } target && (target.StartsWith('/') || state.Directory is not null)
            ? ImagePath.Combine(state.Directory ?? "/", target)
            : null;

    /// <summary>The cache mount of a command's step in which a folder lies; null where there is none.</summary>
    public static RunMount? MountOf(GoCommand command, string? folder) =>
        folder is null
            ? null
            : command.Step.Mounts.FirstOrDefault(mount =>
                mount.Kind == RunMountKind.Cache
                && TargetOf(mount, command.Step.Before) is { } target
                && ImagePath.Below(target, folder) is not null
            );

    /// <summary>A mount that may be for modules, though it can't be told.</summary>
    public static bool HasUnknownMount(GoCommand command) =>
        command.Step.Mounts.Any(mount =>
            mount.Kind == RunMountKind.Cache && TargetOf(mount, command.Step.Before) is null
        )
        || command.Step.Instruction.Flags.Count(flag => flag.Name == "mount") != command.Step.Mounts.Length;

    public static bool IsRoot(string user) =>
        user is "" or "root" or "0"
        || user.StartsWith("0:", StringComparison.Ordinal)
        || user.StartsWith("root:", StringComparison.Ordinal);

    private static string? GoPath(GoCommand command) =>
        command.Variable("GOPATH") is { } set ? set.Text?.Split(':')[0] : Below(Home(command), "go");

    // Another user's home is in the image's /etc/passwd.
    private static string? Home(GoCommand command) =>
        command.Variable("HOME") is { } set ? set.Text
        : command.Step.Before.User is { } user && IsRoot(user) ? "/root"
        : null;

    private static string? Below(string? folder, string path) =>
        folder is null ? null : ImagePath.Combine(folder, path);
}
