using System.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>What module paths, package paths and file names have in common in Go's golang.org/x/mod/module.</summary>
internal static class PathRules
{
    public static bool AreElementsValid(ReadOnlySpan<char> path, PathKind kind)
    {
        while (true)
        {
            var slash = path.IndexOf('/');
            if (!IsElementValid(slash < 0 ? path : path[..slash], kind))
                return false;
            if (slash < 0)
                return true;
            path = path[(slash + 1)..];
        }
    }

    public static bool IsElementValid(ReadOnlySpan<char> element, PathKind kind)
    {
        if (element.IsEmpty || element[^1] == '.' || kind == PathKind.Module && element[0] == '.')
            return false;
        foreach (var character in element)
        {
            if (!IsCharacterValid(character, kind))
                return false;
        }

        var dot = element.IndexOf('.');
        var name = dot < 0 ? element : element[..dot];
        return !IsReservedOnWindows(name) && (kind == PathKind.AsciiFile || !IsWindowsShortName(name));
    }

    /// <summary><c>!a</c> for <c>A</c>. The text is ASCII without <c>!</c>.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsAsciiLetterUpper(character))
                escaped.Append('!').Append(char.ToLowerInvariant(character));
            else
                escaped.Append(character);
        }

        return escaped.ToString();
    }

    public static bool TryUnescape(string escaped, out string text)
    {
        var result = new StringBuilder(escaped.Length);
        var isEscape = false;
        text = "";
        foreach (var character in escaped)
        {
            if (
                !char.IsAscii(character)
                || char.IsAsciiLetterUpper(character)
                || isEscape && !char.IsAsciiLetterLower(character)
            )
                return false;
            if (isEscape)
                result.Append(char.ToUpperInvariant(character));
            else if (character != '!')
                result.Append(character);
            isEscape = !isEscape && character == '!';
        }

        text = result.ToString();
        return !isEscape;
    }

    private static bool IsCharacterValid(char character, PathKind kind) =>
        char.IsAsciiLetterOrDigit(character)
        || character is '-' or '.' or '_' or '~'
        || kind != PathKind.Module && character == '+'
        || kind == PathKind.AsciiFile
            && character
                is '!'
                    or '#'
                    or '$'
                    or '%'
                    or '&'
                    or '('
                    or ')'
                    or ','
                    or '='
                    or '@'
                    or '['
                    or ']'
                    or '^'
                    or '{'
                    or '}'
                    or ' ';

    private static bool IsReservedOnWindows(ReadOnlySpan<char> name)
    {
        if (name.Length is < 3 or > 4)
            return false;
        Span<char> small = stackalloc char[name.Length];
        name.ToLowerInvariant(small);
        if (name.Length == 3)
            return small is "con" or "prn" or "aux" or "nul";
        return small[..3] is "com" or "lpt" && small[3] is >= '1' and <= '9';
    }

    /// <summary>Ends in a tilde and digits.</summary>
    private static bool IsWindowsShortName(ReadOnlySpan<char> name)
    {
        var tilde = name.LastIndexOf('~');
        if (tilde < 0 || tilde == name.Length - 1)
            return false;
        foreach (var character in name[(tilde + 1)..])
        {
            if (!char.IsAsciiDigit(character))
                return false;
        }

        return true;
    }
}

/// <summary>Which characters an element of a path may have.</summary>
internal enum PathKind
{
    Module,
    Import,

    /// <summary>
    /// A file's name; ASCII alone, since what is checked by this gets escaped, which no other character can be.
    /// </summary>
    AsciiFile,
}
