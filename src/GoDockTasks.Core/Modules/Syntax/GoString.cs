using System.Text;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>String literals in double quotes, as Go's strconv.Unquote reads them.</summary>
internal static class GoString
{
    /// <param name="literal">With its quotes.</param>
    /// <param name="value">Bytes that aren't UTF-8 (of \xff) come out as U+FFFD each.</param>
    public static bool TryUnquote(string literal, out string value)
    {
        value = "";
        if (literal.Length < 2 || literal[^1] != '"')
            return false;
        if (literal.AsSpan(1, literal.Length - 2).IndexOfAny('\\', '"') < 0)
        {
            value = literal[1..^1];
            return true;
        }

        // Escapes can spell out single bytes of a character.
        var isLiteral = TryUnquote(literal, out byte[] bytes);
        value = Utf8Text.Decode(bytes);
        return isLiteral;
    }

    /// <param name="literal">With its quotes.</param>
    /// <param name="value">UTF-8, but for what escapes of bytes make of it; empty where it is none.</param>
    public static bool TryUnquote(string literal, out byte[] value)
    {
        value = [];
        if (literal.Length < 2 || literal[^1] != '"')
            return false;
        var content = literal.AsSpan(1, literal.Length - 2);
        var bytes = new List<byte>(content.Length);
        while (!content.IsEmpty)
        {
            if (content[0] == '"' || content[0] == '\\' && content.Length == 1)
                return false;
            if (content[0] == '\\' ? !TryEscape(ref content, bytes) : !TryPlain(ref content, bytes))
                return false;
        }

        value = [.. bytes];
        return true;
    }

    private static bool TryPlain(ref ReadOnlySpan<char> rest, List<byte> bytes)
    {
        Rune.DecodeFromUtf16(rest, out var rune, out var length);
        rest = rest[length..];
        Append(bytes, rune);
        return true;
    }

    private static bool TryEscape(ref ReadOnlySpan<char> rest, List<byte> bytes)
    {
        var escape = rest[1];
        var simple = "abfnrtv\\\"".IndexOf(escape, StringComparison.Ordinal);
        if (simple >= 0)
        {
            bytes.Add((byte)"\a\b\f\n\r\t\v\\\""[simple]);
            rest = rest[2..];
            return true;
        }

        var (skip, digits, radix) = escape switch
        {
            'x' => (2, 2, 16),
            'u' => (2, 4, 16),
            'U' => (2, 8, 16),
            _ => (1, 3, 8),
        };
        if (rest.Length < skip + digits || !TryNumber(rest.Slice(skip, digits), radix, out var number))
            return false;
        rest = rest[(skip + digits)..];
        if (escape is not ('u' or 'U'))
        {
            bytes.Add((byte)number);
            return number <= byte.MaxValue;
        }

        if (!Rune.TryCreate(number, out var rune))
            return false;
        Append(bytes, rune);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, int radix, out uint number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            var value =
                char.IsAsciiDigit(digit) ? digit - '0'
                : char.IsAsciiHexDigit(digit) ? (digit | ' ') - 'a' + 10
                : radix;
            if (value >= radix)
                return false;
            number = number * (uint)radix + (uint)value;
        }

        return true;
    }

    private static void Append(List<byte> bytes, Rune rune)
    {
        Span<byte> encoded = stackalloc byte[4];
        foreach (var part in encoded[..rune.EncodeToUtf8(encoded)])
            bytes.Add(part);
    }
}
