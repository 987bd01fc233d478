namespace GoDockTasks.Core.Proxies;

/// <summary>Patterns of path.Match (src/path/match.go): <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[^a-z]</c>, <c>\c</c>.</summary>
internal static class Glob
{
    /// <summary>Whether the whole text matches. A malformed pattern matches nothing, as in Go.</summary>
    public static bool Match(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (p, t) = (0, 0);

        // The last star, and how far it reaches so far: it grows by one whenever what follows doesn't fit.
        var (star, reach) = (-1, 0);
        while (t < text.Length || p < pattern.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, reach) = (p, t);
                p++;
                continue;
            }

            if (t < text.Length && p < pattern.Length && MatchOne(pattern[p..], text[t]) is > 0 and var length)
            {
                p += length;
                t++;
                continue;
            }

            if (star < 0 || reach >= text.Length || text[reach] == '/')
                return false;
            p = star + 1;
            t = ++reach;
        }

        return true;
    }

    // How many characters of the pattern match this one, or 0.
    private static int MatchOne(ReadOnlySpan<char> pattern, char c) => pattern[0] switch
    {
        '?' => c == '/' ? 0 : 1,
        '[' => MatchClass(pattern, c),
        '\\' => pattern.Length > 1 && pattern[1] == c ? 2 : 0,
        var literal => literal == c ? 1 : 0,
    };

    private static int MatchClass(ReadOnlySpan<char> pattern, char c)
    {
        var i = 1;
        var negated = i < pattern.Length && pattern[i] == '^';
        if (negated)
            i++;
        var matched = false;
        for (var ranges = 0; i < pattern.Length; ranges++)
        {
            if (pattern[i] == ']' && ranges > 0)
                return matched != negated ? i + 1 : 0;
            if (!TryReadBound(pattern, ref i, out var low))
                return 0;
            var high = low;
            if (i < pattern.Length && pattern[i] == '-')
            {
                i++;
                if (!TryReadBound(pattern, ref i, out high))
                    return 0;
            }

            matched |= low <= c && c <= high;
        }

        return 0;
    }

    private static bool TryReadBound(ReadOnlySpan<char> pattern, ref int i, out char bound)
    {
        bound = '\0';
        if (i >= pattern.Length || pattern[i] is '-' or ']')
            return false;
        if (pattern[i] == '\\' && ++i >= pattern.Length)
            return false;
        bound = pattern[i++];
        return true;
    }
}
