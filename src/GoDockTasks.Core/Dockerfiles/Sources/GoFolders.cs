using System.Collections.Concurrent;
using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Dockerfiles.Sources;

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
