using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Proxies;

/// <summary>Lists of patterns as in GOPRIVATE, held against each other.</summary>
internal static class PrefixPatterns
{
    /// <summary>
    /// Whether everything that a pattern matches is matched by one of the patterns. Where that can't be told from how
    /// they are written the answer is yes.
    /// </summary>
    public static bool Cover(string patterns, string pattern)
    {
        // A star of the narrower one is an ordinary character to the wider ones, whose own stars take it in.
        if (ModulePath.MatchPatterns(patterns, pattern))
            return true;
        foreach (var wider in Split(patterns))
        {
            if (wider == pattern)
                return true;
        }

        return false;
    }

    /// <summary>The patterns of a list, without slashes at their ends; blanks are Go's to trip over and stay.</summary>
    public static string[] Split(string patterns)
    {
        var parts = patterns.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var count = 0;
        foreach (var part in parts)
        {
            var pattern = part.EndsWith('/') ? part[..^1] : part;
            if (pattern.Length > 0)
                parts[count++] = pattern;
        }

        return parts[..count];
    }
}
