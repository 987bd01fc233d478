using System.Collections.Concurrent;
using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Dockerfiles.Sources;

/// <summary>
/// The packages of a module in the build context: what lies on the disk, whether or not .dockerignore lets it through.
/// A package is read when it is asked for.
/// </summary>
/// <param name="context">Where the module lies.</param>
/// <param name="folder">That of go.mod, relative to the context; "" for the context itself.</param>
/// <param name="disk">Reads each folder once for all.</param>
internal sealed class ModulePackages(BuildContext context, string folder, GoFolders disk)
{
    // Enough for any service; of a larger tree nothing is said.
    private const int MaxFiles = 3000;
    private const int MaxFolders = 3000;

    private readonly Dictionary<string, ImmutableArray<GoSource>> byFolder = new(StringComparer.Ordinal);
    private readonly ModuleTree? known = disk.Known(context.FullPath(folder));
    private readonly Dictionary<string, bool> parts = new(StringComparer.Ordinal) { [""] = true };
    private List<string>? files;
    private ImmutableArray<string>? folders;
    private int readFiles;

    public string Folder => folder;

    /// <summary>False where so much was asked for that not all of it is read.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Folders with Go files, relative to the module's, sorted.</summary>
    public ImmutableArray<string> Folders => folders ??= Walk();

    /// <summary>Go files, relative to the context.</summary>
    public IEnumerable<string> Files => Folders is var _ ? files! : [];

    /// <summary>Folders of programs, relative to the module's.</summary>
    public IEnumerable<string> Programs => Folders.Where(folder => In(folder).Any(source => source.IsProgram));

    /// <param name="folder">Relative to the module's; "" for that itself.</param>
    public ImmutableArray<GoSource> In(string folder)
    {
        if (byFolder.TryGetValue(folder, out var read))
            return read;
        ImmutableArray<GoSource> found = [];
        if (known is not null || IsPart(folder))
        {
            found =
                readFiles < MaxFiles
                    ? [.. Heads(folder).Select(source => source with { Path = Join(InContext(folder), source.Name) })]
                    : [];
            readFiles += found.Length;
            IsComplete &= readFiles < MaxFiles;
        }

        return byFolder[folder] = found;
    }

    /// <summary>
    /// The given packages and those of the module that they import, by what is compiled on every Linux.
    /// </summary>
    /// <param name="folders">Relative to the module's.</param>
    /// <param name="modulePath">The module's path.</param>
    public ImmutableHashSet<string> Reachable(IEnumerable<string> folders, string modulePath)
    {
        var reached = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var open = new Stack<string>(folders);
        while (open.TryPop(out var folder))
        {
            if (!reached.Add(folder))
                continue;
            foreach (var import in In(folder).Where(source => source.IsForAll).SelectMany(source => source.Imports))
            {
                if (import == modulePath)
                    open.Push("");
                else if (import.StartsWith(modulePath, StringComparison.Ordinal) && import[modulePath.Length] == '/')
                    open.Push(import[(modulePath.Length + 1)..]);
            }
        }

        return reached.ToImmutable();
    }

    /// <summary>The folder in the context of a package.</summary>
    public string InContext(string folder) => Join(Folder, folder);

    private IEnumerable<GoSource> Heads(string folder) =>
        known?.In(folder.Length == 0 ? "." : folder) ?? disk.Heads(context.FullPath(InContext(folder)));

    // By names alone; nothing is read.
    private ImmutableArray<string> Walk()
    {
        files = [];
        if (known is not null)
        {
            files.AddRange(known.All.Take(MaxFiles + 1).Select(file => Join(Folder, file.Path)));
            IsComplete &= files.Count <= MaxFiles;
            return
            [
                .. known
                    .All.Select(file => file.Folder == "." ? "" : file.Folder)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)
                    .Take(MaxFolders),
            ];
        }

        var found = new List<string>();
        var open = new Stack<string>([""]);
        for (var count = 0; open.TryPop(out var relative); count++)
        {
            if (count > MaxFolders || files.Count > MaxFiles)
            {
                IsComplete = false;
                break;
            }

            var path = InContext(relative);
            var before = files.Count;
            foreach (var entry in disk.List(context.FullPath(path)).Entries)
            {
                if (entry is DirectoryInfo && Join(relative, entry.Name) is var below && IsPart(below))
                    open.Push(below);
                else if (ModuleWalk.IsGoFile(entry))
                    files.Add(Join(path, entry.Name));
            }

            if (files.Count > before)
                found.Add(relative);
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }

    // Each folder from the module's on down.
    private bool IsPart(string folder)
    {
        if (parts.TryGetValue(folder, out var part))
            return part;
        var slash = folder.LastIndexOf('/');
        return parts[folder] =
            IsPart(slash < 0 ? "" : folder[..slash]) && disk.IsPartOfModule(context.FullPath(InContext(folder)));
    }

    private static string Join(string folder, string name) =>
        folder.Length == 0 ? name
        : name.Length == 0 ? folder
        : folder + "/" + name;
}

/// <summary>
/// The Go files of folders, each read once for all Dockerfiles that are checked together, and only where asked for.
/// Safe to be asked by several threads.
/// </summary>
internal sealed class GoFolders(FolderListings listings, SourceView? view = null)
{
    private readonly ConcurrentDictionary<string, ImmutableArray<GoSource>> heads = new(StringComparer.Ordinal);

    public FolderListings Listings => listings;

    public FolderListing List(string folder) => listings.Of(folder);

    /// <summary>The packages of a module that another task has read; null for one of which nothing is known.</summary>
    /// <param name="folder">Absolute.</param>
    public ModuleTree? Known(string folder) => view?.Knows(folder) == true ? ModuleTree.Read(folder, view) : null;

    /// <summary>The text of a module's file, read once.</summary>
    /// <param name="path">Absolute.</param>
    public ModuleFileText Text(string path) =>
        view is null ? ModuleFileReader.Read(path, ModuleFileReader.MaxModBytes)
        : Path.GetFileName(path) == "go.mod" && Path.GetDirectoryName(path) is { } folder && view.Knows(folder)
            ? GoModule.At(folder, view).GoModFile
        : view.Text(path, ModuleFileReader.MaxModBytes);

    /// <summary>The heads of a folder's Go files; their paths are their names.</summary>
    /// <param name="folder">Absolute.</param>
    public ImmutableArray<GoSource> Heads(string folder) => heads.GetOrAdd(folder, ReadHeads);

    /// <summary>Whether a folder below a module's is a part of it, as far as the folder itself tells.</summary>
    /// <param name="folder">Absolute.</param>
    public bool IsPartOfModule(string folder)
    {
        var name = Path.GetFileName(folder);
        return ModuleWalk.IsPackageName(name)
            && listings.Of(Path.GetDirectoryName(folder)!).Find(name) is DirectoryInfo { LinkTarget: null }
            && listings.Of(folder).Find("go.mod") is not FileInfo
            && !(name == "vendor" && listings.Of(folder).Find("modules.txt") is FileInfo);
    }

    private ImmutableArray<GoSource> ReadHeads(string folder)
    {
        var found = ImmutableArray.CreateBuilder<GoSource>();
        foreach (var entry in listings.Of(folder).Entries)
        {
            if (ModuleWalk.IsGoFile(entry) && GoSource.Read(entry.FullName, entry.Name) is { } source)
                found.Add(source);
        }

        return found.ToImmutable();
    }
}
