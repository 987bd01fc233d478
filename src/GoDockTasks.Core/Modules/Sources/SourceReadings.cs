using System.Collections.Concurrent;
using System.Security.Cryptography;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>
/// What was read of folders with Go sources, for all tasks of a build and for the next build: hashes over files, and
/// what else follows from nothing but their content. A snapshot of names, sizes, times and inodes tells whether it has
/// to be read again.
/// </summary>
/// <param name="path">Absolute path of the file that the next build finds it in; null for none.</param>
/// <param name="time">The clock of the machine.</param>
public sealed class SourceReadings(string? path, TimeProvider time) : IDisposable
{
    // What isn't ours, or from another version of the format, says nothing.
    private const string Header = "godock sources 3";

    // A snapshot of a hundred thousand files.
    private const int MaxBytes = 256 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, WatchedText> texts = new(StringComparer.Ordinal);
    private Dictionary<string, FolderReading>? readings;
    private bool hasNews;

    /// <summary>Those of a task that shares none.</summary>
    public static SourceReadings Unshared() => new(path: null, TimeProvider.System);

    /// <summary>Readings for one task: each folder is looked at once, when it is first asked for.</summary>
    internal SourceView View() => new(this);

    internal DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Keeps for the next build what is new.</summary>
    public void Save()
    {
        lock (gate)
        {
            if (path is null || readings is null || !hasNews)
                return;
            hasNews = false;
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                AtomicFile.Write(path, Serialize(readings, out var isWhole));
                hasNews = !isWhole;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It costs the next build a second look.
            }
        }
    }

    /// <summary>As <see cref="Save"/>.</summary>
    public void Dispose() => Save();

    /// <summary>The reading of a folder as it is now.</summary>
    internal FolderReading Look(string folder)
    {
        FolderReading? known;
        lock (gate)
        {
            readings ??= Load();
            readings.TryGetValue(folder, out known);
        }

        if (known is not null && known.IsCurrent(Now, out var isEasier))
        {
            if (isEasier)
                NoteNews();
            return known;
        }

        var anew = FolderReading.Begin(folder, Now);
        lock (gate)
            readings[folder] = anew;
        return anew;
    }

    /// <summary>Whether there is a reading of a folder that still holds.</summary>
    internal bool Knows(string folder)
    {
        FolderReading? known;
        lock (gate)
        {
            readings ??= Load();
            readings.TryGetValue(folder, out known);
        }

        return known?.IsCurrent(Now, out _) == true;
    }

    /// <summary>A file: opened once in a build, as long as it is the same.</summary>
    /// <param name="path">Absolute.</param>
    internal ModuleFileText Text(string path, int maxBytes)
    {
        var known = texts.GetOrAdd(path, static _ => new());
        lock (known)
        {
            if (known.Text is { } text && known.State!.IsCurrent(Now, out _))
                return text;
            known.State = new(Now);
            known.State.AddFile(path);
            return known.Text = ModuleFileReader.Read(path, maxBytes);
        }
    }

    internal void NoteNews()
    {
        lock (gate)
            hasNews = true;
    }

    private Dictionary<string, FolderReading> Load()
    {
        var loaded = new Dictionary<string, FolderReading>(StringComparer.Ordinal);
        try
        {
            if (path is null || !File.Exists(path))
                return loaded;
            var content = RegularFile.ReadOwnBytes(path, MaxBytes);
            if (!IsWhole(content))
                return loaded;
            using var reader = new BinaryReader(new MemoryStream(content, writable: false));
            if (reader.ReadString() != Header)
                return loaded;
            for (var count = reader.ReadInt32(); count > 0; count--)
            {
                var reading = FolderReading.Read(reader);
                loaded[reading.Folder] = reading;
            }

            return loaded;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            loaded.Clear();
            return loaded;
        }
    }

    private static byte[] Serialize(Dictionary<string, FolderReading> readings, out bool isWhole)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        // What a task without a system that tells states has read is of no use to others.
        var kept = readings.Values.Where(reading => reading.CanBeKept && Directory.Exists(reading.Folder)).ToList();
        var written = 0;
        writer.Write(Header);
        var count = stream.Position;
        writer.Write(written);
        foreach (var reading in kept)
            written += reading.TryWrite(writer) ? 1 : 0;
        isWhole = written == kept.Count;
        writer.Seek((int)count, SeekOrigin.Begin);
        writer.Write(written);
        writer.Flush();
        var content = stream.ToArray();
        return [.. content, .. SHA256.HashData(content)];
    }

    // A hash over all of it stands at the end.
    private static bool IsWhole(ReadOnlySpan<byte> content) =>
        content.Length > SHA256.HashSizeInBytes
        && SHA256
            .HashData(content[..^SHA256.HashSizeInBytes])
            .AsSpan()
            .SequenceEqual(content[^SHA256.HashSizeInBytes..]);

    private sealed class WatchedText
    {
        public TreeSnapshot? State;
        public ModuleFileText? Text;
    }
}
