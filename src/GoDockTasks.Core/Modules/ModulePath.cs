namespace GoDockTasks.Core.Modules;

/// <summary>Module paths. The rules are those of Go's golang.org/x/mod/module.</summary>
public static partial class ModulePath
{
    private const string GopkgIn = "gopkg.in/";
    private const string Unstable = "-unstable";

    /// <summary>
    /// Parts a path from the major version at its end: <c>/v2</c> and greater, or <c>.v0</c> and greater with or without
    /// <c>-unstable</c> where it starts with gopkg.in/.
    /// </summary>
    /// <param name="major">With its slash or dot; empty where the path has none, which stands for v0 and v1.</param>
    /// <returns>False where the end looks like a major version but can't be one: <c>/v1</c>, <c>/v02</c>, <c>/v1.2</c>, or no version under gopkg.in.</returns>
    public static bool TrySplitMajor(string path, out string prefix, out string major)
    {
        prefix = path;
        major = "";
        var isGopkgIn = path.StartsWith(GopkgIn, StringComparison.Ordinal);
        var end = isGopkgIn && path.EndsWith(Unstable, StringComparison.Ordinal) ? path.Length - Unstable.Length : path.Length;
        var start = end;
        while (start > 0 && (char.IsAsciiDigit(path[start - 1]) || !isGopkgIn && path[start - 1] == '.'))
            start--;
        if (start <= 1 || path[start - 1] != 'v' || path[start - 2] != (isGopkgIn ? '.' : '/') || !isGopkgIn && start == end)
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

    /// <summary>Whether a version may stand beside a path that ends in a major version.</summary>
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
}
