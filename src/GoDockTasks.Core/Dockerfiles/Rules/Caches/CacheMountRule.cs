using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Caches;

/// <summary>
/// GDT2203: a cache mount at a path that go doesn't use, or modules that a download step leaves in a cache mount alone.
/// </summary>
internal sealed class CacheMountRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var step in file.GoCommands.GroupBy(command => command.Step.Instruction.Start))
        {
            var commands = step.ToList();
            foreach (var mount in commands[0].Step.Mounts.Where(mount => mount.Kind == RunMountKind.Cache))
            {
                if (Unused(commands, mount) is { } used)
                    yield return file.Report(
                        DiagnosticCatalogue.CacheMountMisplaced,
                        mount.Flag.Source,
                        $"nothing of go is kept in {mount.Target}; here it uses {used}: write target={used}"
                    );
            }
        }

        foreach (var command in file.GoCommands)
        {
            if (
                command.Verb == "mod download"
                && ModuleDownload.IsNeeded(file, command)
                && GoCaches.ModulesOf(command) is { } modules
                && GoCaches.MountOf(command, modules) is { } mount
                && Compiling(file, command) is { Count: > 0 } compiling
            )
            {
                yield return OnlyInMount(file, mount, compiling);
            }
        }
    }

    /// <summary>
    /// What go uses in place of a mount that is meant for one of its caches; null where it uses the mount, or that
    /// can't be told.
    /// </summary>
    private static string? Unused(List<GoCommand> commands, RunMount mount)
    {
        if (GoCaches.TargetOf(mount, commands[0].Step.Before) is not { } target)
            return null;
        var isForModules = target.Contains("pkg/mod", StringComparison.Ordinal);
        if (!isForModules && !target.Contains("go-build", StringComparison.Ordinal))
            return null;
        string? used = null;
        foreach (var command in commands)
        {
            if (
                (isForModules ? GoCaches.ModulesOf(command) : GoCaches.BuildsOf(command)) is not { } folder
                || (ImagePath.Below(target, folder) ?? ImagePath.Below(folder, target)) is not null
            )
                return null;
            used = folder;
        }

        return used;
    }

    /// <summary>
    /// The commands that compile with what a download step has fetched; none where a mount of theirs isn't known.
    /// </summary>
    private static List<GoCommand> Compiling(LintedDockerfile file, GoCommand download)
    {
        var compiling = file
            .GoCommands.Where(command =>
                command.Compiles
                && ModuleDownload.IsBefore(download, command)
                && ModuleDownload.IsNeeded(file, command)
                && command.Step.Instruction != download.Step.Instruction
            )
            .ToList();
        return compiling.Exists(GoCaches.HasUnknownMount) ? [] : compiling;
    }

    // With the mount at both steps all works, and only costs time now and then: Docker's own guide for Go has it like
    // that.
    private static Diagnostic OnlyInMount(LintedDockerfile file, RunMount mount, List<GoCommand> compiling) =>
        compiling.Find(command => GoCaches.MountOf(command, GoCaches.ModulesOf(command)) is null) is { } without
            ? file.Report(
                DiagnosticCatalogue.CacheMountMisplaced,
                mount.Flag.Source,
                $"`go mod download` leaves the modules in a cache mount that `go {without.Verb}` doesn't "
                    + $"have, so that they are downloaded twice; take the mount away: the modules then stay in "
                    + $"the layer"
            )
            : file.Report(
                DiagnosticCatalogue.CacheMountMisplaced,
                mount.Flag.Source,
                "the modules are in a cache mount alone: where this step comes from the cache and the "
                    + "mount was pruned, or is on another machine, the build downloads them after all; take the "
                    + "mount away: the modules then stay in the layer"
            ) with
            {
                Severity = DiagnosticSeverity.Message,
            };
}
