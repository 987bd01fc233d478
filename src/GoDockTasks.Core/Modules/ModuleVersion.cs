namespace GoDockTasks.Core.Modules;

/// <summary>Versions of modules: semantic versions, of which only the build metadata <c>+incompatible</c> counts.</summary>
public static class ModuleVersion
{
    /// <summary>Marks versions from v2 on of a repository whose module path has no major version at its end.</summary>
    public const string Incompatible = "+incompatible";

    /// <summary>With minor and patch number and without build metadata other than <c>+incompatible</c>; null if it isn't valid.</summary>
    public static string? Canonical(string version)
    {
        var canonical = Semver.Canonical(version);
        return canonical is not null && Semver.Build(version) == Incompatible ? canonical + Incompatible : canonical;
    }

    /// <summary>
    /// As in the module cache and in a proxy's URLs: <c>!a</c> for <c>A</c>. Branches and other names of revisions can be escaped,
    /// too; null for what can't be a file's name.
    /// </summary>
    public static string? Escape(string version) =>
        PathRules.IsElementValid(version, PathKind.AsciiFile) && !version.Contains('!', StringComparison.Ordinal)
            ? PathRules.Escape(version)
            : null;

    /// <summary>Back from <see cref="Escape"/>; null if what comes out can't be a file's name.</summary>
    public static string? Unescape(string escaped) =>
        PathRules.TryUnescape(escaped, out var version) && PathRules.IsElementValid(version, PathKind.AsciiFile) ? version : null;
}
