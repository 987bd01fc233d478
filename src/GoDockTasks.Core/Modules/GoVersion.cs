namespace GoDockTasks.Core.Modules;

/// <summary>
/// Go's own versions: <c>1.24</c>, <c>1.24rc1</c> or <c>1.24.0</c> as in a go line, or a toolchain's name such as
/// <c>go1.24.4</c>, <c>go1.24.4-custom</c> or <c>go1.24.4 X:experiment</c>; each method takes either. The rules are
/// those of Go's internal/gover, and of cmd/go/internal/gover for names.
/// </summary>
public static class GoVersion
{
    public static bool IsValid(string version) => GoVersionParts.TryParse(Plain(version), out _);

    /// <summary>
    /// Less than, equal to or greater than 0; an invalid version is less than a valid one. <c>1.21 &lt; 1.21rc1 &lt;
    /// 1.21.0</c>, but <c>1.20rc1 &lt; 1.20 = 1.20.0</c>.
    /// </summary>
    public static int Compare(string left, string right)
    {
        var leftIsValid = GoVersionParts.TryParse(Plain(left), out var x);
        var rightIsValid = GoVersionParts.TryParse(Plain(right), out var y);
        if (!leftIsValid || !rightIsValid)
            return leftIsValid.CompareTo(rightIsValid);
        var order = DecimalNumber.Compare(x.Major, y.Major);
        if (order == 0)
            order = DecimalNumber.Compare(x.Minor, y.Minor);
        if (order == 0)
            order = DecimalNumber.Compare(x.Patch, y.Patch);
        if (order == 0)
            order = x.Kind.SequenceCompareTo(y.Kind);
        return order == 0 ? DecimalNumber.Compare(x.Prerelease, y.Prerelease) : order;
    }

    /// <summary>The version of the language: <c>1.21</c> of <c>go1.21.3</c>; null if the version isn't valid.</summary>
    public static string? Language(string version)
    {
        if (!GoVersionParts.TryParse(Plain(version), out var parts))
            return null;
        return parts.Major is "1" && parts.Minor is "0" ? "1" : $"{parts.Major}.{parts.Minor}";
    }

    /// <summary>
    /// <c>1.24.4</c> of <c>go1.24.4-custom</c>; null for what is no toolchain's name, such as a version without go
    /// before it.
    /// </summary>
    public static string? FromToolchain(string name)
    {
        if (!name.StartsWith("go", StringComparison.Ordinal) || name.AsSpan().IndexOfAny('/', '\\') >= 0)
            return null;
        var version = Plain(name);
        return GoVersionParts.TryParse(version, out _) ? version.ToString() : null;
    }

    /// <summary>
    /// Whether a go line can say it (modfile.GoVersionRE). That isn't quite <see cref="IsValid"/>: <c>1.24.0rc1</c> can
    /// be said, but there is no such version; <c>1</c> is a version, but can't be said.
    /// </summary>
    public static bool IsDirectiveVersion(string text)
    {
        var rest = text.AsSpan();
        if (!DecimalNumber.TryTake(ref rest, out var major) || major is "0" || !TryTakeDotted(ref rest))
            return false;
        if (!rest.IsEmpty && rest[0] == '.' && !TryTakeDotted(ref rest))
            return false;
        if (rest.IsEmpty)
            return true;
        var letters = 0;
        while (letters < rest.Length && char.IsAsciiLetterLower(rest[letters]))
            letters++;
        return letters > 0 && DecimalNumber.IsNumber(rest[letters..]);
    }

    /// <summary>
    /// Without "go" before it and, where that is there, without what a builder of Go has added after it.
    /// </summary>
    private static ReadOnlySpan<char> Plain(string version)
    {
        if (!version.StartsWith("go", StringComparison.Ordinal))
            return version;
        var plain = version.AsSpan(2);
        var end = plain.IndexOfAny(' ', '\t', '-');
        return end < 0 ? plain : plain[..end];
    }

    private static bool TryTakeDotted(ref ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || rest[0] != '.')
            return false;
        rest = rest[1..];
        return DecimalNumber.TryTake(ref rest, out _);
    }
}

/// <summary>The parts of one of Go's own versions, without "go" before it (internal/gover's Parse).</summary>
internal readonly ref struct GoVersionParts
{
    private static ReadOnlySpan<char> Zero => "0";

    public ReadOnlySpan<char> Major { get; private init; }

    public ReadOnlySpan<char> Minor { get; private init; }

    /// <summary>
    /// Empty in <c>1.21</c>, which is older than <c>1.21.0</c>; 0 in <c>1.20</c>, which is the same as <c>1.20.0</c>.
    /// </summary>
    public ReadOnlySpan<char> Patch { get; private init; }

    /// <summary><c>alpha</c>, <c>beta</c>, <c>rc</c>, other small letters, or empty.</summary>
    public ReadOnlySpan<char> Kind { get; private init; }

    /// <summary>The number after <see cref="Kind"/>, or empty.</summary>
    public ReadOnlySpan<char> Prerelease { get; private init; }

    public static bool TryParse(ReadOnlySpan<char> version, out GoVersionParts parts)
    {
        parts = default;
        var rest = version;
        if (!DecimalNumber.TryTake(ref rest, out var major))
            return false;
        if (rest.IsEmpty)
        {
            parts = new()
            {
                Major = major,
                Minor = Zero,
                Patch = Zero,
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
                Patch = DecimalNumber.Compare(minor, "21") < 0 ? Zero : default,
            };
            return true;
        }

        if (rest[0] == '.')
        {
            var isWhole = DecimalNumber.TryTakeDotted(ref rest, out var patch) && rest.IsEmpty;
            parts = new()
            {
                Major = major,
                Minor = minor,
                Patch = patch,
            };
            return isWhole;
        }

        var kind = rest[..SmallLettersAtStart(rest)];
        rest = rest[kind.Length..];
        var hasNumber = DecimalNumber.TryTake(ref rest, out var prerelease);
        parts = new()
        {
            Major = major,
            Minor = minor,
            Kind = kind,
            Prerelease = prerelease,
        };
        return kind.Length > 0 && rest.IsEmpty && (hasNumber || prerelease.IsEmpty);
    }

    private static int SmallLettersAtStart(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiLetterLower(text[length]))
            length++;
        return length;
    }
}
