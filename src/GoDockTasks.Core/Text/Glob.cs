using System.Text;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Text;

/// <summary>
/// Patterns of Go's package path: <c>*</c> and <c>?</c> for anything but a slash, <c>[a-z]</c> and <c>[^a-z]</c> for
/// one of some characters, <c>\</c> before a character that means itself.
/// </summary>
internal static class Glob
{
    /// <returns>False, too, for a malformed pattern.</returns>
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        // Where the last star stood, and how far it reaches; a match that fails goes on from there with the star one
        // longer.
        var restart = ReadOnlySpan<char>.Empty;
        var starred = name;
        var hasStar = false;
        while (true)
        {
            if (!pattern.IsEmpty && pattern[0] == '*')
            {
                pattern = restart = pattern[1..];
                starred = name;
                hasStar = true;
                continue;
            }

            if (pattern.IsEmpty && name.IsEmpty)
                return true;
            if (!pattern.IsEmpty && TryMatchOne(ref pattern, ref name))
                continue;
            if (!hasStar || starred.IsEmpty || starred[0] == '/')
                return false;
            name = starred = starred[1..];
            pattern = restart;
        }
    }

    private static bool TryMatchOne(scoped ref ReadOnlySpan<char> pattern, scoped ref ReadOnlySpan<char> name)
    {
        if (name.IsEmpty)
            return false;
        if (pattern[0] == '[')
            return TryMatchClass(ref pattern, ref name);
        if (pattern[0] == '?')
        {
            var isSlash = name[0] == '/';
            pattern = pattern[1..];
            TakeRune(ref name);
            return !isSlash;
        }

        if (pattern[0] == '\\')
            pattern = pattern[1..];
        var isSame = !pattern.IsEmpty && pattern[0] == name[0];
        if (!isSame)
            return false;
        pattern = pattern[1..];
        name = name[1..];
        return true;
    }

    private static bool TryMatchClass(scoped ref ReadOnlySpan<char> pattern, scoped ref ReadOnlySpan<char> name)
    {
        var rest = pattern[1..];
        var rune = TakeRune(ref name);
        var isNegated = !rest.IsEmpty && rest[0] == '^';
        if (isNegated)
            rest = rest[1..];
        var isIn = false;
        for (var isFirst = true; isFirst || rest[0] != ']'; isFirst = false)
        {
            if (!TryTakeClassRune(ref rest, out var low))
                return false;
            var high = low;
            if (rest[0] == '-')
            {
                rest = rest[1..];
                if (!TryTakeClassRune(ref rest, out high))
                    return false;
            }

            isIn |= low <= rune && rune <= high;
        }

        pattern = rest[1..];
        return isIn != isNegated;
    }

    /// <summary>Fails at what can't stand there and, since a class must end, at the end of the pattern.</summary>
    private static bool TryTakeClassRune(scoped ref ReadOnlySpan<char> rest, out Rune rune)
    {
        rune = default;
        if (rest.IsEmpty || rest[0] is '-' or ']')
            return false;
        if (rest[0] == '\\')
            rest = rest[1..];
        if (rest.IsEmpty)
            return false;
        rune = TakeRune(ref rest);
        return !rest.IsEmpty;
    }

    private static Rune TakeRune(scoped ref ReadOnlySpan<char> rest)
    {
        Rune.DecodeFromUtf16(rest, out var rune, out var length);
        rest = rest[length..];
        return rune;
    }
}
