namespace GoDockTasks.Core.Modules;

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
