using System.Text;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.BuildInfo;

/// <summary>String literals of Go, a character a byte (strconv.Quote, Unquote and QuotedPrefix).</summary>
internal static class GoLiteral
{
    /// <summary>How long the literal is that the text starts with; -1 where it doesn't end.</summary>
    /// <param name="text">Starts with <c>"</c> or a backquote.</param>
    public static int Length(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == text[0])
                return i + 1;
            if (text[i] == '\\' && text[0] == '"')
                i++;
        }

        return -1;
    }

    /// <param name="literal">With its quotes.</param>
    /// <param name="value">What it stands for.</param>
    public static bool TryUnquote(string literal, out string value)
    {
        value = "";
        if (Length(literal) != literal.Length)
            return false;
        if (literal[0] == '`')
        {
            value = literal[1..^1].Replace("\r", "", StringComparison.Ordinal);
            return true;
        }

        if (!GoString.TryUnquote(GoBuildInfoParser.Utf8(literal), out byte[] bytes))
            return false;
        value = Encoding.Latin1.GetString(bytes);
        return true;
    }

    public static string Quote(string value)
    {
        var bytes = Encoding.Latin1.GetBytes(value).AsSpan();
        var literal = new StringBuilder("\"", bytes.Length + 2);
        while (!bytes.IsEmpty)
        {
            var isCharacter =
                Rune.DecodeFromUtf8(bytes, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            var size = isCharacter ? length : 1;
            if (isCharacter && rune.Value is not ('"' or '\\') && GoText.IsPrintable(rune))
                literal.Append(Encoding.Latin1.GetString(bytes[..size]));
            else
                AppendEscape(literal, isCharacter && !rune.IsAscii ? rune.Value : bytes[0], isCharacter);
            bytes = bytes[size..];
        }

        return literal.Append('"').ToString();
    }

    private static void AppendEscape(StringBuilder literal, int value, bool isCharacter)
    {
        literal.Append('\\');
        if (value < 0x80 && "\a\b\f\n\r\t\v\\\"".IndexOf((char)value, StringComparison.Ordinal) is >= 0 and var index)
            literal.Append("abfnrtv\\\""[index]);
        else if (!isCharacter || value < 0x80)
            literal.Append('x').Append(value.ToString("x2", null));
        else if (value < 0x10000)
            literal.Append('u').Append(value.ToString("x4", null));
        else
            literal.Append('U').Append(value.ToString("x8", null));
    }
}
