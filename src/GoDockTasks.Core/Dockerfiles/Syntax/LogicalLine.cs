using System.Buffers;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>
/// A text that was joined from pieces of the file, which knows where each of its characters stands there.
/// </summary>
/// <param name="text">The joined text.</param>
/// <param name="starts">Where each piece begins in the joined text of the whole line; the first is 0.</param>
/// <param name="sources">Where it begins in the file.</param>
/// <param name="offset">Where <paramref name="text"/> begins in the joined text of the whole line.</param>
internal sealed class LogicalLine(string text, int[] starts, int[] sources, int offset)
{
    /// <summary>What separates the keyword and plain words; other white space belongs to a word.</summary>
    public static readonly SearchValues<char> Blanks = SearchValues.Create("\t\v\f\r ");

    /// <summary>What separates flags: BuildKit looks at bytes there, and so at ASCII only.</summary>
    public static bool IsAsciiBlank(char c) => c is ' ' or (>= '\t' and <= '\r');

    public static readonly LogicalLine Empty = new("", [0], [0], 0);

    public string Text => text;

    public int Length => text.Length;

    /// <summary>The file's offset of a character of this line; of its end for <see cref="Length"/>.</summary>
    public int ToSource(int index)
    {
        var at = offset + index;
        var piece = Array.BinarySearch(starts, at);
        if (piece < 0)
            piece = ~piece - 1;
        // Empty pieces share their start with the one that follows, which is the one that has the character.
        while (piece + 1 < starts.Length && starts[piece + 1] == at)
            piece++;
        return sources[piece] + at - starts[piece];
    }

    /// <summary>The file's offset behind the character before <paramref name="index"/>.</summary>
    public int ToSourceEnd(int index) => index == 0 ? ToSource(0) : ToSource(index - 1) + 1;

    public LogicalLine Slice(int start, int end) => new(text[start..end], starts, sources, offset + start);

    public LogicalLine Slice(int start) => Slice(start, text.Length);

    public LogicalLine Trim()
    {
        var (start, end) = (0, text.Length);
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return start == 0 && end == text.Length ? this : Slice(start, end);
    }

    public Word ToWord() => ToWord(text, 0, text.Length);

    public Word ToWord(int start, int end) => ToWord(text[start..end], start, end);

    /// <summary>A word whose value differs from what is written.</summary>
    public Word ToWord(string value, int start, int end) =>
        new(value, ToSource(start), Math.Max(ToSource(start), ToSourceEnd(end)));
}
