using System.Collections.Immutable;
using System.Text;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>
/// Splits what follows a keyword into flags and words. Source: BuildKit's frontend/dockerfile/parser.
/// </summary>
/// <param name="escape">`\`, or a back quote where a directive says so.</param>
internal sealed class WordSplitter(char escape)
{
    /// <summary>
    /// Takes `--name=value` words off the start: quotes group, the escape character takes the next one as it is, a lone
    /// `--` ends them.
    /// </summary>
    public (ImmutableArray<InstructionFlag> Flags, LogicalLine Operand) SplitFlags(LogicalLine line)
    {
        var flags = ImmutableArray.CreateBuilder<InstructionFlag>();
        var (text, at) = (line.Text, 0);
        while (true)
        {
            while (at < text.Length && LogicalLine.IsAsciiBlank(text[at]))
                at++;
            if (at + 1 >= text.Length || text[at] != '-' || text[at + 1] != '-')
                return (flags.ToImmutable(), line.Slice(at));
            var start = at;
            var value = TakeFlag(text, ref at);
            if (value == "--")
                return (flags.ToImmutable(), line.Slice(at));
            flags.Add(Flag(line.ToWord(value, start, at)));
        }
    }

    private static InstructionFlag Flag(Word word)
    {
        var equals = word.Text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? new(word.Text[2..], null, word)
            : new(word.Text[2..Math.Max(2, equals)], word.Text[(equals + 1)..], word);
    }

    private string TakeFlag(string text, ref int at)
    {
        var value = new StringBuilder();
        char? quote = null;
        for (; at < text.Length && (quote is not null || !LogicalLine.IsAsciiBlank(text[at])); at++)
        {
            var c = text[at];
            if (c == quote)
                quote = null;
            else if (quote is null && c is '\'' or '"')
                quote = c;
            else if (c != escape)
                value.Append(c);
            else if (++at < text.Length)
                value.Append(text[at]);
        }

        at = Math.Min(at, text.Length);
        return value.ToString();
    }

    /// <summary>
    /// Words of ENV, LABEL and ARG: quotes group and stay, and so does the escape character with what follows it.
    /// </summary>
    public ImmutableArray<Word> SplitQuoted(LogicalLine line)
    {
        var words = ImmutableArray.CreateBuilder<Word>();
        var (text, at) = (line.Text, 0);
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            if (at == text.Length)
                return words.ToImmutable();
            var start = at;
            var end = SkipQuoted(text, ref at);
            if (end > start)
                words.Add(line.ToWord(start, end));
        }
    }

    /// <summary>Where the word's text ends: an escape character at the end of the line is no part of it.</summary>
    private int SkipQuoted(string text, ref int at)
    {
        char? quote = null;
        for (; at < text.Length && (quote is not null || !char.IsWhiteSpace(text[at])); at++)
        {
            var c = text[at];
            if (c == escape && quote != '\'')
            {
                if (at + 1 == text.Length)
                    return at++;
                at++;
            }
            else if (c == quote)
            {
                quote = null;
            }
            else if (quote is null && c is '\'' or '"')
            {
                quote = c;
            }
        }

        at = Math.Min(at, text.Length);
        return at;
    }

    /// <summary>
    /// Words of FROM, COPY, ADD, EXPOSE and VOLUME: nothing but blanks separates them, quotes mean nothing.
    /// </summary>
    public static ImmutableArray<Word> SplitPlain(LogicalLine line)
    {
        var words = ImmutableArray.CreateBuilder<Word>();
        var (text, at) = (line.Text, 0);
        while (at < text.Length)
        {
            var length = text.AsSpan(at).IndexOfAny(LogicalLine.Blanks);
            var end = length < 0 ? text.Length : at + length;
            words.Add(line.ToWord(at, end));
            at = end;
            while (at < text.Length && LogicalLine.Blanks.Contains(text[at]))
                at++;
        }

        return words.ToImmutable();
    }
}

/// <summary>A piece of an instruction.</summary>
/// <param name="Text">
/// Without the continuations inside it; quotes and escapes are still there unless the piece is a flag or an element of
/// a JSON form.
/// </param>
/// <param name="Start">Offset of its first character in the file's text.</param>
/// <param name="End">Offset behind its last character.</param>
public readonly record struct Word(string Text, int Start, int End)
{
    public override string ToString() => Text;
}
