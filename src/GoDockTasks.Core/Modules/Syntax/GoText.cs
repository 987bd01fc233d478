using System.Globalization;
using System.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>What Go's package unicode says of characters and texts.</summary>
internal static class GoText
{
    /// <summary>Letters, marks, numbers, punctuation, symbols and the ASCII space (unicode.IsPrint).</summary>
    public static bool IsPrintable(Rune rune)
    {
        if (rune.IsAscii)
            return rune.Value is >= ' ' and < 0x7f;
        return Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
            );
    }

    /// <summary>
    /// Whether the runtime's Unicode doesn't know it. Go's may: each release of go has its own version of Unicode.
    /// </summary>
    public static bool IsUnassigned(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherNotAssigned;

    /// <summary>The pieces between white space (strings.Fields). Each is a range of <paramref name="text"/>.</summary>
    /// <returns>How many there are; the first of them are in <paramref name="fields"/>, as many as fit.</returns>
    public static int Fields(ReadOnlySpan<char> text, Span<Range> fields)
    {
        var count = 0;
        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            if (at == text.Length)
                return count;
            var start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
                at++;
            if (count < fields.Length)
                fields[count] = start..at;
            count++;
        }
    }
}
