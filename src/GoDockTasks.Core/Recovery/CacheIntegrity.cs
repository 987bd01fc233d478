using System.Collections.Immutable;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Recovery;

/// <summary>
/// Whether the module cache holds what go.sum says, found out without Go: `go mod verify` passes where archive, hash
/// file and tree were changed consistently, and `go build` compiles an edited tree without a word. Everything is read
/// as a stream.
/// </summary>
internal static class CacheIntegrity
{
    private const int MaxHashFileBytes = 4096;
    private const int MaxGoModBytes = 16 * 1024 * 1024;

    /// <summary>Looks at everything that the cache has of a module; writes nothing.</summary>
    public static CacheState Check(CachedModule module)
    {
        var state = new CacheState
        {
            IsPartial = File.Exists(module.Partial),
            HasArchive = Exists(module.Archive),
            HasTree = Exists(module.Tree),
            GoModProblem = GoModProblem(module),
        };
        var stated = module.Sums.Select(sum => sum.Hash).ToHashSet(StringComparer.Ordinal);
        var hashFile = ReadHashFile(module);
        // What go.sum doesn't list has at least to be what it was when it came.
        var isStated = stated.Count > 0;
        if (!isStated && hashFile is { Length: > 0 })
            stated.Add(hashFile);
        var archive = state.HasArchive ? DirHash.OfZip(module.Archive) : null;
        if (archive is not null && (archive.Hash is null || (stated.Count > 0 && !stated.Contains(archive.Hash))))
            state = state with { ArchiveProblem = Mismatch(archive, isStated ? "go.sum" : "its hash file", stated) };
        else if (archive is not null)
            stated = [archive.Hash!];
        if (stated.Count == 0)
            return state;
        state = state with { IsHashFileWrong = hashFile is not null && !stated.Contains(hashFile) };
        return state.HasTree && !state.IsPartial ? WithTree(state, module, stated) : state;
    }

    private static CacheState WithTree(CacheState state, CachedModule module, HashSet<string> stated)
    {
        var tree = DirHash.OfFolder(module.Tree, module.Name);
        if (tree.Hash is not null && stated.Contains(tree.Hash))
            return state;
        return state with
        {
            TreeProblem = Mismatch(tree, "its archive", stated),
            Differences = state is { HasArchive: true, ArchiveProblem: null } ? ArchiveComparison.Compare(module) : [],
        };
    }

    private static string Mismatch(DirHashResult found, string where, HashSet<string> stated) =>
        found.Hash is null
            ? $"it can't be read: {found.Problem}"
            : $"its hash is {found.Hash}, and by {where} it is "
                + string.Join(" or ", stated.Order(StringComparer.Ordinal));

    private static string? GoModProblem(CachedModule module)
    {
        if (module.GoModSums.IsEmpty || !Exists(module.GoMod))
            return null;
        var (content, problem) = ReadSmall(module.GoMod, MaxGoModBytes);
        if (content is null)
            return $"it can't be read: {problem}";
        var hash = DirHash.OfGoMod(content);
        return module.GoModSums.Any(sum => sum.Hash == hash.Hash)
            ? null
            : Mismatch(hash, "go.sum", [.. module.GoModSums.Select(sum => sum.Hash)]);
    }

    // Null where there is none, empty where it can't be read.
    private static string? ReadHashFile(CachedModule module) =>
        !Exists(module.ArchiveHash) ? null
        : ReadSmall(module.ArchiveHash, MaxHashFileBytes).Content is { } content
            ? System.Text.Encoding.UTF8.GetString(content).Trim()
        : "";

    private static (byte[]? Content, string? Problem) ReadSmall(string path, int maxBytes)
    {
        try
        {
            return (RegularFile.ReadBytes(path, maxBytes), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, exception.Message);
        }
    }

    // A link that leads nowhere is there, too.
    private static bool Exists(string path) =>
        new FileInfo(path) is var file && (file.Exists || file.LinkTarget is not null || Directory.Exists(path));
}

/// <summary>What the cache has of a module. All problems are clauses that start with "it" or "its".</summary>
internal sealed record CacheState
{
    /// <summary>Its extraction was begun and not ended, or it was cleared and not downloaded.</summary>
    public bool IsPartial { get; init; }

    public bool HasArchive { get; init; }

    public bool HasTree { get; init; }

    /// <summary>Why the archive isn't what go.sum says; null where it is, and where there is none.</summary>
    public string? ArchiveProblem { get; init; }

    /// <summary>Likewise, of the go.mod beside it.</summary>
    public string? GoModProblem { get; init; }

    /// <summary>The hash that Go keeps of the archive isn't the archive's.</summary>
    public bool IsHashFileWrong { get; init; }

    /// <summary>Why the tree isn't what go.sum says; null likewise, and of a partial one.</summary>
    public string? TreeProblem { get; init; }

    /// <summary>Where it isn't what the archive has; empty where there is no archive to compare with.</summary>
    public ImmutableArray<FileDifference> Differences { get; init; } = [];

    /// <summary>The cache has nothing of it, but perhaps its go.mod.</summary>
    public bool IsAbsent => !HasArchive && !HasTree;

    /// <summary>All that a download leaves is there, as go.sum has it.</summary>
    public bool IsWhole => HasArchive && HasTree && !IsPartial && !IsDamaged;

    /// <summary>Something has to be cleared.</summary>
    public bool IsDamaged =>
        ArchiveProblem is not null || GoModProblem is not null || IsHashFileWrong || TreeProblem is not null;
}
