using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>The JSON form of RUN, CMD, COPY and others: an array of strings.</summary>
internal static class ExecForm
{
    // Go's encoding/json refuses deeper nesting.
    private const int MaxDepth = 10000;

    /// <summary>
    /// The strings; null where the text is no JSON array, which makes it shell form or plain words.
    /// <paramref name="other"/> is where an element stands that is no string: BuildKit refuses that.
    /// </summary>
    public static ImmutableArray<Word>? Read(LogicalLine line, out int? other)
    {
        other = null;
        var text = line.Text;
        if (!text.StartsWith('['))
            return null;
        var words = ImmutableArray.CreateBuilder<Word>();
        var at = SkipBlanks(text, 1);
        if (at < text.Length && text[at] == ']')
            return SkipBlanks(text, at + 1) == text.Length ? words.ToImmutable() : null;
        while (true)
        {
            var start = at;
            if (!TryTakeString(text, ref at, out var value))
            {
                if (IsJsonArray(text))
                    other = line.ToSource(start);
                return null;
            }

            words.Add(line.ToWord(value, start, at));
            at = SkipBlanks(text, at);
            if (at == text.Length || text[at] is not (',' or ']'))
                return null;
            if (text[at] == ']')
                return SkipBlanks(text, at + 1) == text.Length ? words.ToImmutable() : null;
            at = SkipBlanks(text, at + 1);
        }
    }

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n')
            at++;
        return at;
    }

    private static bool TryTakeString(string text, ref int at, out string value)
    {
        value = "";
        if (at == text.Length || text[at] != '"')
            return false;
        var result = new StringBuilder();
        for (var i = at + 1; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"')
            {
                value = result.ToString();
                at = i + 1;
                return true;
            }

            if (c < ' ')
                return false;
            if (c != '\\')
                result.Append(c);
            else if (!TryTakeEscape(text, ref i, result))
                return false;
        }

        return false;
    }

    private static bool TryTakeEscape(string text, ref int at, StringBuilder result)
    {
        if (++at == text.Length)
            return false;
        const string Written = "\"\\/bfnrt";
        const string Meant = "\"\\/\b\f\n\r\t";
        var index = Written.IndexOf(text[at], StringComparison.Ordinal);
        if (index >= 0)
        {
            result.Append(Meant[index]);
            return true;
        }

        if (
            text[at] != 'u'
            || at + 4 >= text.Length
            || !ushort.TryParse(
                text.AsSpan(at + 1, 4),
                System.Globalization.NumberStyles.AllowHexSpecifier,
                null,
                out var unit
            )
        )
            return false;
        result.Append((char)unit);
        at += 4;
        return true;
    }

    private static bool IsJsonArray(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read()) { }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
