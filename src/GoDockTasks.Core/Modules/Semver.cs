namespace GoDockTasks.Core.Modules;

/// <summary>
/// Semantic versions as Go writes and orders them: with a leading v, <c>v1</c> and <c>v1.2</c> short for <c>v1.0.0</c>
/// and <c>v1.2.0</c>, numbers of any length. The rule is Go's golang.org/x/mod/semver.
/// </summary>
internal static class Semver
{
    public static bool IsValid(string version) => SemverParts.TryParse(version, out _);

    /// <summary>With minor and patch number and without build metadata; null if the version isn't valid.</summary>
    public static string? Canonical(string version)
    {
        if (!SemverParts.TryParse(version, out var parts))
            return null;
        if (parts.Build.Length > 0)
            return version[..^parts.Build.Length];
        return parts.Missing.Length > 0 ? version + parts.Missing : version;
    }

    /// <summary><c>v2</c> of <c>v2.1.0</c>; null if the version isn't valid.</summary>
    public static string? Major(string version) =>
        SemverParts.TryParse(version, out var parts) ? version[..(1 + parts.Major.Length)] : null;

    /// <summary>With its hyphen; empty if there is none, null if the version isn't valid.</summary>
    public static string? Prerelease(string version) =>
        SemverParts.TryParse(version, out var parts) ? parts.Prerelease.ToString() : null;

    /// <summary>With its plus sign; empty if there is none, null if the version isn't valid.</summary>
    public static string? Build(string version) =>
        SemverParts.TryParse(version, out var parts) ? parts.Build.ToString() : null;

    /// <summary>
    /// Less than, equal to or greater than 0. Build metadata doesn't count; an invalid version is less than a valid one
    /// and equal to another invalid one.
    /// </summary>
    public static int Compare(string left, string right)
    {
        var leftIsValid = SemverParts.TryParse(left, out var x);
        var rightIsValid = SemverParts.TryParse(right, out var y);
        if (!leftIsValid || !rightIsValid)
            return leftIsValid.CompareTo(rightIsValid);
        var order = DecimalNumber.Compare(x.Major, y.Major);
        if (order == 0)
            order = DecimalNumber.Compare(x.Minor, y.Minor);
        if (order == 0)
            order = DecimalNumber.Compare(x.Patch, y.Patch);
        return order == 0 ? ComparePrerelease(x.Prerelease, y.Prerelease) : order;
    }

    private static int ComparePrerelease(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.IsEmpty || right.IsEmpty)
            return left.IsEmpty.CompareTo(right.IsEmpty);
        while (!left.IsEmpty && !right.IsEmpty)
        {
            var order = CompareIdentifier(NextIdentifier(ref left), NextIdentifier(ref right));
            if (order != 0)
                return order;
        }

        return right.IsEmpty.CompareTo(left.IsEmpty);
    }

    private static ReadOnlySpan<char> NextIdentifier(ref ReadOnlySpan<char> rest)
    {
        rest = rest[1..];
        var end = rest.IndexOf('.');
        var identifier = end < 0 ? rest : rest[..end];
        rest = rest[identifier.Length..];
        return identifier;
    }

    // Numbers come before words.
    private static int CompareIdentifier(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var leftIsNumber = DecimalNumber.IsNumber(left);
        var rightIsNumber = DecimalNumber.IsNumber(right);
        if (leftIsNumber != rightIsNumber)
            return leftIsNumber ? -1 : 1;
        return leftIsNumber ? DecimalNumber.Compare(left, right) : left.SequenceCompareTo(right);
    }
}
