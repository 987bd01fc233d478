using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>
/// GDT2124: a stage uses an ARG from before FROM, or one of BuildKit's platform arguments, that it doesn't declare: the
/// value is empty there.
/// Source: the Dockerfile reference, "Understand how ARG and FROM interact" and "Automatic platform ARGs in the global
/// scope".
/// </summary>
internal sealed class UndeclaredArgumentRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var globals = file
            .Dockerfile.GlobalArguments.SelectMany(instruction => instruction.Pairs)
            .Select(pair => pair.Name.Text);
        var names = DockerfileEvaluator.PlatformArguments.Concat(globals).Distinct(StringComparer.Ordinal).ToList();
        foreach (var stage in file.Stages)
        {
            var said = new HashSet<string>(StringComparer.Ordinal);
            foreach (var step in stage.Steps)
            {
                foreach (var name in names)
                {
                    if (step.Before.Variable(name) is null && Use(stage, step, name) is { } at && said.Add(name))
                        yield return file.Report(DiagnosticCatalogue.UndeclaredArgument, at, Message(file, name));
                }
            }
        }
    }

    private static string Message(LintedDockerfile file, string name) =>
        DockerfileEvaluator.PlatformArguments.Contains(name)
        && !file.Dockerfile.GlobalArguments.Any(instruction => instruction.Pairs.Any(pair => pair.Name.Text == name))
            ? $"{name} is empty here: BuildKit gives it to the stages that declare it; write ARG {name} before this "
                + $"line"
            : $"{name} is empty here: an ARG before FROM is only for FROM lines; write ARG {name}, without a value, "
                + $"before this line";

    /// <summary>
    /// Where the stage uses the variable, in the instruction; null where it doesn't, or a value is given there.
    /// </summary>
    private static int? Use(StageTrace stage, BuildStep step, string name)
    {
        var instruction = step.Instruction;
        // What a container's shell sees is another matter, and what ONBUILD defers, another stage's.
        if (
            instruction.Kind
                is InstructionKind.Cmd
                    or InstructionKind.Entrypoint
                    or InstructionKind.Healthcheck
                    or InstructionKind.Onbuild
                    or InstructionKind.Shell
                    or InstructionKind.Arg
            || instruction.IsExecForm && instruction.Kind == InstructionKind.Run
        )
        {
            return null;
        }

        if (instruction.Kind == InstructionKind.Run && IsSetInScript(instruction, name))
            return null;
        foreach (var line in instruction.Kind == InstructionKind.Run ? RunText.Of(instruction) : [instruction.Operand])
        {
            foreach (var at in Uses(line.Text, name))
            {
                if (!(IsForGo(line.Text, at) && !IsOnBuildPlatform(stage)))
                    return line.ToSource(at);
            }
        }

        return null;
    }

    private static bool IsSetInScript(Instruction run, string name) =>
        RunText.Assignments(run, name).Any()
        || RunText
            .Of(run)
            .Any(line =>
                line.Text.Contains("read " + name, StringComparison.Ordinal)
                || line.Text.Contains("for " + name + " ", StringComparison.Ordinal)
                || line.Text.Contains(". ", StringComparison.Ordinal)
                    && line.Text.Contains(".env", StringComparison.Ordinal)
                || line.Text.Contains("source ", StringComparison.Ordinal)
                || line.Text.Contains("eval ", StringComparison.Ordinal)
            );

    /// <summary>
    /// `$NAME` and `${NAME}`, but not where another value is written for an empty one, and not what single quotes keep
    /// from the shell.
    /// </summary>
    private static IEnumerable<int> Uses(string text, string name)
    {
        var (isSingle, isDouble) = (false, false);
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\\':
                    at++;
                    break;
                case '\'' when !isDouble:
                    isSingle = !isSingle;
                    break;
                case '"' when !isSingle:
                    isDouble = !isDouble;
                    break;
                case '$' when !isSingle && IsUse(text, at, name):
                    yield return at;
                    break;
            }
        }
    }

    private static bool IsUse(string text, int at, string name)
    {
        var isBraced = at + 1 < text.Length && text[at + 1] == '{';
        var start = at + (isBraced ? 2 : 1);
        if (string.CompareOrdinal(text, start, name, 0, name.Length) != 0)
            return false;
        var next = start + name.Length < text.Length ? text[start + name.Length] : ' ';
        return isBraced ? next is '}' or '%' or '#' or '/' : !(char.IsAsciiLetterOrDigit(next) || next == '_');
    }

    // Empty, go compiles for the machine that it runs on: that is the target, unless FROM asks for the builder's.
    private static bool IsForGo(string text, int at)
    {
        var before = text.AsSpan(0, at).TrimEnd("\"'");
        return before.EndsWith("GOARCH=") || before.EndsWith("GOOS=") || before.EndsWith("GOARM=");
    }

    private static bool IsOnBuildPlatform(StageTrace stage) =>
        stage.Lineage.First().Stage.From.FlagValue("platform") is { } platform
        && platform.Contains("BUILD", StringComparison.Ordinal);
}
