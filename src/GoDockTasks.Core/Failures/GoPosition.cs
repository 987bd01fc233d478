using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Failures;

/// <summary>A place that go names.</summary>
/// <param name="File">As go writes it: absolute, or relative to the folder that go ran in.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in bytes of UTF-8; 0 where go names none.</param>
internal sealed record GoPosition(string File, int Line, int Column)
{
    // What Go's compilers, cgo's C compiler, modfile and modfetch (go.sum) report positions in.
    private static readonly string[] Extensions = [".go", ".mod", ".work", ".sum", ".s", ".c", ".h", ".cc", ".cpp"];

    /// <summary>
    /// The same place for a diagnostic; a column counts right up to the first character beyond ASCII in its line.
    /// </summary>
    /// <param name="folder">The absolute path of the folder that go ran in.</param>
    public SourceLocation In(string folder) => new(Path.GetFullPath(File, folder), Line, Column);

    internal bool IsIn(params ReadOnlySpan<string> extensions)
    {
        foreach (var extension in extensions)
        {
            if (File.EndsWith(extension, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>
    /// The first <c>file:line: </c> or <c>file:line:column: </c> in a line, and where its text begins and ends.
    /// </summary>
    internal static GoPosition? Find(string text, out Range range)
    {
        // A path may hold blanks: it begins where the sentence around it ends.
        var start = 0;
        var isUrl = false;
        for (var colon = text.IndexOf(':'); colon >= 0; colon = text.IndexOf(':', colon + 1))
        {
            var after = text.AsSpan(colon + 1);
            if (after.StartsWith(' '))
                (start, isUrl) = (colon + 2, false);
            else if (after.StartsWith("//", StringComparison.Ordinal))
                isUrl = true;
            else if (!isUrl && ExtensionBefore(text, colon) && Read(text, start, colon, out range) is { } position)
                return position;
        }

        range = default;
        return null;
    }

    /// <summary>
    /// The same at the very beginning, whatever kind of file it is: a //line directive names what the Go file was made
    /// from.
    /// </summary>
    internal static GoPosition? OfAnyFile(string text, out Range range)
    {
        range = default;
        // Not the colon after the letter of a drive.
        var colon = text.IndexOf(':', Math.Min(2, text.Length));
        return
            colon > 0
            && !text.AsSpan(0, colon).Contains(' ')
            && Read(text, 0, colon, out range) is { } position
            && range.End.Value < text.Length
            && text[range.End] == ' '
            ? position
            : null;
    }

    private static bool ExtensionBefore(string text, int colon)
    {
        foreach (var extension in Extensions)
        {
            if (text.AsSpan(0, colon).EndsWith(extension, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static GoPosition? Read(string text, int start, int colon, out Range range)
    {
        range = default;
        var end = Number(text, colon + 1, out var line);
        if (line == 0 || end >= text.Length || text[end] != ':')
            return null;
        if (Number(text, end + 1, out var column) is var next && column > 0 && next < text.Length && text[next] == ':')
            end = next;
        else
            column = 0;
        range = start..(end + 1);
        return new(text[start..colon], line, column);
    }

    private static int Number(string text, int start, out int number)
    {
        number = 0;
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]) && end - start < 9)
            number = number * 10 + (text[end++] - '0');
        return end;
    }
}
