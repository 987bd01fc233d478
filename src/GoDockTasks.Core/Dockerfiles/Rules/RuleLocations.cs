using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>Where a finding about a command is said: at what has to be changed.</summary>
internal static class RuleLocations
{
    /// <summary>The steps that come before a command's own, in its stage and those that it starts from.</summary>
    public static IEnumerable<BuildStep> StepsBefore(this GoCommand command) =>
        command
            .Stage.Lineage.SelectMany(stage => stage.Steps)
            .TakeWhile(step => step.Instruction != command.Step.Instruction);

    /// <summary>
    /// The source of the COPY that brought a file or folder of the context, or the mount that does; null where there is
    /// none.
    /// </summary>
    /// <param name="path">Relative to the context.</param>
    public static Word? WhatBrought(GoCommand command, string path)
    {
        foreach (var mount in command.Step.Mounts)
        {
            if (
                mount is { Kind: RunMountKind.Bind, From: null }
                && ImagePath.Below(ImagePath.Combine("/", mount.Source ?? "/"), "/" + path) is not null
            )
                return mount.Flag.Source;
        }

        foreach (var step in command.StepsBefore().Reverse())
        {
            foreach (var source in step.Sources)
            {
                if (
                    source.Matches is { } matches
                    && matches.Any(match => ImagePath.Below("/" + match, "/" + path) is not null)
                )
                    return source.Word;
            }
        }

        return null;
    }

    /// <summary>Offset of the value of a variable as a command sees it: that of ENV or ARG, else the command.</summary>
    public static int OfVariable(GoCommand command, string name)
    {
        if (
            command.Command.Variable(name)
            == (
                command.Step.Before.Environment.GetValueOrDefault(name)
                ?? command.Step.Before.Arguments.GetValueOrDefault(name)
            )
        )
        {
            foreach (var step in command.StepsBefore().Reverse())
            {
                foreach (var pair in step.Instruction.Pairs)
                {
                    if (step.Instruction.Kind is InstructionKind.Env or InstructionKind.Arg && pair.Name.Text == name)
                        return pair.Value?.Start ?? pair.Name.Start;
                }
            }
        }

        return command.At.Start;
    }

    /// <summary>A finding at the pattern that keeps a file from the builder; null where none does.</summary>
    /// <param name="path">Relative to the context.</param>
    public static Diagnostic? Ignored(
        LintedDockerfile file,
        DiagnosticDescriptor descriptor,
        string path,
        Func<string, string> message
    ) =>
        file.Context.IgnorePath is { } ignore && file.Context.Ignore.FindExcluding(path) is { } pattern
            ? new(descriptor, new(ignore, pattern.Line, pattern.Column), message(pattern.Text))
            : null;
}
