using System.Buffers;
using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>GDT2407: what a container starts isn't in the image, or is a folder.</summary>
internal sealed class StartedFileRule : IDockerfileRule
{
    private static readonly ImmutableHashSet<string> OwnOfShells =
    [
        "test",
        "time",
        "set",
        "cd",
        "if",
        "for",
        "while",
        "until",
        "case",
        "export",
        "eval",
        "trap",
        "ulimit",
        "umask",
        "read",
        "wait",
        "kill",
        "command",
        "source",
    ];

    private static readonly SearchValues<char> OfShell = SearchValues.Create("$`\"'\\;&|(){}<>*?[=~#!");

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var target = file.Trace.Target;
        var start = ContainerStart.Of(target);
        if (
            (start.Entrypoint ?? start.Command) is { } instruction
            && Program(target, instruction) is { } program
            && Problem(file, target, program.Text) is { } problem
        )
            yield return file.Report(DiagnosticCatalogue.StartedFileMissing, program, problem);

        // Docker runs an unhealthy container on.
        var check = target
            .Lineage.SelectMany(stage => stage.Stage.Instructions)
            .LastOrDefault(one => one.Kind == InstructionKind.Healthcheck);
        if (
            check is not null
            && Program(target, check) is { } checking
            && Problem(file, target, checking.Text) is { } unhealthy
        )
            yield return file.Report(
                DiagnosticCatalogue.StartedFileMissing,
                checking,
                unhealthy + ", so that the container is never healthy"
            ) with
            {
                Severity = DiagnosticSeverity.Warning,
            };
    }

    /// <summary>The first word; of a shell form too, unless the shell has to make something of it.</summary>
    private static Word? Program(StageTrace target, Instruction instruction)
    {
        if (
            instruction.Arguments.IsEmpty
            || instruction.HealthcheckKind is { Text: var kind }
                && !kind.Equals("CMD", StringComparison.OrdinalIgnoreCase)
        )
            return null;
        var first = instruction.Arguments[0];
        if (instruction.IsExecForm)
            return first;
        var text = first.Text.StartsWith("exec ", StringComparison.Ordinal)
            ? first.Text["exec ".Length..].TrimStart()
            : first.Text;
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        var word = end < 0 ? text : text[..end];
        // What of a name is the shell's own is none of the programs whose absence is known; but for an image that has
        // a shell without its programs.
        var isKnown =
            word.Contains('/', StringComparison.Ordinal)
            || target.Base.Root.HasShell == true && !OwnOfShells.Contains(word);
        return isKnown && !word.AsSpan().ContainsAny(OfShell) && !HasAlternative(text)
            ? first with
            {
                Text = word,
            }
            : null;
    }

    // `curl … || exit 1` is none.
    private static bool HasAlternative(string text)
    {
        var at = text.IndexOf("||", StringComparison.Ordinal);
        return at >= 0
                && text[(at + 2)..].Trim() is var rest
                && !rest.StartsWith("exit", StringComparison.Ordinal)
                && rest != "false"
            || text.Contains(';', StringComparison.Ordinal);
    }

    private static string? Problem(LintedDockerfile file, StageTrace target, string program)
    {
        var state = target.Final;
        // Of Windows' paths, and of what a runtime of another kind starts, too little is known.
        if (
            program.Contains('\\', StringComparison.Ordinal)
            || program.Length == 0
            || program.EndsWith(".wasm", StringComparison.Ordinal)
            || program.EndsWith(".exe", StringComparison.Ordinal)
        )
            return null;
        var found = ProgramLookup.Find(
            state.Content,
            target.Base.Root,
            state.Variable("PATH"),
            state.Directory,
            program
        );
        if (found == Presence.Present)
            return null;
        var programs = Shipped(file, target).ToList();
        var isPath = program.Contains('/', StringComparison.Ordinal);
        if (
            isPath
            && ProgramLookup.PathOf(program, state.Directory) is { } path
            && state.Content.FindFolder(path) == Presence.Present
        )
        {
            var instead = programs.Find(one => ImagePath.Below(path, one) is { Length: > 0 }) is { } inside
                ? $"the program lies in it: write {inside}"
                : "name the program in it";
            return found == Presence.Absent ? $"{path} is a folder, so that no container starts; {instead}" : null;
        }

        if (found != Presence.Absent && (isPath || !IsElsewhere(target, program, programs)))
            return null;
        var nearest = Programs.Nearest(program, programs);
        if (
            nearest is null
            && ProgramLookup.PathOf(program, state.Directory) is { } place
            && state.Content.IsInContextFolder(place)
        )
            return null;
        var what = $"the image has no {program}{(isPath ? "" : " in PATH")}, so that no container starts";
        if (program.StartsWith('$'))
            what += ": a JSON array is taken as it is, without variables";
        return nearest is not null ? $"{what}; write {nearest}"
            : programs.Count > 0 ? $"{what}; go's programs in it are {string.Join(", ", programs.Take(5))}"
            : $"{what}; copy it, or correct the path";
    }

    // Nothing is known of the base image's own programs but that none of them is this one: go made it, and it lies
    // where nobody looks.
    private static bool IsElsewhere(StageTrace target, string program, List<string> programs) =>
        programs.Exists(one => ImagePath.NameOf(one) == program)
        && ReferenceEquals(target.Final.Variable("PATH"), VariableValue.OfBaseImage)
        && target.Lineage.All(stage => stage.Steps.All(step => step.Instruction.Kind != InstructionKind.Run))
        && !programs.Exists(one =>
            ImagePath.ParentOf(one)
                is "/bin"
                    or "/sbin"
                    or "/usr/bin"
                    or "/usr/sbin"
                    or "/usr/local/bin"
                    or "/usr/local/sbin"
        );

    /// <summary>Where go's programs lie in the image that runs.</summary>
    private static IEnumerable<string> Shipped(LintedDockerfile file, StageTrace target)
    {
        foreach (var program in Programs.Of(file, target))
            yield return program;
        foreach (var stage in target.Lineage)
        {
            foreach (var step in stage.Steps)
            {
                if (
                    step.Target is not { } copied
                    || step.Instruction.FlagValue("from") is not { } from
                    || NeededStages.Find(file.Trace.Stages, stage.Stage.Index, from) is not { } other
                )
                    continue;
                foreach (var program in Programs.Of(file, other))
                {
                    foreach (var word in step.Instruction.Arguments[..^1])
                    {
                        if (
                            file.Expand(step, word) is not { } source
                            || ImagePath.Below(ImagePath.Combine("/", source), program) is not { } rest
                        )
                            continue;
                        // Whether the base image has a folder of that name isn't always known; then a name like the
                        // program's is a file's.
                        var isFolder =
                            target.Final.Content.FindFolder(copied) is var folder
                            && (
                                folder == Presence.Present
                                || folder == Presence.Unknown && ImagePath.NameOf(copied) != ImagePath.NameOf(program)
                            );
                        yield return rest.Length > 0 ? ImagePath.Combine(copied, rest)
                        : isFolder ? ImagePath.Combine(copied, ImagePath.NameOf(program))
                        : copied;
                    }
                }
            }
        }
    }
}
