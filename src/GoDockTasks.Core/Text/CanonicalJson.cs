using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GoDockTasks.Core.Text;

/// <summary>The one way to write a JSON value: RFC 8785, the JSON Canonicalization Scheme.</summary>
internal static class CanonicalJson
{
    /// <summary>UTF-8 of the canonical form of a value that this project made.</summary>
    public static byte[] ToUtf8(JsonNode node)
    {
        using var document = JsonDocument.Parse(node.ToJsonString());
        return ToUtf8(document.RootElement);
    }

    /// <summary>UTF-8 of the canonical form.</summary>
    /// <param name="element">
    /// One that <see cref="StrictJson"/> has read. A number that no double holds becomes null, as ECMAScript writes it.
    /// </param>
    public static byte[] ToUtf8(JsonElement element)
    {
        var text = new StringBuilder();
        Write(element, text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(JsonElement element, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(element, text);
                break;
            case JsonValueKind.Array:
                var separator = "[";
                foreach (var entry in element.EnumerateArray())
                {
                    text.Append(separator);
                    Write(entry, text);
                    separator = ",";
                }

                text.Append(separator == "[" ? "[]" : "]");
                break;
            case JsonValueKind.String:
                WriteString(element.GetString()!, text);
                break;
            case JsonValueKind.Number:
                WriteNumber(element.GetDouble(), text);
                break;
            default:
                text.Append(
                    element.ValueKind switch
                    {
                        JsonValueKind.True => "true",
                        JsonValueKind.False => "false",
                        _ => "null",
                    }
                );
                break;
        }
    }

    // Section 3.2.3: names are ordered by UTF-16 code units.
    private static void WriteObject(JsonElement element, StringBuilder text)
    {
        var separator = "{";
        foreach (var member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            text.Append(separator);
            WriteString(member.Name, text);
            text.Append(':');
            Write(member.Value, text);
            separator = ",";
        }

        text.Append(separator == "{" ? "{}" : "}");
    }

    // Section 3.2.2.2.
    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }

    // Section 3.2.2.3: as ECMAScript's Number::toString. The shortest digits that read back alike are the same; only
    // where the point and the exponent stand differs.
    private static void WriteNumber(double value, StringBuilder text)
    {
        if (!double.IsFinite(value))
        {
            text.Append("null");
            return;
        }

        if (value < 0)
            text.Append('-');
        var shortest = Math.Abs(value).ToString("E16", CultureInfo.InvariantCulture);
        for (var precision = 0; precision < 16; precision++)
        {
            var candidate = Math.Abs(value).ToString("E" + precision, CultureInfo.InvariantCulture);
            if (double.Parse(candidate, CultureInfo.InvariantCulture) != Math.Abs(value))
                continue;
            shortest = candidate;
            break;
        }

        var end = shortest.IndexOf('E', StringComparison.Ordinal);
        var digits = shortest[..end].Replace(".", "", StringComparison.Ordinal).TrimEnd('0');
        if (digits.Length == 0)
            text.Append('0');
        else
            Place(
                digits,
                int.Parse(shortest.AsSpan(end + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) + 1,
                text
            );
    }

    /// <param name="digits">Without leading and trailing zeros.</param>
    /// <param name="point">How many digits stand before the decimal point.</param>
    private static void Place(string digits, int point, StringBuilder text)
    {
        if (point is > 21 or <= -6)
        {
            text.Append(digits[0]);
            if (digits.Length > 1)
                text.Append('.').Append(digits, 1, digits.Length - 1);
            text.Append(CultureInfo.InvariantCulture, $"e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1)}");
        }
        else if (point <= 0)
        {
            text.Append("0.").Append('0', -point).Append(digits);
        }
        else if (digits.Length <= point)
        {
            text.Append(digits).Append('0', point - digits.Length);
        }
        else
        {
            text.Append(digits, 0, point).Append('.').Append(digits, point, digits.Length - point);
        }
    }
}
