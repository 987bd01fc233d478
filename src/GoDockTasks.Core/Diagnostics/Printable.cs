using System.Globalization;
using System.Text;

namespace GoDockTasks.Core.Diagnostics;

/// <summary>Text out of somebody else's file, fit for one line of a terminal.</summary>
internal static class Printable
{
    private const int MaxLength = 500;

    /// <summary>As <see cref="Line"/>, and not longer than anybody reads.</summary>
    public static string Of(string text) => Line(text.Length <= MaxLength ? text : text[..MaxLength] + "…");

    /// <summary>
    /// Without what ends a line, moves the cursor, or makes text look like another: control and format characters (the
    /// bidirectional ones among them), line and paragraph separators, and halves of characters are question marks.
    /// </summary>
    public static string Line(string text)
    {
        if (text.All(IsPlain))
            return text;
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            line.Append(IsShown(Rune.GetUnicodeCategory(rune)) && rune != Rune.ReplacementChar ? rune.ToString() : "?");
        return line.ToString();
    }

    private static bool IsPlain(char c) => !char.IsSurrogate(c) && IsShown(char.GetUnicodeCategory(c));

    private static bool IsShown(UnicodeCategory category) =>
        category
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate
            );
}
