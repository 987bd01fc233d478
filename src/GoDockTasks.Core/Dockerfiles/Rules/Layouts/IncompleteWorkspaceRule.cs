using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Rules.Layouts;

/// <summary>
/// GDT2110: go.work is in the image, but a module that it uses isn't: no command works then, whatever module it is for.
/// </summary>
internal sealed class IncompleteWorkspaceRule : IDockerfileRule
{
    private const string FirstWithWorkspaces = "1.18";

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var said = new HashSet<StageTrace>();
        foreach (var command in file.GoCommands)
        {
            if (
                !ReadsWorkspace(command)
                || command.GoWork is not { IsPresent: true, Source: { } source }
                || command.WorkspaceDirectory is not { } directory
                || file.Workspace(source) is not { } workspace
            )
                continue;
            var missing = workspace
                .Use.Where(use =>
                    !use.Path.Contains('\\', StringComparison.Ordinal)
                    && command.Find(ImagePath.Combine(directory, use.Path), "go.mod").IsAbsent
                )
                .Select(use => use.Path)
                .ToList();
            if (missing.Count == 0 || !said.Add(command.Stage))
                continue;
            var names = string.Join(", ", missing.Take(5)) + (missing.Count > 5 ? " …" : "");
            yield return file.Report(
                DiagnosticCatalogue.WorkspaceIncomplete,
                RuleLocations.WhatBrought(command, source)?.Start ?? command.At.Start,
                $"{source} is in the image, but not the go.mod of {names}, so that `go {command.Verb}` "
                    + $"stops; copy the go.mod of each member before it, or leave go.work out: ENV GOWORK=off"
            );
        }
    }

    // Tidy, init and what only prints don't read go.work (tried with Go 1.19 to 1.27).
    private static bool ReadsWorkspace(GoCommand command) =>
        (
            command.Compiles
            || command.Verb
                is "list"
                    or "get"
                    or "mod download"
                    or "mod verify"
                    or "mod graph"
                    or "mod why"
                    or "mod vendor"
                    or "work sync"
                    or "work vendor"
        )
        && !command.IsVersioned
        && !command.Command.IsConditional
        && (
            command.Stage.Base.Root.GoVersion is not { } version || GoVersion.Compare(version, FirstWithWorkspaces) >= 0
        );
}
