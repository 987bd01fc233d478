using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>
/// GDT2131: ENV uses a variable that the same instruction sets: it has the value from before, which is none.
/// Source: the Dockerfile reference, "Environment replacement".
/// </summary>
internal sealed class OwnVariableRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file) =>
        from stage in file.Stages
        from step in stage.Steps
        where step.Instruction.Kind == InstructionKind.Env
        from pair in step.Instruction.Pairs
        where pair.Value is not null
        let used = Used(step, pair)
        where used is not null
        select file.Report(
            DiagnosticCatalogue.OwnVariable,
            pair.Value!.Value,
            $"{used} is empty here: this ENV sets it for what follows, not for itself; write a second ENV for "
                + pair.Name.Text
        );

    // A variable that is put before its own old value (`LD_LIBRARY_PATH=/lib:$LD_LIBRARY_PATH`) may well be empty.
    private static string? Used(BuildStep step, NamedValue pair) =>
        step
            .Instruction.Pairs.Select(other => other.Name.Text)
            .FirstOrDefault(name =>
                name != pair.Name.Text && step.Before.Variable(name) is null && Names(pair.Value!.Value.Text, name)
            );

    // Not where it is quoted, or a default is given: `${NAME:-value}`.
    private static bool Names(string value, string name)
    {
        if (value.StartsWith('\'') || value.Contains('\\', StringComparison.Ordinal))
            return false;
        if (value.Contains("${" + name + "}", StringComparison.Ordinal))
            return true;
        var at = value.IndexOf("$" + name, StringComparison.Ordinal);
        var end = at + name.Length + 1;
        return at >= 0 && (end == value.Length || !char.IsAsciiLetterOrDigit(value[end]) && value[end] != '_');
    }
}
