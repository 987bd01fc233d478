namespace GoDockTasks.Core.Modules;

/// <summary>
/// Versions of modules: semantic versions, of which only the build metadata <c>+incompatible</c> counts.
/// </summary>
internal static class ModuleVersion
{
    /// <summary>Marks versions from v2 on of a repository whose module path has no major version at its end.</summary>
    public const string Incompatible = "+incompatible";

    /// <summary>
    /// With minor and patch number and without build metadata other than <c>+incompatible</c>; null if it isn't valid.
    /// </summary>
    public static string? Canonical(string version)
    {
        var canonical = Semver.Canonical(version);
        return canonical is not null && Semver.Build(version) == Incompatible ? canonical + Incompatible : canonical;
    }

    /// <summary>
    /// What stands for a version in a go.mod until <c>go mod tidy</c> puts one in its place: a branch, a tag or a
    /// commit, <c>latest</c>, <c>&gt;=v1.0.0</c> (cmd/go/internal/modload's fixVersion;
    /// go.dev/ref/mod#version-queries). A number without its v is a slip, and <c>patch</c> needs a version before it.
    /// </summary>
    public static bool IsQuery(string version)
    {
        if (
            version.Length == 0
            || version == "patch"
            || Canonical(version) is not null
            || version.All(character => char.IsAsciiDigit(character) || character == '.')
                && version.Contains('.', StringComparison.Ordinal)
        )
            return false;
        if (version[0] is '<' or '>')
            return Semver.Canonical(version[1..].TrimStart('=')) is not null;
        return Array.TrueForAll(version.Split('/'), part => part.Length > 0 && Escape(part) is not null);
    }

    /// <summary>
    /// As in the module cache and in a proxy's URLs: <c>!a</c> for <c>A</c>. Branches and other names of revisions can
    /// be escaped, too; null for what can't be a file's name.
    /// </summary>
    public static string? Escape(string version) =>
        PathRules.IsElementValid(version, PathKind.AsciiFile) && !version.Contains('!', StringComparison.Ordinal)
            ? PathRules.Escape(version)
            : null;

    /// <summary>Back from <see cref="Escape"/>; null if what comes out can't be a file's name.</summary>
    public static string? Unescape(string escaped) =>
        PathRules.TryUnescape(escaped, out var version) && PathRules.IsElementValid(version, PathKind.AsciiFile)
            ? version
            : null;
}
