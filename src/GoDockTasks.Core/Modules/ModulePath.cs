using System.Text;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>Module paths. The rules are those of Go's golang.org/x/mod/module.</summary>
internal static class ModulePath
{
    private const string GopkgIn = "gopkg.in/";
    private const string Unstable = "-unstable";

    /// <summary>
    /// Whether a module that is to be downloaded can have this path (module.CheckPath): elements of ASCII letters,
    /// digits and <c>-._~</c>, the first of them a host's name in small letters with a dot, the last no impossible
    /// major version.
    /// </summary>
    public static bool IsValid(string path)
    {
        if (!PathRules.AreElementsValid(path, PathKind.Module) || path[0] == '-')
            return false;
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? path : path[..slash];
        foreach (var character in host)
        {
            if (!char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character) && character is not ('-' or '.'))
                return false;
        }

        return host.Contains('.', StringComparison.Ordinal) && TrySplitMajor(path, out _, out _);
    }

    /// <summary>
    /// Whether a package, or the module that is being worked on, can have this path (module.CheckImportPath): more than
    /// <see cref="IsValid"/> in that any first element will do and <c>+</c> and a leading dot are allowed.
    /// </summary>
    public static bool IsValidImport(string path) =>
        PathRules.AreElementsValid(path, PathKind.Import) && path[0] != '-';

    /// <summary>
    /// As in the module cache and in a proxy's URLs: <c>!a</c> for <c>A</c>. Null if the path isn't valid.
    /// </summary>
    public static string? Escape(string path) => IsValid(path) ? PathRules.Escape(path) : null;

    /// <summary>Back from <see cref="Escape"/>; null if what comes out isn't a valid path.</summary>
    public static string? Unescape(string escaped) =>
        PathRules.TryUnescape(escaped, out var path) && IsValid(path) ? path : null;

    /// <summary>
    /// Parts a path from the major version at its end: <c>/v2</c> and greater, or <c>.v0</c> and greater with or
    /// without <c>-unstable</c> where it starts with gopkg.in/.
    /// </summary>
    /// <param name="major">With its slash or dot; empty where the path has none, which stands for v0 and v1.</param>
    /// <returns>
    /// False where the end looks like a major version but can't be one: <c>/v1</c>, <c>/v02</c>, <c>/v1.2</c>, or no
    /// version under gopkg.in.
    /// </returns>
    public static bool TrySplitMajor(string path, out string prefix, out string major)
    {
        prefix = path;
        major = "";
        var isGopkgIn = path.StartsWith(GopkgIn, StringComparison.Ordinal);
        var end =
            isGopkgIn && path.EndsWith(Unstable, StringComparison.Ordinal)
                ? path.Length - Unstable.Length
                : path.Length;
        var start = end;
        while (start > 0 && (char.IsAsciiDigit(path[start - 1]) || !isGopkgIn && path[start - 1] == '.'))
            start--;
        if (
            start <= 1
            || path[start - 1] != 'v'
            || path[start - 2] != (isGopkgIn ? '.' : '/')
            || !isGopkgIn && start == end
        )
            return !isGopkgIn;
        var suffix = path[(start - 2)..];
        var isValid = isGopkgIn
            ? suffix is ".v0" || suffix.Length > 2 && suffix[2] != '0'
            : suffix is not "/v1" && suffix[2] != '0' && !suffix.Contains('.', StringComparison.Ordinal);
        if (!isValid)
            return false;
        prefix = path[..(start - 2)];
        major = suffix;
        return true;
    }

    /// <summary>
    /// Whether a version may stand beside a path that ends in a major version (module.CheckPathMajor).
    /// </summary>
    /// <param name="major">As <see cref="TrySplitMajor"/> gives it.</param>
    /// <param name="expected">What the major version must be, for a message: <c>v2</c>, or <c>v0 or v1</c>.</param>
    public static bool MajorFits(string version, string major, out string expected)
    {
        if (major.StartsWith('.') && major.EndsWith(Unstable, StringComparison.Ordinal))
            major = major[..^Unstable.Length];
        expected = major.Length == 0 ? "v0 or v1" : major[1..];

        // Old versions of Go wrote v0.0.0- for untagged commits of gopkg.in/….v1.
        if (major == ".v1" && version.StartsWith("v0.0.0-", StringComparison.Ordinal))
            return true;
        var actual = Semver.Major(version);
        return major.Length == 0
            ? actual is "v0" or "v1" || Semver.Build(version) == ModuleVersion.Incompatible
            : actual == expected;
    }

    /// <summary>
    /// Whether a list of patterns, as in GOPRIVATE, names this module: one of them matches as many elements at the
    /// start of the path as it has itself (module.MatchPrefixPatterns).
    /// </summary>
    /// <param name="patterns">Separated by commas; empty and malformed ones match nothing.</param>
    public static bool MatchPatterns(string patterns, string path)
    {
        var rest = patterns.AsSpan();
        while (!rest.IsEmpty)
        {
            var comma = rest.IndexOf(',');
            var pattern = comma < 0 ? rest : rest[..comma];
            rest = comma < 0 ? default : rest[(comma + 1)..];
            if (!pattern.IsEmpty && pattern[^1] == '/')
                pattern = pattern[..^1];
            if (
                !pattern.IsEmpty
                && TryPrefix(path, pattern.Count('/'), out var prefix)
                && Glob.IsMatch(pattern, prefix)
            )
                return true;
        }

        return false;
    }

    /// <summary>The elements at the start of a path up to, and without, a slash.</summary>
    private static bool TryPrefix(ReadOnlySpan<char> path, int slashes, out ReadOnlySpan<char> prefix)
    {
        prefix = path;
        for (var index = 0; index < path.Length; index++)
        {
            if (path[index] != '/' || slashes-- > 0)
                continue;
            prefix = path[..index];
            return true;
        }

        return slashes == 0;
    }
}

/// <summary>What module paths, package paths and file names have in common in Go's golang.org/x/mod/module.</summary>
internal static class PathRules
{
    public static bool AreElementsValid(ReadOnlySpan<char> path, PathKind kind)
    {
        while (true)
        {
            var slash = path.IndexOf('/');
            if (!IsElementValid(slash < 0 ? path : path[..slash], kind))
                return false;
            if (slash < 0)
                return true;
            path = path[(slash + 1)..];
        }
    }

    public static bool IsElementValid(ReadOnlySpan<char> element, PathKind kind)
    {
        if (element.IsEmpty || element[^1] == '.' || kind == PathKind.Module && element[0] == '.')
            return false;
        foreach (var character in element)
        {
            if (!IsCharacterValid(character, kind))
                return false;
        }

        var dot = element.IndexOf('.');
        var name = dot < 0 ? element : element[..dot];
        return !IsReservedOnWindows(name) && (kind == PathKind.AsciiFile || !IsWindowsShortName(name));
    }

    /// <summary><c>!a</c> for <c>A</c>. The text is ASCII without <c>!</c>.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsAsciiLetterUpper(character))
                escaped.Append('!').Append(char.ToLowerInvariant(character));
            else
                escaped.Append(character);
        }

        return escaped.ToString();
    }

    public static bool TryUnescape(string escaped, out string text)
    {
        var result = new StringBuilder(escaped.Length);
        var isEscape = false;
        text = "";
        foreach (var character in escaped)
        {
            if (
                !char.IsAscii(character)
                || char.IsAsciiLetterUpper(character)
                || isEscape && !char.IsAsciiLetterLower(character)
            )
                return false;
            if (isEscape)
                result.Append(char.ToUpperInvariant(character));
            else if (character != '!')
                result.Append(character);
            isEscape = !isEscape && character == '!';
        }

        text = result.ToString();
        return !isEscape;
    }

    private static bool IsCharacterValid(char character, PathKind kind) =>
        char.IsAsciiLetterOrDigit(character)
        || character is '-' or '.' or '_' or '~'
        || kind != PathKind.Module && character == '+'
        || kind == PathKind.AsciiFile
            && character
                is '!'
                    or '#'
                    or '$'
                    or '%'
                    or '&'
                    or '('
                    or ')'
                    or ','
                    or '='
                    or '@'
                    or '['
                    or ']'
                    or '^'
                    or '{'
                    or '}'
                    or ' ';

    private static bool IsReservedOnWindows(ReadOnlySpan<char> name)
    {
        if (name.Length is < 3 or > 4)
            return false;
        Span<char> small = stackalloc char[name.Length];
        name.ToLowerInvariant(small);
        if (name.Length == 3)
            return small is "con" or "prn" or "aux" or "nul";
        return small[..3] is "com" or "lpt" && small[3] is >= '1' and <= '9';
    }

    /// <summary>Ends in a tilde and digits.</summary>
    private static bool IsWindowsShortName(ReadOnlySpan<char> name)
    {
        var tilde = name.LastIndexOf('~');
        if (tilde < 0 || tilde == name.Length - 1)
            return false;
        foreach (var character in name[(tilde + 1)..])
        {
            if (!char.IsAsciiDigit(character))
                return false;
        }

        return true;
    }
}

/// <summary>Which characters an element of a path may have.</summary>
internal enum PathKind
{
    Module,
    Import,

    /// <summary>
    /// A file's name; ASCII alone, since what is checked by this gets escaped, which no other character can be.
    /// </summary>
    AsciiFile,
}
