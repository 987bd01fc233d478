using System.Globalization;
using System.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>Values of a file as they appear in messages: one line, in quotes, of bounded length.</summary>
internal static class Quoted
{
    private const int Limit = 120;

    public static string Value(string text)
    {
        var shown = new StringBuilder("'");
        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, Limit)).EnumerateRunes())
        {
            if (GoText.IsPrintable(rune))
                shown.Append(rune.ToString());
            else
                shown.Append(Character(rune));
        }

        return shown.Append(text.Length > Limit ? "…'" : "'").ToString();
    }

    /// <summary>U+0000.</summary>
    public static string Character(Rune rune) => "U+" + rune.Value.ToString("X4", CultureInfo.InvariantCulture);
}
