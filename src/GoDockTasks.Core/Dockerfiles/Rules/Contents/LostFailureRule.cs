using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Shell;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>
/// GDT2127: a go command's failure isn't the step's: another command follows behind `;`, or its output goes through a
/// pipe. What `|| …` says is meant.
/// </summary>
internal sealed class LostFailureRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var command in file.GoCommands)
        {
            if (
                command.Verb
                    is not (
                        "build"
                        or "install"
                        or "test"
                        or "vet"
                        or "generate"
                        or "mod download"
                        or "mod verify"
                        or "mod vendor"
                    )
                || !command.Command.IsFailureIgnored
                || Follower(file, command) is not { } follower
                || follower != "|" && command.Command.IsConditional
            )
            {
                continue;
            }

            yield return file.Report(
                DiagnosticCatalogue.LostFailure,
                command.At.Start,
                follower == "|"
                    ? $"where `go {command.Verb}` fails, the step goes on: of a pipe only the last command counts; "
                        + $"leave the pipe out, or write SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"] before it"
                    : $"where `go {command.Verb}` fails, the step goes on with what follows; write && in place of "
                        + $"{(follower == ";" ? ";" : "the line's end")}, or set -e before it"
            );
        }
    }

    /// <summary>
    /// What stands behind the command, where it is the last of its RUN, or pipes tell of failures, null.
    /// </summary>
    private static string? Follower(LintedDockerfile file, GoCommand command)
    {
        var (commands, run) = (command.Step.Commands, command.Step.Instruction);
        var index = commands.IndexOf(command.Command);
        if (run.IsExecForm || index < 0 || index == commands.Length - 1 || TellsOfPipes(command, commands))
            return null;
        var last = command.Command.Words[^1];
        var text = file.Dockerfile.Text.AsSpan(last.Start + last.Raw.Length);
        var end = text.IndexOfAny(";|&\n");
        // Redirections may stand between, and a quote that ends behind the word.
        return end < 0 || end > 200 ? null
            : text[end] == ';'
                ? text[(end + 1)..].TrimStart().StartsWith(";") ? null
                    : ";"
            : text[end..].StartsWith("||") ? null
            : text[end] == '|' ? "|"
            : text[end] == '\n' && run.Heredocs.Length > 0 ? "\n"
            : null;
    }

    private static bool TellsOfPipes(GoCommand command, IEnumerable<ShellCommand> commands) =>
        command.Step.Before.Shell is { } shell
            && shell.Arguments.Any(argument => argument.Text.Contains("pipefail", StringComparison.Ordinal))
        || commands.Any(other =>
            other.Program == "set"
            && other.Words.Any(word => word.Text is null || word.Text.Contains("pipefail", StringComparison.Ordinal))
        );
}
