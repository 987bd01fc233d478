using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Building;

/// <summary>Which of two names that differ only in the case of their letters is right.</summary>
internal static class CaseSpelling
{
    /// <summary>
    /// What to do about <c>case-insensitive import collision: "a/B" and "a/b"</c>, or the same of file names; null
    /// where it names none.
    /// </summary>
    public static string? Advice(string summary, GoModFile goMod)
    {
        var quoted = summary.Split('"');
        if (quoted.Length < 5)
            return null;
        var (first, second) = (quoted[1], quoted[3]);
        if (
            first.EndsWith(".go", StringComparison.Ordinal)
            || !summary.Contains("import collision", StringComparison.Ordinal)
        )
            return $"rename or delete one of '{first}' and '{second}': on Windows and macOS they are the same file";
        if (Own(first, goMod) is { } ownFirst && Own(second, goMod) is { } ownSecond)
            return OfFolders(first, second, ownFirst, ownSecond);
        var isFirst = IsRequired(first, goMod);
        return isFirst == IsRequired(second, goMod)
            ? $"write one spelling in all imports and in go.mod: that of the module line of the module's own "
                + $"go.mod ('go mod why {first}' says who imports it)"
            : $"write '{(isFirst ? first : second)}' in all imports: so go.mod requires its module";
    }

    private static string OfFolders(string first, string second, string ownFirst, string ownSecond)
    {
        var (isFirst, isSecond) = (Exists(ownFirst), Exists(ownSecond));
        return isFirst == isSecond
            ? $"rename one of the folders: on Windows and macOS '{Path.GetFileName(ownFirst)}' and "
                + $"'{Path.GetFileName(ownSecond)}' are the same"
            : $"write '{(isFirst ? first : second)}' in all imports: so the folder is called";
    }

    // The folder of a package of the module's own.
    private static string? Own(string package, GoModFile goMod) =>
        goMod.Module?.Path is { } module && package.StartsWith(module + "/", StringComparison.Ordinal)
            ? Path.Combine(
                Path.GetDirectoryName(goMod.Path)!,
                package[(module.Length + 1)..].Replace('/', Path.DirectorySeparatorChar)
            )
            : null;

    // By the names that the folders above list: some file systems find a folder by any spelling.
    private static bool Exists(string folder) =>
        Directory.Exists(folder)
        && Directory
            .EnumerateDirectories(Path.GetDirectoryName(folder)!)
            .Any(entry => Path.GetFileName(entry) == Path.GetFileName(folder));

    private static bool IsRequired(string package, GoModFile goMod) =>
        goMod.Require.Any(require =>
            package == require.Path || package.StartsWith(require.Path + "/", StringComparison.Ordinal)
        );
}
