using System.Collections.Concurrent;

namespace GoDockTasks.Core.Dockerfiles.Context;

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
