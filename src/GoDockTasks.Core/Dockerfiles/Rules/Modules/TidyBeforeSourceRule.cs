using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Modules;

/// <summary>
/// GDT2103: `go mod tidy` where no Go source is yet. It succeeds, and takes every requirement out of go.mod. An error
/// where that go.mod is built, a warning where a later COPY brings back the whole one.
/// </summary>
internal sealed class TidyBeforeSourceRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var command in file.GoCommands)
        {
            if (!Strips(file, command))
                continue;
            var diagnostic = file.Report(
                DiagnosticCatalogue.TidyBeforeSource,
                command.At.Start,
                "`go mod tidy` runs before any Go file is there, and takes every requirement out of "
                    + "go.mod; write `go mod download` instead, and tidy on your machine"
            );
            yield return file.GoCommands.Any(other => Builds(file, command, other))
                ? diagnostic
                : diagnostic with
                {
                    Severity = DiagnosticSeverity.Warning,
                };
        }
    }

    /// <summary>Also asked by the rule that warns of any tidy.</summary>
    public static bool Strips(LintedDockerfile file, GoCommand command) =>
        command.Verb == "mod tidy"
        && command.Flag("diff") is null
        && command.ModuleDirectory is { } directory
        && file.Module(command) is { Require.IsEmpty: false }
        && command.Step.Files.FindBelow(directory, name => name.EndsWith(".go", StringComparison.Ordinal))
            == Presence.Absent;

    /// <summary>Whether the other command compiles with the go.mod that is left.</summary>
    private static bool Builds(LintedDockerfile file, GoCommand tidy, GoCommand other)
    {
        if (
            !other.Compiles
            || other.ModuleDirectory != tidy.ModuleDirectory
            || !other.Stage.Lineage.Contains(tidy.Stage)
        )
            return false;
        var path = ImagePath.Combine(tidy.ModuleDirectory!, "go.mod");
        var isBetween = false;
        foreach (var step in other.Stage.Lineage.SelectMany(stage => stage.Steps))
        {
            if (step.Instruction == other.Step.Instruction)
                return isBetween;
            if (step.Instruction == tidy.Step.Instruction)
                isBetween = true;
            else if (isBetween && step.Puts(file.Context, path))
                return false;
        }

        return false;
    }
}
