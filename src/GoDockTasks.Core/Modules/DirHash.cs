using System.Buffers;
using System.IO.Compression;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>
/// The hashes of go.sum: of each file a line <c>hex(sha256) name\n</c>, in the order of the names' bytes; <c>h1:</c>
/// and the base64 of the SHA-256 of all lines. Source: golang.org/x/mod/sumdb/dirhash. Files are read as streams.
/// </summary>
internal static class DirHash
{
    private const int BufferSize = 32 * 1024;

    /// <summary>Of a module's zip, in which every name starts with <c>path@version/</c>.</summary>
    /// <param name="path">Absolute.</param>
    public static DirHashResult OfZip(string path) =>
        Guard(() =>
        {
            // ZipArchive leaves it open where it is no zip.
            using var file = new BufferedStream(RegularFile.Open(path), BufferSize);
            using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            // Of several with one name, each counts as the last.
            var last = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
            foreach (var entry in zip.Entries)
                last[entry.FullName] = entry;
            return Compute(zip.Entries.Select(entry => new HashedFile(entry.FullName, last[entry.FullName].Open)));
        });

    /// <summary>Of all files in and below a folder, hidden ones too.</summary>
    /// <param name="folder">Absolute.</param>
    /// <param name="prefix">What stands for the folder in the names: <c>path@version</c>, or nothing.</param>
    public static DirHashResult OfFolder(string folder, string prefix) =>
        Guard(() =>
            Compute(
                Below(folder).Select(file => new HashedFile(Name(prefix, folder, file), () => RegularFile.Open(file)))
            )
        );

    /// <summary>Of go.mod, as in go.sum's lines that end with <c>/go.mod</c>.</summary>
    public static DirHashResult OfGoMod(ReadOnlySpan<byte> content)
    {
        var bytes = content.ToArray();
        return OfFiles([new("go.mod", () => new MemoryStream(bytes))]);
    }

    /// <summary>Of any files, by their names in the list; those needn't be the names of the files.</summary>
    public static DirHashResult OfFiles(IEnumerable<HashedFile> files) => Guard(() => Compute(files));

    private static DirHashResult Compute(IEnumerable<HashedFile> files)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var one = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            foreach (
                var (name, open) in files
                    .Select(file => new NamedBytes(Encoding.UTF8.GetBytes(file.Name), file.Open))
                    .OrderBy(file => file.Name, ByteOrder.Comparer)
            )
            {
                if (name.AsSpan().Contains((byte)'\n'))
                    return Refused(name, "a line break");
                // .NET has put it there for bytes that are no UTF-8; their hash can't be told any more.
                if (name.AsSpan().IndexOf("\uFFFD"u8) >= 0)
                    return Refused(name, "something that isn't UTF-8");
                if (Add(one, open, buffer) is { } problem)
                    return new(null, $"{Encoding.UTF8.GetString(name)}: {problem}");
                AddLine(all, one, name);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return new("h1:" + Convert.ToBase64String(all.GetHashAndReset()), null);
    }

    // What the system says of a file has its path in it; what our reader says of one hasn't.
    private static string? Add(IncrementalHash hash, Func<Stream> open, byte[] buffer)
    {
        try
        {
            using var content = open();
            int read;
            while ((read = content.Read(buffer, 0, buffer.Length)) > 0)
                hash.AppendData(buffer, 0, read);
            return null;
        }
        catch (IOException exception) when (exception is IrregularFileException or FileTooLargeException)
        {
            return exception.Message;
        }
    }

    private static void AddLine(IncrementalHash all, IncrementalHash one, byte[] name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> digits = stackalloc byte[2 * SHA256.HashSizeInBytes];
        one.GetHashAndReset(hash);
        Convert.TryToHexStringLower(hash, digits, out _);
        all.AppendData(digits);
        all.AppendData("  "u8);
        all.AppendData(name);
        all.AppendData("\n"u8);
    }

    private static DirHashResult Refused(byte[] name, string what) =>
        new(
            null,
            $"the file name {Quoted.Value(Encoding.UTF8.GetString(name))} has {what} in it, which go.sum's "
                + $"hashes don't allow"
        );

    /// <summary>
    /// The files in and below a folder, absolute, no link followed. A link to a folder counts as a file, which then
    /// can't be read.
    /// </summary>
    public static IEnumerable<string> Below(string folder)
    {
        // Modules have thousands of files: an object for each, as DirectoryInfo makes them, costs as much as its hash.
        return new FileSystemEnumerable<string>(
            folder,
            static (ref entry) => entry.ToSpecifiedFullPath(),
            new()
            {
                AttributesToSkip = 0,
                IgnoreInaccessible = false,
                RecurseSubdirectories = true,
            }
        )
        {
            ShouldIncludePredicate = static (ref entry) => !IsFolder(ref entry),
            ShouldRecursePredicate = static (ref entry) => IsFolder(ref entry),
        };
    }

    private static bool IsFolder(ref FileSystemEntry entry) =>
        entry.IsDirectory && (entry.Attributes & FileAttributes.ReparsePoint) == 0;

    // `file` is below `folder`, and begins with it.
    private static string Name(string prefix, string folder, string file)
    {
        var name = file[Path.TrimEndingDirectorySeparator(folder).Length..].Replace(Path.DirectorySeparatorChar, '/');
        return prefix.Length == 0 ? name[1..] : prefix.TrimEnd('/') + name;
    }

    private static DirHashResult Guard(Func<DirHashResult> compute)
    {
        try
        {
            return compute();
        }
        catch (Exception exception)
            when (exception
                    is IOException
                        or UnauthorizedAccessException
                        or InvalidDataException
                        or NotSupportedException
            )
        {
            return new(null, exception.Message);
        }
        // What ZipArchive says of its own arguments where a zip is too short, or its numbers point out of it.
        catch (Exception exception) when (exception is ArgumentException or OverflowException)
        {
            return new(null, "it is no zip archive");
        }
    }

    private sealed record NamedBytes(byte[] Name, Func<Stream> Open);
}

/// <summary>A file of a <see cref="DirHash"/>, under the name that is hashed with it.</summary>
internal sealed record HashedFile(string Name, Func<Stream> Open);

/// <summary>A hash, or why there is none.</summary>
/// <param name="Hash"><c>h1:</c> and 44 characters of base64, or null.</param>
/// <param name="Problem">A clause for a message; null if and only if there is a hash.</param>
internal sealed record DirHashResult(string? Hash, string? Problem)
{
    /// <summary>The same as lower-case hex digits without <c>h1:</c>, as digests are written elsewhere.</summary>
    public string? Hex => Hash is null ? null : Convert.ToHexStringLower(Convert.FromBase64String(Hash[3..]));
}
