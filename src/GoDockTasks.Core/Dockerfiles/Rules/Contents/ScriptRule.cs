using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Shell;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>
/// GDT2409: a script of the repository that a container or a RUN starts isn't executable, or its first line doesn't
/// name a program of the image. Source: execve(2); BuildKit keeps the modes of what it copies.
/// </summary>
internal sealed class ScriptRule : IDockerfileRule
{
    private const int AnyExecute = 0b001_001_001;

    // They start what follows `--`.
    private static readonly string[] Inits = ["tini", "dumb-init", "catatonit", "docker-init"];

    private static readonly string[] Shells = ["sh", "bash", "ash", "dash"];

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var target = file.Trace.Target;
        foreach (var stage in file.Stages)
        {
            foreach (var step in stage.Steps.Where(step => step.Instruction.Kind == InstructionKind.Run))
            {
                if (OfRun(file, stage, step) is { } found)
                    yield return found;
            }
        }

        var start = ContainerStart.Of(target);
        if (Started(file, target, start.Entrypoint, start.Command) is { } problem)
            yield return problem;
        var check = target
            .Lineage.SelectMany(stage => stage.Stage.Instructions)
            .LastOrDefault(one =>
                one.Kind == InstructionKind.Healthcheck && one.HealthcheckKind?.Text.ToUpperInvariant() == "CMD"
            );
        if (Started(file, target, check, null) is { } unhealthy)
            yield return unhealthy with
            {
                Severity = DiagnosticSeverity.Warning,
            };
    }

    private static Diagnostic? OfRun(LintedDockerfile file, StageTrace stage, BuildStep step)
    {
        var before = new List<ShellCommand>();
        foreach (var (command, content) in step.CommandsWithContent(file.Context))
        {
            var first = command.Words[0];
            if (
                first.Text is { } program
                && program.Contains('/', StringComparison.Ordinal)
                && command is { IsConditional: false, IsFailureIgnored: false }
                && ProgramLookup.PathOf(program, command.Directory) is { } path
                && content.Find(path).IsPresent
                && CopiedScript.Find(file, stage, path, step.Instruction)?.After(before, path) is { } script
                && Problem(script, content, stage, step.Before, command.Directory, step.Instruction.IsExecForm)
                    is { } found
            )
                return Say(file, first.Start, program, found, "this RUN fails");

            before.Add(command);
        }

        return null;
    }

    private static Diagnostic? Started(LintedDockerfile file, StageTrace target, Instruction? first, Instruction? more)
    {
        var words = Words(first, more);
        var separator = words.FindIndex(word => word.Text == "--");
        var isBehindInit = separator > 0 && Inits.Contains(ImagePath.NameOf(words[0].Text));
        if (isBehindInit)
            words = words[(separator + 1)..];
        if (words is not [var named, ..])
            return null;
        if (Shells.Contains(ImagePath.NameOf(named.Text)))
            return GivenToShell(file, target, words);
        var state = target.Final;
        var path = ProgramLookup.Locate(
            state.Content,
            target.Base.Root,
            state.Variable("PATH"),
            state.Directory,
            named.Text
        );
        if (
            path is null
            || !state.Content.Find(path).IsPresent
            || CopiedScript.Find(file, target, path) is not { } script
        )
            return null;
        var isDirect = !isBehindInit && (first ?? more)!.IsExecForm;
        return Problem(script, state.Content, target, state, state.Directory, isDirect) is { } problem
            ? Say(file, named.Start, named.Text, problem, "no container starts")
            : null;
    }

    private static List<Word> Words(Instruction? first, Instruction? more)
    {
        if ((first ?? more) is not { Arguments.IsEmpty: false } instruction)
            return [];
        if (!instruction.IsExecForm)
            return [.. Split(instruction.Arguments[0])];
        return [.. instruction.Arguments, .. first is not null && more is { IsExecForm: true } ? more.Arguments : []];
    }

    // `sh -c '…'` is another matter.
    private static Diagnostic? GivenToShell(LintedDockerfile file, StageTrace target, List<Word> words)
    {
        var named = words.Skip(1).FirstOrDefault(word => word.Text is not ['-', ..]);
        if (
            named.Text is null
            || words.Any(word => word.Text is ['-', .., 'c'])
            || ProgramLookup.PathOf(named.Text, target.Final.Directory) is not { } path
            || !target.Final.Content.Find(path).IsPresent
            || CopiedScript.Find(file, target, path) is not { } script
            || script.Content is null
            || script.Content.AsSpan().IndexOf("\r\n"u8) < 0
        )
            return null;
        return Say(
            file,
            named.Start,
            named.Text,
            CarriageReturns(script) with
            {
                IsSure = false,
            },
            "the shell takes a carriage return for a part of each line's last word"
        );
    }

    // Of a shell form only the first word, where the shell has nothing to make of it.
    private static IEnumerable<Word> Split(Word command)
    {
        var text = command.Text.StartsWith("exec ", StringComparison.Ordinal)
            ? command.Text["exec ".Length..].TrimStart()
            : command.Text;
        var word = text.Split(' ')[0];
        return
            word.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_')
            && !text.Contains("||", StringComparison.Ordinal)
            && !text.Contains(';', StringComparison.Ordinal)
            ? [command with { Text = word }]
            : [];
    }

    private static Diagnostic Say(LintedDockerfile file, int at, string name, Fault fault, string effect) =>
        file.Report(
            DiagnosticCatalogue.ScriptNotStarted,
            at,
            $"{name} {fault.What}, so that {effect}; {fault.Fix}"
        ) with
        {
            Severity = fault.IsSure ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
        };

    /// <param name="isDirect">No shell starts it, which would take a file without `#!` for a script of its own.</param>
    private static Fault? Problem(
        CopiedScript script,
        ImageFiles content,
        StageTrace stage,
        StageState state,
        string? directory,
        bool isDirect
    )
    {
        if (script.Mode is { } mode && (mode & AnyExecute) == 0)
            return new($"isn't executable (mode {Octal(mode)})", Executable(script));
        if (
            script.Mode is { } bits
            && !script.IsOwned
            && IsOther(state.User)
            && (bits & 0b101_000) != 0b101_000
            && (bits & 0b101) != 0b101
        )
            return new($"is closed to user {state.User} (mode {Octal(bits)})", "write COPY --chmod=0755");
        if (script.Content is not { } bytes || bytes.AsSpan(0, Math.Min(bytes.Length, 512)).Contains((byte)0))
            return null;
        if (bytes is [0xEF, 0xBB, 0xBF, (byte)'#', (byte)'!', ..])
            return new("begins with a byte order mark, which no kernel looks behind", "save it as UTF-8 without one");
        if (bytes is not [(byte)'#', (byte)'!', ..])
            return isDirect ? new("has no line that names its interpreter", "write #!/bin/sh as its first line") : null;

        var end = bytes.AsSpan().IndexOf((byte)'\n');
        var line = Encoding.UTF8.GetString(bytes, 2, (end < 0 ? bytes.Length : end) - 2);
        var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (line.EndsWith('\r'))
            return CarriageReturns(script) with { IsSure = !OperatingSystem.IsWindows() && words.Length <= 2 };
        if (words is not [var interpreter, ..] || !interpreter.StartsWith('/'))
            return null;
        var asked =
            words is [_, var by, ..]
            && ImagePath.NameOf(interpreter) == "env"
            && content.Find(interpreter).Presence != Presence.Absent
                ? by
                : interpreter;
        return
            !asked.StartsWith('-')
            && !asked.Contains('=', StringComparison.Ordinal)
            && ProgramLookup.Find(content, stage.Base.Root, state.Variable("PATH"), directory, asked) == Presence.Absent
            ? new(
                $"asks for {asked}, which '{stage.Base.Root.Reference}' doesn't have",
                "write a first line that names a program of the image, or install it"
            )
            : null;
    }

    // Numbers alone: what groups a name has stands in the image.
    private static bool IsOther(string? user) =>
        user?.Split(':') is [var one, var group] && IsNumber(one) && IsNumber(group);

    private static bool IsNumber(string text) => int.TryParse(text, out var number) && number > 0;

    private static Fault CarriageReturns(CopiedScript script) =>
        new(
            "has Windows' line ends",
            "save it with LF"
                + (
                    script.Source is { } source
                        ? $", and keep it so: write {Path.GetFileName(source)} text eol=lf into .gitattributes"
                        : ""
                )
        );

    private static string Executable(CopiedScript script) =>
        script.Source is { } source
            ? $"write COPY --chmod=0755, or make the file executable: chmod +x {source}"
            : "write COPY --chmod=0755";

    private static string Octal(int mode) => Convert.ToString(mode & 0b111_111_111, 8).PadLeft(4, '0');

    private sealed record Fault(string What, string Fix)
    {
        public bool IsSure { get; init; } = true;
    }
}
