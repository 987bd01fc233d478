using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Images;

namespace GoDockTasks.Core.Dockerfiles.Rules.Security;

/// <summary>GDT2305: chmod or COPY --chmod gives everybody the right to write, in the image that runs.</summary>
internal sealed class WorldWritableRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var lineage = file.Trace.Target.Lineage.ToList();
        foreach (var stage in file.Stages)
        {
            foreach (var step in stage.Steps)
            {
                foreach (var (mode, at, paths) in Modes(file, step))
                {
                    if (
                        FileMode.IsWorldWritable(mode)
                        && (lineage.Contains(stage) || paths.Any(path => IsCopiedFrom(file, stage, path)))
                    )
                    {
                        yield return file.Report(
                            DiagnosticCatalogue.WorldWritableInImage,
                            at,
                            $"mode {mode} lets every user of the container change these files; give them to "
                                + $"the one that has to: COPY --chown={ContainerUser.Default}, or chown; and take "
                                + "the right to write from others: o-w"
                        );
                    }
                }
            }
        }
    }

    private static IEnumerable<(string Mode, int At, List<string> Paths)> Modes(LintedDockerfile file, BuildStep step)
    {
        if (
            step.Instruction.Kind is InstructionKind.Copy or InstructionKind.Add
            && step.Instruction.Flag("chmod") is { Value: { } written, Source: var flag }
            && step.Target is { } target
            && file.Expand(step, flag with { Text = written }) is { } copied
        )
        {
            yield return (copied, flag.Start, [target]);
        }

        foreach (var command in step.Commands)
        {
            if (command.Program != "chmod")
                continue;
            var at = 1;
            // -w and its like are modes, not flags.
            while (
                at < command.Words.Length
                && command.Words[at].Text is ['-', var letter, ..]
                && letter is 'R' or 'v' or 'c' or 'f' or '-'
            )
                at++;
            if (command.Argument(at) is { } mode && command.Directory is { } directory)
                yield return (
                    mode,
                    command.Words[at].Start,
                    [
                        .. command
                            .Words.Skip(at + 1)
                            .Select(word => word.Text)
                            .OfType<string>()
                            .Select(path => ImagePath.Combine(directory, path)),
                    ]
                );
        }
    }

    // COPY keeps the modes of what it copies.
    private static bool IsCopiedFrom(LintedDockerfile file, StageTrace stage, string path)
    {
        foreach (var other in file.Trace.Target.Lineage)
        {
            foreach (var step in other.Steps)
            {
                if (
                    step.Instruction.Kind != InstructionKind.Copy
                    || step.Instruction.FlagValue("from") is not { } from
                    || step.Instruction.Flag("chmod") is not null
                    || NeededStages.Find(file.Trace.Stages, other.Stage.Index, from) is not { } source
                    || !source.Lineage.Contains(stage)
                )
                {
                    continue;
                }

                if (
                    step
                        .Instruction.Arguments.SkipLast(1)
                        .Any(word =>
                            file.Expand(step, word) is { } text
                            && ImagePath.Combine("/", text) is var copied
                            && (ImagePath.Below(copied, path) is not null || ImagePath.Below(path, copied) is not null)
                        )
                )
                {
                    return true;
                }
            }
        }

        return false;
    }
}

/// <summary>Modes as chmod takes them.</summary>
internal static class FileMode
{
    /// <summary>
    /// Whether everybody may write afterwards. Not for folders like /tmp, whose sticky bit keeps people from each
    /// other's files.
    /// </summary>
    /// <param name="mode">Octal, or letters such as `a+rwX,o-w`.</param>
    public static bool IsWorldWritable(string mode)
    {
        if (mode.Length > 0 && mode.All(c => c is >= '0' and <= '7'))
            return ((mode[^1] - '0') & 2) != 0 && !(mode.Length >= 4 && ((mode[^4] - '0') & 1) != 0);
        var isWritable = false;
        foreach (var clause in mode.Split(','))
        {
            var at = clause.AsSpan().IndexOfAny('+', '-', '=');
            // Without letters before it the umask has its say, which keeps w from others.
            if (at <= 0 || !clause.AsSpan(0, at).ContainsAny('a', 'o'))
                continue;
            if (clause.EndsWith('t') && clause[at] != '-')
                return false;
            var names = clause.AsSpan(at + 1).Contains('w');
            if (clause[at] == '=')
                isWritable = names;
            else if (names)
                isWritable = clause[at] == '+';
        }

        return isWritable;
    }
}
