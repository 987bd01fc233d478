using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>
/// What folders and files look like from outside: names, and the states of those that can matter. As long as that is
/// the same, so is what was read of them after the snapshot was begun. Times are compared for equality, never for
/// order: a clock may have been set back. As git does it with its index, what changed so shortly before that another
/// change could have the same time is compared by its content (git's "racily clean" files).
/// </summary>
public sealed class TreeSnapshot
{
    private readonly List<WatchedPath> watched;
    private readonly HashSet<string> added = new(StringComparer.Ordinal);
    private long begun;

    /// <param name="now">When it is begun, before anything is read.</param>
    public TreeSnapshot(DateTimeOffset now)
        : this([], Nanoseconds(now)) { }

    private TreeSnapshot(List<WatchedPath> watched, long begun) => (this.watched, this.begun) = (watched, begun);

    /// <summary>
    /// False where something is in it of which the system doesn't tell the state: then files have to be read.
    /// </summary>
    public bool IsComplete { get; private set; } = OperatingSystem.IsLinux();

    /// <summary>
    /// Adds a folder with all below it that go can take for source: folders, links, and files with such names. Version
    /// control's own folders are left out, and so are other modules below, except in vendor.
    /// </summary>
    /// <param name="root">Absolute.</param>
    public void AddTree(string root) => AddFolder(root, isInVendor: false, new(StringComparer.Ordinal), isRoot: true);

    /// <summary>Adds a folder by the names of all that is in it.</summary>
    public void AddFolder(string path)
    {
        if (added.Add(path + '/'))
            Add(path, WatchedKind.Folder);
    }

    /// <summary>Adds a file's content.</summary>
    public void AddFile(string path)
    {
        if (added.Add(path))
            Add(path, WatchedKind.File);
    }

    /// <summary>Whether all of it is as it was.</summary>
    /// <param name="now">When this is asked.</param>
    /// <param name="hasNews">
    /// It is, but that was hard to tell; kept as it is now, it is easier to tell the next time.
    /// </param>
    public bool IsCurrent(DateTimeOffset now, out bool hasNews)
    {
        hasNews = false;
        if (!IsComplete)
            return false;
        var asked = Nanoseconds(now);
        foreach (var path in watched)
        {
            var isRacy = path.IsRacy(begun);
            if (!path.IsSame(isRacy))
                return false;
            hasNews |= isRacy;
        }

        if (hasNews)
            begun = asked;
        return true;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(begun);
        writer.Write(watched.Count);
        foreach (var path in watched)
            path.Write(writer);
    }

    public static TreeSnapshot Read(BinaryReader reader)
    {
        var begun = reader.ReadInt64();
        var count = reader.ReadInt32();
        var watched = new List<WatchedPath>();
        for (var i = 0; i < count; i++)
            watched.Add(WatchedPath.Read(reader));
        return new(watched, begun);
    }

    private void AddFolder(string folder, bool isInVendor, HashSet<string> linked, bool isRoot)
    {
        if (Add(folder, WatchedKind.SourceFolder) is not { IsThere: true } seen)
            return;
        var entries = seen.Entries();
        if (!isRoot && !isInVendor && Array.IndexOf(entries, "go.mod") >= 0)
            return;
        foreach (var entry in entries)
        {
            var path = Path.Combine(folder, entry.TrimEnd('/'));
            if (entry.EndsWith('/'))
            {
                if (IsEntered(path, linked))
                    AddFolder(path, isInVendor || isRoot && entry == "vendor/", linked, isRoot: false);
            }
            else
            {
                Add(path, WatchedKind.Link, onlyLinks: true);
                Add(path, WatchedPath.IsSource(entry) ? WatchedKind.File : WatchedKind.Target);
            }
        }
    }

    // Links may form a ring.
    private bool IsEntered(string path, HashSet<string> linked)
    {
        if (Add(path, WatchedKind.Link, onlyLinks: true) is null)
            return true;
        return new DirectoryInfo(path).ResolveLinkTarget(returnFinalTarget: true) is { Exists: true } target
            && linked.Add(target.FullName);
    }

    private WatchedPath? Add(string path, WatchedKind kind, bool onlyLinks = false)
    {
        if (!IsComplete)
            return null;
        var look = WatchedPath.Look(path, kind, begun);
        if (look is null)
            IsComplete = false;
        else if (!onlyLinks || look.IsLink)
            watched.Add(look);
        else
            return null;
        return look;
    }

    private static long Nanoseconds(DateTimeOffset time) =>
        (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * TimeSpan.NanosecondsPerTick;
}
