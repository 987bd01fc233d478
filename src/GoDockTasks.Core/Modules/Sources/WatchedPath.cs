using System.Security.Cryptography;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Modules.Sources;

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
