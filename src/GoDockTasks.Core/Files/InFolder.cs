using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Files;

/// <summary>
/// Where a path lies as seen from a folder, with symbolic links followed where that tells more (cmd/go's search.InDir).
/// </summary>
internal static class InFolder
{
    /// <param name="path">Absolute.</param>
    /// <param name="folder">Absolute.</param>
    /// <returns><c>.</c> for the folder itself, null for a path outside of it.</returns>
    public static string? Relative(string path, string folder) =>
        RelativeAsWritten(path, folder) ?? RelativeAsWritten(Real(path), Real(folder));

    private static string? RelativeAsWritten(string path, string folder)
    {
        var relative = Path.GetRelativePath(folder, path);
        var isOutside =
            Path.IsPathRooted(relative)
            || relative == ".."
            || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return isOutside ? null : relative;
    }

    /// <summary>The path without links in it, as far as they can be followed.</summary>
    /// <param name="path">Absolute.</param>
    internal static string Real(string path)
    {
        var parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(path));
        if (parent is null)
            return path;
        var real = Path.Combine(Real(parent), Path.GetFileName(Path.TrimEndingDirectorySeparator(path)));
        try
        {
            var target = Directory.Exists(real) ? Directory.ResolveLinkTarget(real, returnFinalTarget: true) : null;
            return target is null ? real : Real(target.FullName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return real;
        }
    }
}
