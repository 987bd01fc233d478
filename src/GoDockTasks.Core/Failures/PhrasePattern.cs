using System.Collections.Immutable;

namespace GoDockTasks.Core.Failures;

/// <summary>Words in a row, some of which are placeholders; at least one isn't.</summary>
internal sealed class PhrasePattern
{
    // The literals and, between them, what the words stand for: [first] literal [word literal]… [word].
    private readonly string? first;
    private readonly string literal;
    private readonly ImmutableArray<(string Word, string Literal)> rest;

    public PhrasePattern(string phrase)
    {
        var parts = phrase.Split('{', '}');
        // Splitting leaves literals at even places and placeholders at odd ones.
        var start = 0;
        if (parts[0].Length == 0)
        {
            first = parts[1];
            start = 2;
        }

        literal = parts[start];
        rest =
        [
            .. Enumerable
                .Range(0, (parts.Length - 1 - start) / 2)
                .Select(i => (parts[start + 1 + 2 * i], parts[start + 2 + 2 * i])),
        ];
    }

    /// <summary>
    /// Where the first occurrence at or after <paramref name="from"/> is, with its words in <paramref name="values"/>;
    /// -1 if there is none.
    /// </summary>
    public (int Start, int End) Find(string text, int from, FailureValues values)
    {
        for (var at = IndexOf(text, literal, from); at >= 0; at = IndexOf(text, literal, at + 1))
        {
            if (End(text, at, from, null) >= 0)
                return (at, End(text, at, from, values));
        }

        return (-1, -1);
    }

    // Where the phrase whose literal stands here ends, or -1; words are kept if there is something to keep them in.
    private int End(string text, int at, int from, FailureValues? values)
    {
        if (first is not null && !Take(first, WordBefore(text, at, from), values))
            return -1;
        var position = at + literal.Length;
        foreach (var (placeholder, following) in rest)
        {
            var word = WordAt(text, position);
            if (!Take(placeholder, word, values))
                return -1;
            position += word.Length;
            if (string.Compare(text, position, following, 0, following.Length, StringComparison.OrdinalIgnoreCase) != 0)
                return -1;
            position += following.Length;
        }

        return position;
    }

    private static bool Take(string placeholder, ReadOnlySpan<char> word, FailureValues? values)
    {
        if (!FailureValues.Fits(placeholder, word))
            return false;
        values?.Set(placeholder, word);
        return true;
    }

    private static int IndexOf(string text, string literal, int from) =>
        from > text.Length ? -1 : text.IndexOf(literal, from, StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> WordAt(string text, int start)
    {
        var end = start;
        while (end < text.Length && IsWord(text[end]))
            end++;
        return text.AsSpan(start, end - start);
    }

    // Empty where the word is a part of something longer, such as what follows the port in a URL.
    private static ReadOnlySpan<char> WordBefore(string text, int end, int from)
    {
        var start = end;
        while (start > from && IsWord(text[start - 1]))
            start--;
        return start == 0 || text[start - 1] is ' ' or '"' or '(' ? text.AsSpan(start, end - start) : [];
    }

    // What module paths, import paths and versions are made of, and more; not what go puts around them.
    private static bool IsWord(char character) => character > ' ' && !"\"'`@:;,()<>=".Contains(character);
}
