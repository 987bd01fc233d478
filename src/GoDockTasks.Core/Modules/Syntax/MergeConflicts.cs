using System.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>Merge markers that git has left in a file.</summary>
internal static class MergeConflicts
{
    private const string Start = "<<<<<<<";
    private const string Base = "\n|||||||";
    private const string Middle = "\n=======";
    private const string End = "\n>>>>>>>";

    /// <summary>
    /// Reports each conflict at its first line. The text that comes back has the first side of it alone, with the other
    /// lines blank, so that the rest can be read and lines keep their numbers.
    /// </summary>
    public static string Hide(string text, SyntaxErrors errors)
    {
        if (!text.Contains(Start, StringComparison.Ordinal))
            return text;
        var lastEnd = text.LastIndexOf(End, StringComparison.Ordinal);
        var result = new StringBuilder(text.Length);
        var line = 1;
        var at = 0;
        while (at < text.Length)
        {
            var next = NextLine(text, at);
            if (!IsMarker(text.AsSpan(at, next - at)))
            {
                result.Append(text, at, next - at);
                line++;
            }
            else
            {
                // Without its end, a conflict is the marker's line alone.
                var end = at < lastEnd ? NextLine(text, text.IndexOf(End, at, StringComparison.Ordinal) + 1) : next;
                var lines = text.AsSpan(at, end - at).Count('\n');
                Report(errors, line, line + lines - (text[end - 1] == '\n' ? 1 : 0));
                AppendFirstSide(result, text, next, end);
                line += lines;
                next = end;
            }

            at = next;
        }

        return result.ToString();
    }

    private static void Report(SyntaxErrors errors, int first, int last) =>
        errors.Add(
            new(first, 1),
            last == first
                ? "a merge conflict is left over; keep what is right and delete the line"
                : $"a merge conflict is left over in lines {first} to {last}; keep what is right and delete "
                    + $"the marker lines (<<<<<<<, =======, >>>>>>>)"
        );

    private static void AppendFirstSide(StringBuilder result, string text, int start, int end)
    {
        result.Append('\n');
        if (start >= end)
            return;
        var conflict = text.AsSpan(start - 1, end - start + 1);
        var middle = conflict.IndexOf(Base, StringComparison.Ordinal);
        if (middle < 0)
            middle = conflict.IndexOf(Middle, StringComparison.Ordinal);
        if (middle < 0)
            middle = conflict.LastIndexOf(End, StringComparison.Ordinal);
        result.Append(conflict[1..(middle + 1)]);
        result.Append('\n', conflict[(middle + 1)..].Count('\n'));
    }

    private static bool IsMarker(ReadOnlySpan<char> line) =>
        line.StartsWith(Start, StringComparison.Ordinal)
        && (line.Length == Start.Length || line[Start.Length] is ' ' or '\r' or '\n');

    private static int NextLine(string text, int start)
    {
        var end = text.IndexOf('\n', start);
        return end < 0 ? text.Length : end + 1;
    }
}
