using System.Collections.Immutable;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

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
