namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>Folders and what they have in common.</summary>
internal static class Folders
{
    /// <summary>
    /// The lowest folder that holds them all; null where they lie on different drives, or only the drive itself does.
    /// </summary>
    /// <param name="folders">Absolute, without trailing separators; at least one.</param>
    public static string? Common(IEnumerable<string> folders)
    {
        string? common = null;
        foreach (var folder in folders)
        {
            common ??= folder;
            while (
                common is not null
                && folder != common
                && !folder.StartsWith(common + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            )
                common = Path.GetDirectoryName(common);
        }

        return common is null || Path.GetPathRoot(common) == common ? null : common;
    }

    /// <summary>From a folder, with forward slashes; <c>.</c> for the folder itself.</summary>
    public static string Relative(string folder, string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');

    /// <summary>
    /// <see cref="Relative"/> as a beginning: empty for the folder itself, else with a slash at its end.
    /// </summary>
    public static string Prefix(string folder, string path) =>
        Relative(folder, path) is var relative and not "." ? relative + "/" : "";
}
