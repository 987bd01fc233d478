namespace GoDockTasks.Core.Proxies;

/// <summary>Lists of patterns as in GOPRIVATE: separated by commas, each matching the first elements of a module's path.</summary>
internal static class ModulePatterns
{
    /// <summary>Whether a module's path matches one of the patterns (MatchPrefixPatterns in golang.org/x/mod/module).</summary>
    public static bool Match(string patterns, string path)
    {
        foreach (var pattern in Split(patterns))
        {
            if (MatchOne(pattern, path))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether everything that a pattern matches is matched by one of the patterns. Where that can't be told from how they
    /// are written the answer is yes.
    /// </summary>
    public static bool Cover(string patterns, string pattern)
    {
        foreach (var wider in Split(patterns))
        {
            // A star of the narrower one is an ordinary character here, which one of the wider ones takes in.
            if (wider == pattern || MatchOne(wider, pattern))
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

    // A pattern of n elements is held against the path's first n.
    private static bool MatchOne(string pattern, string path)
    {
        var end = -1;
        for (var slashes = pattern.AsSpan().Count('/'); slashes >= 0; slashes--)
        {
            if (end == path.Length)
                return false;
            end = path.IndexOf('/', end + 1);
            if (end < 0)
                end = path.Length;
        }

        return Glob.Match(pattern, path.AsSpan(0, end));
    }
}
