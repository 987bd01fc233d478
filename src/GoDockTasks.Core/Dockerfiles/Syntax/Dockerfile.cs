using System.Collections.Immutable;
using System.Text;
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

/// <summary>One instruction with its continuation lines and here-documents.</summary>
/// <param name="Kind">Which; keywords ignore case.</param>
/// <param name="Keyword">As written.</param>
public sealed record Instruction(InstructionKind Kind, Word Keyword)
{
    /// <summary>In the order written.</summary>
    public ImmutableArray<InstructionFlag> Flags { get; init; } = [];

    /// <summary>
    /// What the instruction acts on: words where it takes words (FROM, COPY, EXPOSE …), elements of a JSON form, else
    /// one element with all of the text. Empty for ENV, LABEL and ARG, which have <see cref="Pairs"/>, and for ONBUILD,
    /// which has a <see cref="Trigger"/>.
    /// </summary>
    public ImmutableArray<Word> Arguments { get; init; } = [];

    /// <summary>The names and values of ENV, LABEL and ARG.</summary>
    public ImmutableArray<NamedValue> Pairs { get; init; } = [];

    /// <summary>The arguments were a JSON array: no shell is involved.</summary>
    public bool IsExecForm { get; init; }

    /// <summary>NONE or CMD of a HEALTHCHECK.</summary>
    public Word? HealthcheckKind { get; init; }

    /// <summary>In the order in which they are named.</summary>
    public ImmutableArray<Heredoc> Heredocs { get; init; } = [];

    /// <summary>What ONBUILD defers to the images built on this one.</summary>
    public Instruction? Trigger { get; init; }

    /// <summary>
    /// The comments before it, since the last instruction or empty comment; blank lines don't separate.
    /// </summary>
    public ImmutableArray<Comment> Comments { get; init; } = [];

    /// <summary>Comments between its lines.</summary>
    public ImmutableArray<Comment> InnerComments { get; init; } = [];

    /// <summary>The whole line, continuations joined, from keyword to end.</summary>
    internal LogicalLine Line { get; init; } = LogicalLine.Empty;

    /// <summary>What follows keyword and flags, trimmed.</summary>
    internal LogicalLine Operand { get; init; } = LogicalLine.Empty;

    /// <summary>Offset of the keyword.</summary>
    public int Start => Keyword.Start;

    /// <summary>The last value of a flag, or null where it isn't there or has none.</summary>
    public string? FlagValue(string name) => Flag(name)?.Value;

    /// <summary>The last flag of that name.</summary>
    public InstructionFlag? Flag(string name)
    {
        for (var i = Flags.Length - 1; i >= 0; i--)
        {
            if (Flags[i].Name == name)
                return Flags[i];
        }

        return null;
    }
}

/// <summary>`--name=value` between an instruction's keyword and its arguments.</summary>
/// <param name="Name">Without the dashes, as written: flags are case-sensitive.</param>
/// <param name="Value">Unquoted; null where there is no `=`.</param>
/// <param name="Source">The whole flag.</param>
public sealed record InstructionFlag(string Name, string? Value, Word Source);

/// <summary>A name of ENV, LABEL or ARG with what is written for its value.</summary>
/// <param name="Value">Null for an ARG without a default.</param>
public readonly record struct NamedValue(Word Name, Word? Value);

/// <summary>A line that starts with `#`, without the `#` and surrounding white space.</summary>
/// <param name="Text">May be empty.</param>
/// <param name="Start">Offset of the `#`.</param>
public readonly record struct Comment(string Text, int Start);

/// <summary>
/// Prints a Dockerfile from its model: every word from where it stands, and between them what no word covers.
/// </summary>
internal static class DockerfileWriter
{
    /// <returns>The file's text, character for character, where the places in the model are right.</returns>
    public static string Write(Dockerfile dockerfile)
    {
        var result = new StringBuilder(dockerfile.Text.Length);
        var at = 0;
        foreach (var instruction in dockerfile.Instructions)
        {
            foreach (var (start, end) in Pieces(instruction))
            {
                result.Append(dockerfile.Text, at, start - at).Append(dockerfile.Text, start, end - start);
                at = end;
            }
        }

        return result.Append(dockerfile.Text, at, dockerfile.Text.Length - at).ToString();
    }

    private static IEnumerable<(int Start, int End)> Pieces(Instruction instruction)
    {
        yield return (instruction.Keyword.Start, instruction.Keyword.End);
        foreach (var flag in instruction.Flags)
            yield return (flag.Source.Start, flag.Source.End);
        if (instruction.HealthcheckKind is { } kind)
            yield return (kind.Start, kind.End);
        foreach (var pair in instruction.Pairs)
            yield return (pair.Name.Start, pair.Value?.End ?? pair.Name.End);
        foreach (var argument in instruction.Arguments)
            yield return (argument.Start, argument.End);
        if (instruction.Trigger is not null)
        {
            foreach (var piece in Pieces(instruction.Trigger))
                yield return piece;
        }

        foreach (var heredoc in instruction.Heredocs)
            yield return (heredoc.Start, heredoc.TerminatorEnd);
    }
}
