namespace GoDockTasks.Core.Modules.Sources;

/// <summary>The patterns of a <c>//go:embed</c> line.</summary>
internal static class EmbedPatterns
{
    private const string All = "all:";

    /// <summary>
    /// Separated by blanks, bare or as Go strings in double or back quotes (package embed, "Directives"; parseGoEmbed in go/build/read.go). What no Go
    /// compiler would accept ends the list.
    /// </summary>
    /// <param name="arguments">What follows <c>//go:embed</c>.</param>
    public static IEnumerable<EmbedPattern> Read(string arguments)
    {
        for (var rest = arguments.Trim(); rest.Length > 0; rest = rest.TrimStart())
        {
            var (pattern, length) = rest[0] switch
            {
                '`' => Raw(rest),
                '"' => Interpreted(rest),
                _ => Bare(rest),
            };
            if (length == 0)
                yield break;
            rest = rest[length..];
            var includesHidden = pattern.StartsWith(All, StringComparison.Ordinal);
            if (includesHidden)
                pattern = pattern[All.Length..];
            if (pattern.Length > 0)
                yield return new(pattern.TrimEnd('/'), includesHidden);
        }
    }

    private static (string Pattern, int Length) Bare(string text)
    {
        var end = text.AsSpan().IndexOfAny(' ', '\t');
        return end < 0 ? (text, text.Length) : (text[..end], end);
    }

    private static (string Pattern, int Length) Raw(string text)
    {
        var end = text.IndexOf('`', 1);
        return end < 0 ? ("", 0) : (text[1..end], end + 1);
    }

    // Names of files that can be embedded hold neither quotes nor backslashes (package embed: module.CheckFilePath), so none are escaped.
    private static (string Pattern, int Length) Interpreted(string text)
    {
        var end = text.IndexOf('"', 1);
        return end < 0 ? ("", 0) : (text[1..end], end + 1);
    }
}
