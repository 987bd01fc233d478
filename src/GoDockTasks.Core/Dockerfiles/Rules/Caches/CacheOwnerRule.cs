using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Caches;

/// <summary>
/// GDT2204: a cache mount belongs to root unless uid says otherwise, and go runs as another user. Source: the
/// Dockerfile reference, RUN --mount=type=cache.
/// </summary>
internal sealed class CacheOwnerRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var said = new HashSet<int>();
        foreach (var command in file.GoCommands)
        {
            if (
                command.Step.Before.User is not { } user
                || GoCaches.IsRoot(user)
                || command.Verb is "version" or "env" or ""
            )
                continue;
            foreach (var mount in command.Step.Mounts)
            {
                if (
                    mount.Kind != RunMountKind.Cache
                    || mount.Mode is not null
                    || IsOwner(mount, user)
                    || !IsUsed(command, mount)
                    || !said.Add(mount.Flag.Source.Start)
                )
                    continue;
                var (name, group) = user.Split(':') is [var first, var second, ..] ? (first, second) : (user, user);
                var isNumber = name.All(char.IsAsciiDigit) && group.All(char.IsAsciiDigit);
                var remedy = isNumber ? $"uid={name},gid={group}" : $"uid= and gid= with the numbers of {name}";
                yield return file.Report(
                    DiagnosticCatalogue.CacheMountOwner,
                    mount.Flag.Source,
                    $"the cache mount at {mount.Target} belongs to "
                        + $"{(mount.Uid is null ? "root" : mount.Uid)}, and go runs as {user}, who may not write "
                        + $"there; add {remedy}"
                );
            }
        }
    }

    // A name's number is in the image.
    private static bool IsOwner(RunMount mount, string user)
    {
        var name = user.Split(':')[0];
        return mount.Uid is { } uid && (uid == name || !name.All(char.IsAsciiDigit));
    }

    private static bool IsUsed(GoCommand command, RunMount mount)
    {
        if (GoCaches.TargetOf(mount, command.Step.Before) is not { } target)
            return false;
        return target.Contains("go-build", StringComparison.Ordinal)
            || target.Contains("pkg/mod", StringComparison.Ordinal)
            || IsIn(target, GoCaches.ModulesOf(command))
            || IsIn(target, GoCaches.BuildsOf(command));
    }

    private static bool IsIn(string target, string? folder) =>
        folder is not null && ImagePath.Below(target, folder) is not null;
}
