namespace GoDockTasks.Core.Modules;

/// <summary>
/// Versions that Go makes for commits without a tag. The rule is that of Go's golang.org/x/mod/module.
/// </summary>
internal static class PseudoVersion
{
    private const int TimestampLength = 14;

    /// <summary>
    /// Whether it is <c>vX.0.0-TIME-REVISION</c>, <c>vX.Y.Z-0.TIME-REVISION</c> or
    /// <c>vX.Y.Z-before.0.TIME-REVISION</c>, with or without build metadata. TIME is any 14 digits.
    /// </summary>
    public static bool IsPseudo(string version)
    {
        if (!SemverParts.TryParse(version, out var parts) || parts.Prerelease.IsEmpty)
            return false;
        var before = parts.Prerelease[1..];
        var hyphen = before.LastIndexOf('-');
        if (hyphen < TimestampLength || !IsRevision(before[(hyphen + 1)..]))
            return false;
        if (!DecimalNumber.IsNumber(before[(hyphen - TimestampLength)..hyphen]))
            return false;
        before = before[..(hyphen - TimestampLength)];
        return before.IsEmpty
            ? parts.Minor is "0" && parts.Patch is "0"
            : before is "0." || before.EndsWith(".0.", StringComparison.Ordinal);
    }

    private static bool IsRevision(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character))
                return false;
        }

        return text.Length > 0;
    }
}
