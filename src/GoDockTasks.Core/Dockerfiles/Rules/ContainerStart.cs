using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>What a container of a stage starts, as far as the Dockerfile says it; the base image may have more.</summary>
/// <param name="Entrypoint">The ENTRYPOINT that counts; null where none is written.</param>
/// <param name="Command">The CMD that counts; null where none is written.</param>
internal sealed record ContainerStart(Instruction? Entrypoint, Instruction? Command)
{
    /// <summary>The words that are written; a shell form is one word.</summary>
    public IEnumerable<string> Words => Of(Entrypoint).Concat(Of(Command));

    // The last of each counts; an ENTRYPOINT resets the CMD of what its stage starts from (BuildKit's dispatchEntrypoint).
    public static ContainerStart Of(StageTrace stage)
    {
        var (entrypoint, command) = ((Instruction?)null, (Instruction?)null);
        foreach (var part in stage.Lineage)
        {
            var own = part.Stage.Instructions.LastOrDefault(instruction => instruction.Kind == InstructionKind.Cmd);
            if (part.Stage.Instructions.LastOrDefault(instruction => instruction.Kind == InstructionKind.Entrypoint) is { } started)
                (entrypoint, command) = (started, own);
            else
                command = own ?? command;
        }

        return new(entrypoint, command);
    }

    /// <summary>Whether a program is named: as a word of its own, or as the end of a path.</summary>
    public bool Names(string program) =>
        Words.SelectMany(word => word.Split(' ')).Any(word => word == program || word.EndsWith("/" + program, StringComparison.Ordinal));

    private static IEnumerable<string> Of(Instruction? instruction) => instruction is null ? [] : instruction.Arguments.Select(word => word.Text);
}
