using System.Collections.Immutable;
using System.IO.Compression;
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

    /// <summary>
    /// Looks at many, on all processors, each of which takes one at a time: modules are large and small, and in shares
    /// made beforehand one processor would get most of the large ones.
    /// </summary>
    public static void ForEach(int count, Action<int> look, CancellationToken cancellationToken)
    {
        var last = -1;
        Parallel.For(0, Environment.ProcessorCount, new() { CancellationToken = cancellationToken }, _ =>
        {
            int index;
            while ((index = Interlocked.Increment(ref last)) < count && !cancellationToken.IsCancellationRequested)
                look(index);
        });
        cancellationToken.ThrowIfCancellationRequested();
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

/// <summary>Files held against a module's archive, which was found to be what go.sum says. Both are streams.</summary>
internal static class ArchiveComparison
{
    private const int BufferSize = 64 * 1024;

    /// <summary>All differences between a module's tree and its archive, in the order of their names.</summary>
    public static ImmutableArray<FileDifference> Compare(CachedModule module)
    {
        var differences = ImmutableArray.CreateBuilder<FileDifference>();
        try
        {
            using var zip = new ZipArchive(RegularFile.Open(module.Archive), ZipArchiveMode.Read);
            var files = DirHash
                .Below(module.Tree)
                .Select(file => Path.GetRelativePath(module.Tree, file).Replace(Path.DirectorySeparatorChar, '/'))
                .ToHashSet(StringComparer.Ordinal);
            foreach (var entry in zip.Entries)
            {
                var name = entry.FullName[(module.Name.Length + 1)..];
                if (!files.Remove(name))
                    differences.Add(new(name, DifferenceKind.Missing));
                else if (!IsSame(entry, Path.Combine(module.Tree, name), anyLineEnds: false))
                    differences.Add(new(name, DifferenceKind.Changed));
            }

            differences.AddRange(files.Select(name => new FileDifference(name, DifferenceKind.Added)));
        }
        catch (Exception exception)
            when (exception
                    is IOException
                        or UnauthorizedAccessException
                        or InvalidDataException
                        or ArgumentOutOfRangeException
            )
        {
            // The hash has told that they differ; only names are missing.
        }

        differences.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        return differences.ToImmutable();
    }

    /// <summary>Whether a file has an entry's content. What can't be read hasn't.</summary>
    /// <param name="anyLineEnds">A checkout may have made \r\n of \n.</param>
    public static bool IsSame(ZipArchiveEntry entry, string path, bool anyLineEnds)
    {
        try
        {
            using var file = RegularFile.Open(path);
            using var stored = entry.Open();
            return anyLineEnds ? IsSameText(stored, file) : IsSame(stored, file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsSame(Stream one, Stream other)
    {
        var (left, right) = (new byte[BufferSize], new byte[BufferSize]);
        while (true)
        {
            var read = one.ReadAtLeast(left, left.Length, throwOnEndOfStream: false);
            if (read != other.ReadAtLeast(right, right.Length, throwOnEndOfStream: false))
                return false;
            if (!left.AsSpan(0, read).SequenceEqual(right.AsSpan(0, read)))
                return false;
            if (read < left.Length)
                return true;
        }
    }

    private static bool IsSameText(Stream one, Stream other)
    {
        using var left = Bytes(one).GetEnumerator();
        using var right = Bytes(other).GetEnumerator();
        while (left.MoveNext())
        {
            if (!right.MoveNext() || left.Current != right.Current)
                return false;
        }

        return !right.MoveNext();
    }

    // Without each \r before a \n.
    private static IEnumerable<byte> Bytes(Stream stream)
    {
        var buffer = new byte[BufferSize];
        var isReturn = false;
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            for (var index = 0; index < read; index++)
            {
                var next = buffer[index];
                if (isReturn && next != (byte)'\n')
                    yield return (byte)'\r';
                isReturn = next == (byte)'\r';
                if (!isReturn)
                    yield return next;
            }
        }

        if (isReturn)
            yield return (byte)'\r';
    }
}

/// <summary>A file that isn't what a module's archive has.</summary>
/// <param name="Name">From the module's folder, with slashes.</param>
internal sealed record FileDifference(string Name, DifferenceKind Kind)
{
    /// <summary>For a message.</summary>
    public string Describe() => $"{Quoted.Value(Name)} is {Kind.ToString().ToLowerInvariant()}";
}

internal enum DifferenceKind
{
    Changed,
    Missing,
    Added,
}
