using System.Security.Cryptography;
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

/// <summary>How a path in a snapshot is looked at.</summary>
internal enum WatchedKind : byte
{
    /// <summary>By its content, following links.</summary>
    File,

    /// <summary>Not followed.</summary>
    Link,

    /// <summary>By whether it leads to a folder, nothing more.</summary>
    Target,

    /// <summary>By all names in it.</summary>
    Folder,

    /// <summary>By the names in it that can matter to go.</summary>
    SourceFolder,
}

/// <summary>One path in a snapshot, and what it looked like.</summary>
internal sealed class WatchedPath
{
    private readonly string path;
    private readonly WatchedKind kind;
    private readonly FileState state;

    // Of folders the names in them, of links where they lead to. Of files that could change without a trace the hash of
    // their content.
    private readonly string content;

    private WatchedPath(string path, WatchedKind kind, bool isThere, FileState state, string content) =>
        (this.path, this.kind, IsThere, this.state, this.content) = (path, kind, isThere, state, content);

    public bool IsThere { get; }

    public bool IsLink => state.IsLink;

    /// <summary>Looks at it; null where that isn't possible.</summary>
    /// <param name="begun">When the snapshot was begun, in nanoseconds since 1970.</param>
    public static WatchedPath? Look(string path, WatchedKind kind, long begun)
    {
        switch (UnixStatus.TryGetState(path, kind != WatchedKind.Link, out var state))
        {
            case StateAnswer.Absent:
                return new(path, kind, isThere: false, default, "");
            case StateAnswer.Known:
                var content = NeedsContent(kind, state, begun) ? Content(path, kind) : "";
                return content is null ? null : new(path, kind, isThere: true, state, content);
            default:
                return null;
        }
    }

    /// <summary>Its content could have changed after it was read, and its state be the same.</summary>
    public bool IsRacy(long begun) => IsThere && kind != WatchedKind.Target && IsRacy(state, begun);

    /// <param name="isRacy">The state says too little.</param>
    public bool IsSame(bool isRacy)
    {
        var answer = UnixStatus.TryGetState(path, kind != WatchedKind.Link, out var now);
        if (!IsThere || answer != StateAnswer.Known)
            return !IsThere && answer == StateAnswer.Absent;
        if (kind == WatchedKind.Target)
            return state.IsFolder == now.IsFolder;
        if (state.IsSameAs(now))
            return !isRacy || Content(path, kind) == content;
        // A folder in which temporary files come and go has the same names.
        return kind is WatchedKind.Folder or WatchedKind.SourceFolder && now.IsFolder && Content(path, kind) == content;
    }

    /// <summary>The names in a folder; folders, and links to some, with <c>/</c> behind them.</summary>
    public string[] Entries() => content.Length == 0 ? [] : content.Split('\0');

    public void Write(BinaryWriter writer)
    {
        writer.Write(path);
        writer.Write((byte)kind);
        writer.Write(IsThere);
        state.Write(writer);
        writer.Write(content);
    }

    public static WatchedPath Read(BinaryReader reader) =>
        new(
            reader.ReadString(),
            (WatchedKind)reader.ReadByte(),
            reader.ReadBoolean(),
            FileState.Read(reader),
            reader.ReadString()
        );

    private static bool NeedsContent(WatchedKind kind, in FileState state, long begun) =>
        kind switch
        {
            WatchedKind.Target => false,
            WatchedKind.Link => state.IsLink,
            WatchedKind.File => IsRacy(state, begun),
            _ => true,
        };

    // Later than now is a time that will be reached, too.
    private static bool IsRacy(in FileState state, long begun) => state.Changed + state.Granularity >= begun;

    private static string? Content(string path, WatchedKind kind)
    {
        try
        {
            switch (kind)
            {
                case WatchedKind.Link:
                    return new FileInfo(path).LinkTarget;
                case WatchedKind.File:
                    using (var stream = RegularFile.Open(path))
                        return Convert.ToHexStringLower(SHA256.HashData(stream));
                default:
                    return Names(path, all: kind == WatchedKind.Folder);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Names(string folder, bool all)
    {
        var names = new List<string>();
        foreach (var entry in new DirectoryInfo(folder).GetFileSystemInfos())
        {
            if (entry is DirectoryInfo)
            {
                if (all || !ModuleWalk.IsVersionControl(entry.Name))
                    names.Add(entry.Name + "/");
            }
            // A link that leads nowhere today may lead to a folder tomorrow.
            else if (all || IsSource(entry.Name) || entry.LinkTarget is not null)
            {
                names.Add(entry.Name);
            }
        }

        names.Sort(StringComparer.Ordinal);
        return string.Join('\0', names);
    }

    /// <summary>Go may take a file with this name for source.</summary>
    public static bool IsSource(string name) =>
        Path.GetExtension(name) is ".go" or ".pgo"
        || name is "go.mod" or "go.sum" or "modules.txt"
        || ModuleTree.Native.Contains(Path.GetExtension(name));
}
