using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Runtime;

/// <summary>
/// GDT2403: ENTRYPOINT or CMD in shell form: the shell gets the signals, not the program. An error where the image has
/// no shell.
/// </summary>
internal sealed class ShellFormRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var target = file.Trace.Target;
        var start = ContainerStart.Of(target);
        var hasNoShell = HasNoShell(target);
        foreach (var instruction in new[] { start.Entrypoint, start.Command })
        {
            if (instruction is null || instruction.IsExecForm || instruction.Arguments.IsEmpty)
                continue;
            // With exec the shell makes room for the program.
            if (hasNoShell || !instruction.Arguments[0].Text.StartsWith("exec ", StringComparison.Ordinal))
                yield return Diagnose(file, instruction, hasNoShell);
        }

        var check = target
            .Lineage.SelectMany(stage => stage.Stage.Instructions)
            .LastOrDefault(instruction => instruction.Kind == InstructionKind.Healthcheck);
        if (
            hasNoShell
            && check is { IsExecForm: false, Arguments.IsEmpty: false, HealthcheckKind.Text: var kind }
            && kind.Equals("CMD", StringComparison.OrdinalIgnoreCase)
        )
            yield return Diagnose(file, check, hasNoShell);
    }

    private static Diagnostic Diagnose(LintedDockerfile file, Instruction instruction, bool hasNoShell)
    {
        var (keyword, command) = (instruction.Keyword.Text.ToUpperInvariant(), instruction.Arguments[0]);
        var exec = command.Text.StartsWith('[')
            ? "what follows is no JSON array; write the words in double quotes, with commas between them"
            : $"write {(instruction.HealthcheckKind is null ? keyword : "CMD")} [\"program\", \"argument\"]";
        return hasNoShell
            ? file.Report(
                DiagnosticCatalogue.ShellForm,
                command,
                $"{keyword} is started by /bin/sh, which '{file.Trace.Target.Base.Root.Reference}' doesn't "
                    + $"have, so that it can't start: {exec}"
            ) with
            {
                Severity = DiagnosticSeverity.Error,
            }
            : file.Report(
                DiagnosticCatalogue.ShellForm,
                command,
                $"{keyword} is started by a shell, which keeps the signal to stop from the program: {exec}"
            );
    }

    // Of a shell that SHELL names, or that may have been copied, nothing is known.
    private static bool HasNoShell(StageTrace target) =>
        target.Base.Root.HasShell == false
        && target.Final.Shell is null
        && target.Final.Files.Find("/bin/sh").IsAbsent
        && !target
            .Lineage.SelectMany(stage => stage.Steps)
            .Any(step => step.Instruction.Kind is InstructionKind.Copy or InstructionKind.Add && MayBringShell(step));

    private static bool MayBringShell(BuildStep step) =>
        step.Target is null or "/bin" or "/bin/sh" or "/usr" or "/usr/bin"
        || (
            step.Target == "/"
            && step.Instruction.Arguments[..^1]
                .Any(word =>
                    word.Text.TrimEnd('/') is "" or "." || word.Text.Contains("rootfs", StringComparison.Ordinal)
                )
            && step.Instruction.Flag("from") is not null
        );
}
