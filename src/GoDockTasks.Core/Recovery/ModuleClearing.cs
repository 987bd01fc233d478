using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Recovery;

/// <summary>
/// Removes from the module cache what isn't what it should be, and nothing else. The caller holds the module's lock.
/// </summary>
internal static class ModuleClearing
{
    private const UnixFileMode OwnersRights = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// Why it can't be done, found out before anything is changed: a clause, and the folder that is to blame.
    /// </summary>
    public static Obstacle? Find(CachedModule module, CacheState state)
    {
        foreach (var path in (string[])[module.Folder, .. state.TreeProblem is null ? (string[])[] : [module.Tree]])
        {
            for (var folder = path; folder.Length > module.Cache.Length; folder = Path.GetDirectoryName(folder)!)
            {
                if (new DirectoryInfo(folder).LinkTarget is not null)
                    return new(folder, IsOwner: false, "it is a link, and what lies behind it isn't the cache's");
            }
        }

        var folders = (string[])[module.Folder];
        if (state.TreeProblem is not null && Directory.Exists(module.Tree))
            folders = [.. folders, Path.GetDirectoryName(module.Tree)!];
        return folders.Concat(Trees(module, state)).Select(FindOwner).FirstOrDefault(owner => owner is not null);
    }

    /// <summary>Null where a folder is the user's own, or where the system doesn't tell.</summary>
    public static Obstacle? FindOwner(string folder) =>
        UnixStatus.CurrentUser is { } user and not 0 && UnixStatus.Of(folder) is { } status && status.User != user
            ? new(folder, IsOwner: true, $"it belongs to the user with number {status.User}")
            : null;

    private static IEnumerable<string> Trees(CachedModule module, CacheState state) =>
        state.TreeProblem is not null && Directory.Exists(module.Tree) && UnixStatus.CurrentUser is not (null or 0)
            ? FoldersOf(module.Tree)
            : [];

    /// <summary>
    /// Does it. From the first change on Go sees that something is missing: a tree has its .partial file before it is
    /// touched. Fails with the exceptions of <see cref="File"/>.
    /// </summary>
    /// <param name="marked">Called between the mark and the removal.</param>
    public static void Clear(CachedModule module, CacheState state, Action marked)
    {
        ReadWatch.ThrowIfLeft();
        if (state.TreeProblem is not null)
            AtomicFile.Write(module.Partial, []);
        marked();
        if (state.ArchiveProblem is not null)
            Delete(module.Archive);
        if (state.IsHashFileWrong)
            Delete(module.ArchiveHash);
        if (state.GoModProblem is not null)
            Delete(module.GoMod);
        if (state.TreeProblem is not null)
            DeleteTree(module.Tree);
    }

    private static void DeleteTree(string tree)
    {
        var root = new DirectoryInfo(tree);
        if (root.LinkTarget is not null || !root.Exists)
        {
            Delete(tree);
            return;
        }

        // Go makes folders read-only.
        if (OperatingSystem.IsWindows())
        {
            foreach (var file in Modules.DirHash.Below(tree))
                File.SetAttributes(file, FileAttributes.Normal);
        }
        else
        {
            foreach (var folder in FoldersOf(tree))
                File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | OwnersRights);
        }

        ReadWatch.ThrowIfLeft();
        Directory.Delete(tree, recursive: true);
    }

    // A link goes itself, not what it leads to.
    private static void Delete(string path)
    {
        ReadWatch.ThrowIfLeft();
        if (new DirectoryInfo(path) is { Exists: true, LinkTarget: null })
        {
            DeleteTree(path);
            return;
        }

        if (OperatingSystem.IsWindows() && File.Exists(path))
            File.SetAttributes(path, FileAttributes.Normal);
        File.Delete(path);
    }

    // The tree's own first; lazily, since a folder that its owner can't read has to be made readable before it is
    // looked into.
    private static IEnumerable<string> FoldersOf(string tree)
    {
        var open = new Stack<string>([tree]);
        while (open.TryPop(out var folder))
        {
            yield return folder;
            foreach (var inner in new DirectoryInfo(folder).GetDirectories())
            {
                if (inner.LinkTarget is null)
                    open.Push(inner.FullName);
            }
        }
    }
}

/// <summary>Why a part of the cache isn't cleared.</summary>
/// <param name="Path">A folder.</param>
/// <param name="IsOwner">Another owner is to blame.</param>
/// <param name="Reason">A clause.</param>
internal sealed record Obstacle(string Path, bool IsOwner, string Reason);
