using System.Buffers;

namespace GoDockTasks.Core.Images;

/// <summary>
/// The parts of an image reference (github.com/distribution/reference, regexp.go). By hand: builds don't wait for a
/// regular expression to be made.
/// </summary>
internal static class ImageGrammar
{
    /// <summary>Of the path, without the domain.</summary>
    public const int MaxPathLength = 255;

    private const int MaxTagLength = 128;
    private const int IdentifierLength = 64;

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> Address = SearchValues.Create("0123456789abcdefABCDEF:");

    public static bool IsLowerHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(LowerHex);

    /// <summary>The id of an image on this machine, which no name may look like.</summary>
    public static bool IsIdentifier(ReadOnlySpan<char> text) => text.Length == IdentifierLength && IsLowerHex(text);

    /// <summary>Letters, digits, '_', and from the second character on '.' and '-'; at most 128.</summary>
    public static bool IsTag(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > MaxTagLength || text[0] is '.' or '-')
            return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-'))
                return false;
        }

        return true;
    }

    /// <summary>
    /// Components between slashes: lower-case letters and digits, with '.', '_', '__' or any number of '-' between
    /// them.
    /// </summary>
    public static bool IsPath(ReadOnlySpan<char> text)
    {
        foreach (var component in text.Split('/'))
        {
            if (!IsPathComponent(text[component]))
                return false;
        }

        return true;
    }

    /// <summary>A host name, an IPv4 address or an IPv6 address in brackets; then perhaps a port.</summary>
    public static bool IsDomain(ReadOnlySpan<char> text)
    {
        var colon = text.LastIndexOf(':');
        if (colon >= 0 && !text.EndsWith("]"))
        {
            var port = text[(colon + 1)..];
            if (port.IsEmpty || port.ContainsAnyExceptInRange('0', '9'))
                return false;
            text = text[..colon];
        }

        if (text is ['[', .. var address, ']'])
            return !address.IsEmpty && !address.ContainsAnyExcept(Address);
        foreach (var label in text.Split('.'))
        {
            if (!IsLabel(text[label]))
                return false;
        }

        return true;
    }

    private static bool IsPathComponent(ReadOnlySpan<char> text)
    {
        var index = 0;
        while (true)
        {
            var start = index;
            while (index < text.Length && (char.IsAsciiLetterLower(text[index]) || char.IsAsciiDigit(text[index])))
                index++;
            if (index == start)
                return false;
            if (index == text.Length)
                return true;
            var separator = SeparatorLength(text[index..]);
            if (separator == 0)
                return false;
            index += separator;
        }
    }

    private static int SeparatorLength(ReadOnlySpan<char> text) =>
        text switch
        {
            ['.', ..] => 1,
            ['_', '_', ..] => 2,
            ['_', ..] => 1,
            ['-', ..] => text.IndexOfAnyExcept('-') is var end and >= 0 ? end : text.Length,
            _ => 0,
        };

    private static bool IsLabel(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] == '-' || text[^1] == '-')
            return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                return false;
        }

        return true;
    }
}
