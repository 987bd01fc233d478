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

/// <summary>The parts of a semantic version; <see cref="Semver"/> says which rule.</summary>
internal readonly ref struct SemverParts
{
    private static ReadOnlySpan<char> Zero => "0";

    public ReadOnlySpan<char> Major { get; private init; }

    public ReadOnlySpan<char> Minor { get; private init; }

    public ReadOnlySpan<char> Patch { get; private init; }

    /// <summary>With its hyphen, or empty.</summary>
    public ReadOnlySpan<char> Prerelease { get; private init; }

    /// <summary>With its plus sign, or empty.</summary>
    public ReadOnlySpan<char> Build { get; private init; }

    /// <summary>What a shortened version lacks: <c>.0.0</c> or <c>.0</c>, or empty.</summary>
    public string Missing { get; private init; }

    public static bool TryParse(ReadOnlySpan<char> version, out SemverParts parts)
    {
        parts = default;
        if (version.IsEmpty || version[0] != 'v')
            return false;
        var rest = version[1..];
        if (!DecimalNumber.TryTake(ref rest, out var major))
            return false;
        if (rest.IsEmpty)
        {
            parts = new()
            {
                Major = major,
                Minor = Zero,
                Patch = Zero,
                Missing = ".0.0",
            };
            return true;
        }

        if (!DecimalNumber.TryTakeDotted(ref rest, out var minor))
            return false;
        if (rest.IsEmpty)
        {
            parts = new()
            {
                Major = major,
                Minor = minor,
                Patch = Zero,
                Missing = ".0",
            };
            return true;
        }

        if (!DecimalNumber.TryTakeDotted(ref rest, out var patch))
            return false;
        var plus = rest.IndexOf('+');
        var prerelease = plus < 0 ? rest : rest[..plus];
        var build = plus < 0 ? default : rest[plus..];
        parts = new()
        {
            Major = major,
            Minor = minor,
            Patch = patch,
            Prerelease = prerelease,
            Build = build,
            Missing = "",
        };
        return (
                prerelease.IsEmpty
                || prerelease[0] == '-' && AreIdentifiers(prerelease[1..], numbersMayStartWithZero: false)
            ) && (build.IsEmpty || AreIdentifiers(build[1..], numbersMayStartWithZero: true));
    }

    private static bool AreIdentifiers(ReadOnlySpan<char> text, bool numbersMayStartWithZero)
    {
        while (true)
        {
            var dot = text.IndexOf('.');
            var identifier = dot < 0 ? text : text[..dot];
            if (!IsIdentifier(identifier, numbersMayStartWithZero))
                return false;
            if (dot < 0)
                return true;
            text = text[(dot + 1)..];
        }
    }

    private static bool IsIdentifier(ReadOnlySpan<char> text, bool numbersMayStartWithZero)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '-')
                return false;
        }

        return text.Length > 0
            && (numbersMayStartWithZero || text.Length == 1 || text[0] != '0' || !DecimalNumber.IsNumber(text));
    }
}

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
