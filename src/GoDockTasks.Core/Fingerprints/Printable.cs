namespace GoDockTasks.Core.Fingerprints;

/// <summary>Text out of somebody else's file, fit for one line of a terminal.</summary>
internal static class Printable
{
    private const int MaxLength = 500;

    /// <summary>Without control characters, and not longer than anybody reads.</summary>
    public static string Of(string text)
    {
        var shown = text.Length <= MaxLength ? text : text[..MaxLength] + "…";
        return shown.Any(char.IsControl) ? new([.. shown.Select(c => char.IsControl(c) ? '?' : c)]) : shown;
    }
}
