using System.Collections.Immutable;
using System.IO.Compression;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Recovery;

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
