using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Rules;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Evaluation;

/// <summary>
/// What a container of a stage starts, as far as the Dockerfile says it; the base image may have more.
/// </summary>
/// <param name="Entrypoint">The ENTRYPOINT that counts; null where none is written.</param>
/// <param name="Command">The CMD that counts; null where none is written.</param>
internal sealed record ContainerStart(Instruction? Entrypoint, Instruction? Command)
{
    /// <summary>The words that are written; a shell form is one word.</summary>
    public IEnumerable<string> Words => Of(Entrypoint).Concat(Of(Command));

    /// <summary>
    /// What a container of a Dockerfile's image starts, ENTRYPOINT with CMD behind it; empty where the file isn't
    /// there, has errors or says nothing of it.
    /// </summary>
    /// <param name="path">Absolute.</param>
    public static ImmutableArray<string> Read(string path)
    {
        if (
            ModuleFileReader.Read(path, ModuleFileReader.MaxModBytes).Text is not { } text
            || DockerfileParser.Parse(text) is not { Errors.IsEmpty: true, Stages.IsEmpty: false } dockerfile
        )
            return [];
        var stage = DockerfileEvaluator
            .Evaluate(path, dockerfile, new(Path.GetDirectoryName(path)!, IgnoreFile.Empty, null))
            .Target;
        var start = Of(stage);
        ImmutableArray<string> shell = stage.Final.Shell is { } chosen
            ? [.. chosen.Arguments.Select(word => word.Text)]
            : ["/bin/sh", "-c"];
        return [.. Started(start.Entrypoint, shell), .. Started(start.Command, shell)];
    }

    // The last of each counts; an ENTRYPOINT resets the CMD of what its stage starts from (BuildKit's
    // dispatchEntrypoint).
    public static ContainerStart Of(StageTrace stage)
    {
        var (entrypoint, command) = ((Instruction?)null, (Instruction?)null);
        foreach (var part in stage.Lineage)
        {
            var own = part.Stage.Instructions.LastOrDefault(instruction => instruction.Kind == InstructionKind.Cmd);
            if (
                part.Stage.Instructions.LastOrDefault(instruction => instruction.Kind == InstructionKind.Entrypoint) is
                { } started
            )
                (entrypoint, command) = (started, own);
            else
                command = own ?? command;
        }

        return new(entrypoint, command);
    }

    /// <summary>Whether a program is named: as a word of its own, or as the end of a path.</summary>
    public bool Names(string program) =>
        Words
            .SelectMany(word => word.Split(' '))
            .Any(word => word == program || word.EndsWith("/" + program, StringComparison.Ordinal));

    private static IEnumerable<string> Started(Instruction? instruction, ImmutableArray<string> shell) =>
        instruction is { IsExecForm: false } ? shell.Concat(Of(instruction)) : Of(instruction);

    private static IEnumerable<string> Of(Instruction? instruction) =>
        instruction is null ? [] : instruction.Arguments.Select(word => word.Text);
}
