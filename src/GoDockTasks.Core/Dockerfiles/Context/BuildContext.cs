using System.Collections.Concurrent;
using System.Collections.Immutable;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Dockerfiles.Context;

/// <summary>
/// The folder that a Dockerfile's COPY takes from, with its .dockerignore. All paths are relative, with forward
/// slashes; "" is the folder.
/// </summary>
internal sealed class BuildContext
{
    // Beyond that a pattern counts as matching: nobody is told that something is missing because a tree is large.
    private const int MaxEntries = 20_000;

    private readonly IgnoreFile ignore;
    private readonly FolderListings listings;
    private readonly Dictionary<string, ContextEntry> found = new(StringComparer.Ordinal);

    /// <param name="directory">Absolute, without a slash at its end.</param>
    /// <param name="ignorePath">Absolute path of the ignore file, or null.</param>
    public BuildContext(string directory, IgnoreFile ignore, string? ignorePath)
        : this(directory, ignore, ignorePath, new()) { }

    /// <param name="listings">Shared by contexts that are looked at together.</param>
    internal BuildContext(string directory, IgnoreFile ignore, string? ignorePath, FolderListings listings) =>
        (Directory, this.ignore, IgnorePath, this.listings) = (directory, ignore, ignorePath, listings);

    /// <summary>Absolute.</summary>
    public string Directory { get; }

    /// <summary>Null where there is no ignore file.</summary>
    public string? IgnorePath { get; }

    public IgnoreFile Ignore => ignore;

    /// <summary>
    /// The context with the ignore file that BuildKit would take: `&lt;Dockerfile&gt;.dockerignore` beside the
    /// Dockerfile, else .dockerignore.
    /// </summary>
    internal static BuildContext Open(string directory, string dockerfilePath, FolderListings listings)
    {
        foreach (
            var path in (ReadOnlySpan<string>)
                [dockerfilePath + ".dockerignore", Path.Combine(directory, ".dockerignore")]
        )
        {
            if (ModuleFileReader.Read(path, ModuleFileReader.MaxModBytes).Text is { } text)
                return new(directory, IgnoreFile.Parse(text), path, listings);
        }

        return new(directory, IgnoreFile.Empty, null, listings);
    }

    public string FullPath(string path) => path.Length == 0 ? Directory : Path.Combine(Directory, path);

    /// <summary>The same folder as it lies on the disk: nothing is kept back.</summary>
    internal BuildContext OnDisk() => new(Directory, IgnoreFile.Empty, null, listings);

    public ContextEntry Find(string path)
    {
        if (!found.TryGetValue(path, out var entry))
            found.Add(path, entry = Look(path));
        return entry;
    }

    private ContextEntry Look(string path)
    {
        if (IsThere(path) is not { } isDirectory)
            return ContextEntry.Missing;
        if (path.Length > 0 && ignore.Excludes(path) && !(isDirectory && HasException(path)))
            return ContextEntry.Ignored;
        return isDirectory ? ContextEntry.Directory : ContextEntry.File;
    }

    // Whether it is a folder; null where nothing is there.
    private bool? IsThere(string path)
    {
        if (path.Length == 0)
            return System.IO.Directory.Exists(Directory) ? true : null;
        var slash = path.LastIndexOf('/');
        var entry = listings.Of(FullPath(slash < 0 ? "" : path[..slash])).Find(path[(slash + 1)..]);
        // Elsewhere a name may be written in other letters.
        if (entry is null && !OperatingSystem.IsLinux() && Path.Exists(FullPath(path)))
            return System.IO.Directory.Exists(FullPath(path));
        return entry switch
        {
            null => null,
            DirectoryInfo => true,
            { LinkTarget: null } => false,
            _ => File.Exists(entry.FullName) ? false : null,
        };
    }

    /// <summary>
    /// The files and folders that a source of COPY stands for, those that are sent; null where there are too many to
    /// tell.
    /// </summary>
    /// <param name="pattern">Relative; may have `*`, `?` and `[…]` as Go's filepath.Match has them.</param>
    public ImmutableArray<string>? Match(string pattern)
    {
        if (!IsPattern(pattern))
            return Find(pattern) is ContextEntry.File or ContextEntry.Directory ? [pattern] : [];
        var found = new List<string> { "" };
        var budget = MaxEntries;
        foreach (var segment in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = new List<string>();
            foreach (var folder in found)
            {
                if (!IsPattern(segment))
                    next.Add(Join(folder, segment));
                else if (!TryMatchIn(folder, segment, next, ref budget))
                    return null;
            }

            found = next;
        }

        return
        [
            .. found
                .Where(path => Find(path) is ContextEntry.File or ContextEntry.Directory)
                .Order(StringComparer.Ordinal),
        ];
    }

    public static bool IsPattern(string path) => path.AsSpan().ContainsAny("*?[\\");

    /// <summary>
    /// Whether a file that is sent and passes <paramref name="isWanted"/> lies in or below a folder; null where there
    /// are too many to tell.
    /// </summary>
    /// <param name="isWanted">Given its name.</param>
    /// <param name="isDeep">Whether files in folders below count.</param>
    public bool? HasFile(string folder, Predicate<string> isWanted, bool isDeep = true)
    {
        var budget = MaxEntries;
        var open = new Stack<string>([folder]);
        while (open.TryPop(out var path))
        {
            foreach (var entry in Entries(path))
            {
                if (--budget < 0)
                    return null;
                var relative = Join(path, entry.Name);
                if (
                    entry is DirectoryInfo { LinkTarget: null }
                    && isDeep
                    && entry.Name is not (".git" or "node_modules")
                )
                    open.Push(relative);
                else if (entry is FileInfo && isWanted(entry.Name) && !ignore.Excludes(relative))
                    return true;
            }
        }

        return false;
    }

    private bool TryMatchIn(string folder, string segment, List<string> found, ref int budget)
    {
        foreach (var entry in Entries(folder))
        {
            if (--budget < 0)
                return false;
            if (Glob.IsMatch(segment, entry.Name))
                found.Add(Join(folder, entry.Name));
        }

        return true;
    }

    /// <summary>What lies in a folder, sent or not; nothing where it can't be listed.</summary>
    internal IEnumerable<FileSystemInfo> List(string folder) => Entries(folder);

    private IReadOnlyList<FileSystemInfo> Entries(string folder) => listings.Of(FullPath(folder)).Entries;

    // A folder that is excluded can still hold what an exception lets in.
    private bool HasException(string path) =>
        ignore.Patterns.Any(pattern =>
            pattern.IsException
            && (pattern.Text.StartsWith(path + "/", StringComparison.Ordinal) || IsPattern(pattern.Text))
        );

    private static string Join(string folder, string name) => folder.Length == 0 ? name : folder + "/" + name;
}

/// <summary>What a build context has at a path.</summary>
internal enum ContextEntry
{
    Missing,

    /// <summary>It is there, but .dockerignore keeps it from the builder.</summary>
    Ignored,
    File,
    Directory,
}

/// <summary>
/// What lies in folders, each listed once for all Dockerfiles that are checked together. Safe to be asked by several
/// threads.
/// </summary>
internal sealed class FolderListings
{
    private static readonly FolderListing Nothing = new([]);

    private readonly ConcurrentDictionary<string, FolderListing> listings = new(StringComparer.Ordinal);

    /// <param name="folder">Absolute. One that isn't there or can't be listed is empty.</param>
    public FolderListing Of(string folder) => listings.GetOrAdd(folder, Read);

    private static FolderListing Read(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? new(new DirectoryInfo(folder).GetFileSystemInfos()) : Nothing;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Nothing;
        }
    }
}

/// <summary>What lies in a folder.</summary>
/// <param name="entries">Links to folders are folders.</param>
internal sealed class FolderListing(FileSystemInfo[] entries)
{
    private readonly Dictionary<string, FileSystemInfo> byName = entries.ToDictionary(
        entry => entry.Name,
        StringComparer.Ordinal
    );

    public IReadOnlyList<FileSystemInfo> Entries => entries;

    /// <summary>Null where nothing of that name is there.</summary>
    public FileSystemInfo? Find(string name) => byName.GetValueOrDefault(name);
}
