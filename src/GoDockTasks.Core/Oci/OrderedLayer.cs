using System.Formats.Tar;
using System.IO.Compression;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Oci;

/// <summary>
/// A layer that is the same whoever makes it: its entries in the order of their names, all of root's, with modes and
/// times that are given, in a form of tar in which no number of a process stands, as in that of PAX.
/// </summary>
internal static class OrderedLayer
{
    /// <summary>Writes a layer anew. Fails with the exceptions of <see cref="File"/>.</summary>
    /// <param name="layer">Of files and folders.</param>
    /// <param name="time">Of all entries; null for the time that each has.</param>
    /// <param name="isExecutable">Of a file's path in the layer.</param>
    /// <param name="scratch">Absolute path of an empty folder for it.</param>
    /// <returns>Absolute path of the layer, what it is, and the digest of its archive.</returns>
    /// <exception cref="LayoutDamageException">It isn't what its descriptor says, or has a link.</exception>
    public static (string Path, Descriptor Layer, string DiffId) Write(
        ImageLayout layout,
        Descriptor layer,
        DateTimeOffset? time,
        Func<string, bool> isExecutable,
        string scratch,
        CancellationToken cancellationToken
    )
    {
        var (found, ordered, compressed) = (
            Path.Combine(scratch, "found.tar"),
            Path.Combine(scratch, "ordered.tar"),
            Path.Combine(scratch, "ordered.tar.gz")
        );
        using (var content = layout.Open(layer))
        using (
            var archive = Compressions.Decompress(
                content,
                Compressions.Of(() => layout.Open(layer), layout.PathOf(layer)),
                cancellationToken
            )
        )
            AtomicFile.Write(found, archive);
        // Entries can be read in any order where the archive can.
        using (var archive = RegularFile.Open(found))
        using (var reader = new TarReader(archive))
        using (var output = FileHandles.Create(ordered))
        using (var writer = new TarWriter(output, TarEntryFormat.Gnu))
        {
            foreach (var entry in Entries(reader, layout.PathOf(layer)))
                writer.WriteEntry(Anew(entry, time, isExecutable));
        }

        using (var archive = RegularFile.Open(ordered))
        using (var output = FileHandles.Create(compressed))
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal))
            archive.CopyTo(gzip);
        return (
            compressed,
            new(MediaTypes.GzipLayer, Digest(compressed), new FileInfo(compressed).Length),
            Digest(ordered)
        );
    }

    private static List<TarEntry> Entries(TarReader reader, string path)
    {
        var entries = new List<TarEntry>();
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.Directory or TarEntryType.RegularFile))
                throw new LayoutDamageException("it has something else than files and folders", path);
            entries.Add(entry);
        }

        entries.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return entries;
    }

    private static GnuTarEntry Anew(TarEntry entry, DateTimeOffset? time, Func<string, bool> isExecutable)
    {
        const UnixFileMode File =
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode Executable =
            File | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var isFolder = entry.EntryType == TarEntryType.Directory;
        var anew = new GnuTarEntry(entry.EntryType, entry.Name)
        {
            Mode = isFolder || isExecutable(entry.Name) ? Executable : File,
            ModificationTime = time ?? entry.ModificationTime,
            AccessTime = default,
            ChangeTime = default,
        };
        if (!isFolder)
            anew.DataStream = entry.DataStream;
        return anew;
    }

    private static string Digest(string path) =>
        FileDigest.Sha256(path) is ({ } hash, _) ? "sha256:" + hash : throw new IOException($"'{path}' is gone");
}
