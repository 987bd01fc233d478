namespace GoDockTasks.Core.Modules;

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
