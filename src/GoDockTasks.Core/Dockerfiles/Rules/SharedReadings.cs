using System.Collections.Concurrent;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Sources;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>
/// What Dockerfiles that are checked together have in common, each looked at once. Safe to be asked by several threads.
/// </summary>
internal sealed class SharedReadings(SourceView? view = null)
{
    private readonly ConcurrentDictionary<string, ProgramSource> programFiles = new(StringComparer.Ordinal);

    public Surroundings Surroundings { get; } = new();

    public FolderListings Listings => Go.Listings;

    public GoFolders Go { get; } = new(new(), view);

    /// <param name="path">Absolute.</param>
    public ProgramSource ProgramSource(string path, GoSource head) =>
        programFiles.GetOrAdd(path, static (path, head) => new(path, head), head);
}
