using System.Collections.Immutable;
using GoDockTasks.Core.Failures;

namespace GoDockTasks.Core.Diagnosis;

/// <summary>The lines of an output that a reader is to see.</summary>
internal static class LogEvidence
{
    private const int MostLines = 12;
    private const int LongestLine = 500;

    /// <summary>The last lines that aren't progress, in their order.</summary>
    /// <param name="output">Free of credentials.</param>
    public static ImmutableArray<string> Of(string output)
    {
        var lines = new List<string>();
        foreach (var line in output.AsSpan().EnumerateLines())
        {
            var text = TerminalText.Plain(line).TrimEnd();
            if (!text.IsEmpty && !IsProgress(text))
                lines.Add(text.Length > LongestLine ? string.Concat(text[..LongestLine], "…") : text.ToString());
        }

        return [.. lines.TakeLast(MostLines)];
    }

    private static bool IsProgress(ReadOnlySpan<char> line) =>
        line.StartsWith("go: downloading ", StringComparison.Ordinal)
        || line.StartsWith("go: finding ", StringComparison.Ordinal)
        || line.StartsWith("go: extracting ", StringComparison.Ordinal);
}
