using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;

namespace GoDockTasks.Core.Dockerfiles.Rules.Modules;

/// <summary>GDT2105: a go command runs where no go.mod is, neither in its folder nor above it.</summary>
internal sealed class NoGoModRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var command in file.GoCommands)
        {
            if (!command.NeedsModule || !command.GoMod.IsAbsent || command.GoWork is not { IsAbsent: true } || command.Command.IsConditional || WorksWithout(command))
                continue;
            yield return file.Report(DiagnosticCatalogue.NoGoModInImage, command.At.Start,
                $"`go {command.Verb}` runs in {command.Directory}, where there is no go.mod, and none above it; {Remedy(command)}");
        }
    }

    // Single files, packages of the standard library and modules with a version need no module around them.
    private static bool WorksWithout(GoCommand command) =>
        command.Variable("GO111MODULE") is not null || command.Flag("modfile") is not null ||
        (command.Operands.Length > 0 && command.Operands.All(word => word.Text is null || word.Text.EndsWith(".go", StringComparison.Ordinal) || word.Text.Contains('@', StringComparison.Ordinal) || word.Text is "std" or "cmd"));

    private static string Remedy(GoCommand command)
    {
        foreach (var step in command.Stage.Lineage.SelectMany(stage => stage.Steps).TakeWhile(step => step.Instruction != command.Step.Instruction).Reverse())
        {
            if (step.Target is { } target && step.Sources.Any(source => source.Path is { } path && (path == "go.mod" || path.EndsWith("/go.mod", StringComparison.Ordinal) || path.Length == 0)))
                return $"sources were copied to {target}: write WORKDIR {target} before it, or copy to {command.Directory}";
        }

        return $"write COPY go.mod go.sum {command.Directory}/ before it, or set WORKDIR to the module's folder";
    }
}
