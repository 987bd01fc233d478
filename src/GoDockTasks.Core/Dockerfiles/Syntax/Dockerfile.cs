using System.Collections.Immutable;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>A Dockerfile as BuildKit reads it, with the place of everything in it.</summary>
/// <param name="Text">The whole file. All offsets count UTF-16 code units in it.</param>
/// <param name="EscapeToken">`\`, or a back quote where a directive says so.</param>
/// <param name="Directives">Those at its top.</param>
/// <param name="Instructions">Those that could be read, wrong ones too, in order.</param>
/// <param name="Errors">What BuildKit refuses, by position; it stops at the first, this reader doesn't.</param>
public sealed record Dockerfile(
    string Text,
    char EscapeToken,
    ImmutableArray<ParserDirective> Directives,
    ImmutableArray<Instruction> Instructions,
    ImmutableArray<DockerfileError> Errors
)
{
    private readonly int[] lineStarts = LineStarts(Text);

    /// <summary>The ARGs before the first FROM: what FROM lines may use.</summary>
    public ImmutableArray<Instruction> GlobalArguments { get; } =
    [
        .. Instructions
            .TakeWhile(instruction => instruction.Kind != InstructionKind.From)
            .Where(instruction => instruction.Kind == InstructionKind.Arg),
    ];

    public ImmutableArray<Stage> Stages { get; } = Split(Instructions);

    /// <summary>Line and column of an offset, both from 1; a byte order mark has no column.</summary>
    public TextPosition PositionOf(int offset)
    {
        var line = Array.BinarySearch(lineStarts, offset);
        if (line < 0)
            line = ~line - 1;
        var column = offset - lineStarts[line] + 1;
        return new(line + 1, line == 0 && Text.StartsWith('\uFEFF') ? Math.Max(1, column - 1) : column);
    }

    private static int[] LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
            starts.Add(at + 1);
        return [.. starts];
    }

    private static ImmutableArray<Stage> Split(ImmutableArray<Instruction> instructions)
    {
        var stages = ImmutableArray.CreateBuilder<Stage>();
        for (var i = 0; i < instructions.Length; i++)
        {
            if (instructions[i].Kind != InstructionKind.From)
                continue;
            var end = i + 1;
            while (end < instructions.Length && instructions[end].Kind != InstructionKind.From)
                end++;
            stages.Add(new(stages.Count, instructions[i], instructions[(i + 1)..end]));
        }

        return stages.ToImmutable();
    }
}

/// <summary>A FROM and the instructions up to the next one.</summary>
/// <param name="Index">From 0; COPY --from may name it so.</param>
/// <param name="From">Its FROM.</param>
/// <param name="Instructions">Those that follow, in order.</param>
public sealed record Stage(int Index, Instruction From, ImmutableArray<Instruction> Instructions)
{
    /// <summary>What follows AS, in lower case, as BuildKit compares it; null where there is none.</summary>
    public string? Name { get; } = From.Arguments.Length == 3 ? From.Arguments[2].Text.ToLowerInvariant() : null;

    /// <summary>Image or earlier stage, variables not replaced; null where FROM names none.</summary>
    public Word? Base { get; } = From.Arguments.IsEmpty ? null : From.Arguments[0];
}

/// <summary>`# syntax=…`, `# escape=…` or `# check=…` at the top of the file.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Value">What follows the `=`, trimmed.</param>
public readonly record struct ParserDirective(string Name, Word Value);

/// <summary>Something that BuildKit refuses.</summary>
/// <param name="Start">Offset of the thing to change in the file's text.</param>
/// <param name="Message">What is wrong, with the value, and what to write instead; one line.</param>
public readonly record struct DockerfileError(int Start, string Message);
