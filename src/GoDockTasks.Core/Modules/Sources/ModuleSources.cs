using System.Collections.Immutable;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>
/// The Go files of a module's folder that can matter to what it requires, sorted bytewise by relative path. That is every .go file
/// outside nested modules: also in testdata and in folders with a leading `_` or `.`, which `./...` leaves out but an import can name.
/// Left out are vendored packages and version control's own folders.
/// </summary>
/// <param name="Files">The files.</param>
/// <param name="Unreadable">Folders that this user can't list.</param>
/// <param name="WorldWritable">Files and folders with the write bit for others; always empty on Windows.</param>
internal sealed record ModuleSources(
    ImmutableArray<GoFile> Files, ImmutableArray<string> Unreadable, ImmutableArray<string> WorldWritable)
{
    private sealed class Walk
    {
        public readonly ImmutableArray<GoFile>.Builder Files = ImmutableArray.CreateBuilder<GoFile>();
        public readonly ImmutableArray<string>.Builder Unreadable = ImmutableArray.CreateBuilder<string>();
        public readonly ImmutableArray<string>.Builder WorldWritable = ImmutableArray.CreateBuilder<string>();

        // Folders behind links that were entered, by their real path: links may form a ring.
        public readonly HashSet<string> Linked = new(StringComparer.Ordinal);
    }

    /// <summary>Lists the module in <paramref name="directory"/> (absolute).</summary>
    public static ModuleSources List(string directory)
    {
        var walk = new Walk();
        Enter(new DirectoryInfo(directory), "", walk);
        walk.Files.Sort(static (left, right) => string.CompareOrdinal(left.RelativePath, right.RelativePath));
        return new(walk.Files.ToImmutable(), walk.Unreadable.ToImmutable(), walk.WorldWritable.ToImmutable());
    }

    private static void Enter(DirectoryInfo directory, string prefix, Walk walk)
    {
        FileSystemInfo[] entries;
        try
        {
            entries = directory.GetFileSystemInfos();
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            walk.Unreadable.Add(directory.FullName);
            return;
        }

        if (prefix.Length > 0 && Array.Exists(entries, entry => entry.Name == "go.mod" && entry is FileInfo))
            return;

        foreach (var entry in entries)
        {
            if (entry is DirectoryInfo folder)
                EnterFolder(folder, prefix, walk);
            else if (IsGoFile(entry.Name))
                walk.Files.Add(new(prefix + entry.Name, entry.FullName));
            else if (entry.Name is not ("go.mod" or "go.sum"))
                continue;
            if (IsWorldWritable(entry))
                walk.WorldWritable.Add(entry.FullName);
        }
    }

    private static void EnterFolder(DirectoryInfo folder, string prefix, Walk walk)
    {
        if (folder.Name is ".git" or ".hg" or ".svn" || IsVendored(folder))
            return;
        if (folder.LinkTarget is not null &&
            !(folder.ResolveLinkTarget(returnFinalTarget: true) is { Exists: true } target && walk.Linked.Add(target.FullName)))
            return;
        Enter(folder, prefix + folder.Name + "/", walk);
    }

    // Other names go passes over, whatever the file is: editors keep theirs so (cmd/go/internal/imports, ScanDir).
    private static bool IsGoFile(string name) => name.EndsWith(".go", StringComparison.Ordinal) && name[0] is not ('.' or '_');

    private static bool IsVendored(DirectoryInfo folder) =>
        folder.Name == "vendor" && File.Exists(Path.Combine(folder.FullName, "modules.txt"));

    private static bool IsWorldWritable(FileSystemInfo entry) =>
        !OperatingSystem.IsWindows() && (entry.UnixFileMode & UnixFileMode.OtherWrite) != 0 && entry.LinkTarget is null;
}
