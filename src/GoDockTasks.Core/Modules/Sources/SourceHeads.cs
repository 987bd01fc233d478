using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>
/// The names and heads of a folder's Go files: all that `go mod tidy` looks at of them, each file opened once.
/// </summary>
/// <param name="Digest">
/// A hash over them, the same wherever the folder lies; null where something can't be read.
/// </param>
/// <param name="Tree">What they say.</param>
/// <param name="WorldWritable">See <see cref="ModuleSources.WorldWritable"/>.</param>
/// <param name="Unreadable">Files and folders that this user can't read.</param>
/// <param name="Irregular">Pipes, sockets and devices with the name of a Go file.</param>
internal sealed record SourceHeads(
    string? Digest,
    ModuleTree Tree,
    ImmutableArray<string> WorldWritable,
    ImmutableArray<string> Unreadable,
    ImmutableArray<string> Irregular
)
{
    private const string Name = "heads";

    private const int FirstRead = 8 * 1024;

    /// <summary>Those of a folder, read unless it is known that they didn't change.</summary>
    /// <param name="folder">Absolute.</param>
    /// <param name="imports">Told of each file's imports where they are read.</param>
    /// <param name="isRead">They were read now.</param>
    public static SourceHeads Of(string folder, SourceView view, OwnImports? imports, out bool isRead)
    {
        SourceHeads? read = null;
        var lines = view.Derive(folder, Name, "", _ =>
        {
            read = Read(ModuleSources.List(folder), imports);
            return read.Digest is null ? null : read.ToLines();
        });
        isRead = read is not null;
        return read is { Digest: null } ? read : view.Keep(folder, () => read ?? FromLines(lines!));
    }

    /// <summary>Reads them.</summary>
    public static SourceHeads Read(ModuleSources sources, OwnImports? imports)
    {
        using var reading = new Reading(imports);
        reading.Read(sources);
        return new(
            reading.Digest(),
            ModuleTree.Of(reading.Heads, sources.Extensions),
            sources.WorldWritable,
            [.. reading.Unreadable],
            [.. reading.Irregular]
        );
    }

    private string[] ToLines()
    {
        var lines = new List<string> { Digest! };
        Add(WorldWritable);
        Add(Tree.Extensions);
        foreach (var file in Tree.All)
            file.Write(lines);
        return [.. lines];

        void Add(ImmutableArray<string> list)
        {
            lines.Add(list.Length.ToString(CultureInfo.InvariantCulture));
            lines.AddRange(list);
        }
    }

    private static SourceHeads FromLines(string[] lines)
    {
        var at = 1;
        var (worldWritable, extensions) = (Take(), Take());
        var files = new List<GoSource>();
        while (at < lines.Length)
            files.Add(GoSource.Read(lines, ref at));
        return new(lines[0], ModuleTree.Of(files, extensions), worldWritable, [], []);

        ImmutableArray<string> Take()
        {
            var count = int.Parse(lines[at++], CultureInfo.InvariantCulture);
            at += count;
            return [.. lines[(at - count)..at]];
        }
    }

    private sealed class Reading(OwnImports? imports) : IDisposable
    {
        private readonly ContentHash digest = new();

        public List<GoSource> Heads { get; } = [];

        public List<string> Unreadable { get; } = [];

        public List<string> Irregular { get; } = [];

        public void Read(ModuleSources sources)
        {
            digest.Add("module", "");
            Unreadable.AddRange(sources.Unreadable);
            var buffer = ArrayPool<byte>.Shared.Rent(FirstRead);
            foreach (var file in sources.Files)
            {
                try
                {
                    Read(file, buffer.AsSpan(0, FirstRead));
                }
                catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
                {
                    // A link that leads nowhere: go passes over it (cmd/go/internal/imports, ScanDir). Or it is gone
                    // in this moment.
                    digest.Add(file.RelativePath, (string?)null);
                }
                catch (IrregularFileException)
                {
                    Irregular.Add(file.Path);
                }
                catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
                {
                    Unreadable.Add(file.Path);
                }
            }

            ArrayPool<byte>.Shared.Return(buffer);
        }

        public void Dispose() => digest.Dispose();

        public string? Digest() => Unreadable.Count == 0 && Irregular.Count == 0 ? digest.Finish() : null;

        private void Read(GoFile file, Span<byte> buffer)
        {
            using var handle = RegularFile.OpenHandle(file.Path);
            Span<byte> text = buffer[..FileHandles.Read(handle, file.Path, buffer, 0)];
            var (head, isWhole) = (
                GoSource.Parse(text, file.RelativePath, text.Length < buffer.Length),
                text.Length < buffer.Length
            );
            if (!head.IsEnough && !isWhole)
            {
                var all = new byte[Math.Min(RandomAccess.GetLength(handle), GoSource.MaxBytes)];
                text = all.AsSpan(0, FileHandles.Read(handle, file.Path, all, 0));
                isWhole = text.Length < GoSource.MaxBytes;
                head = GoSource.Parse(text, file.RelativePath, isWhole);
            }

            // One whose head is longer than anybody writes counts whole.
            if (head.Length >= 0)
                digest.Add(file.RelativePath, text[..head.Length]);
            else if (isWhole)
                digest.Add(file.RelativePath, text);
            else
                digest.Add(file.RelativePath, SHA256.HashData(FileHandles.ToStream(handle, file.Path)));
            foreach (var import in head.Imports)
                imports?.See(file, import);
            if (file.IsInPackage)
                Heads.Add(head.Source ?? new(file.RelativePath, ""));
        }
    }
}

/// <summary>
/// The Go files of a module's folder that can matter to what it requires, sorted bytewise by relative path. That is
/// every .go file outside nested modules: also in testdata and in folders with a leading `_` or `.`, which `./...`
/// leaves out but an import can name. Left out are vendored packages and version control's own folders.
/// </summary>
/// <param name="Files">The files.</param>
/// <param name="Unreadable">Folders that this user can't list.</param>
/// <param name="Extensions">Of the files beside packages that go compiles or links, too, with the dot; sorted.</param>
/// <param name="WorldWritable">Files and folders with the write bit for others; always empty on Windows.</param>
internal sealed record ModuleSources(
    ImmutableArray<GoFile> Files,
    ImmutableArray<string> Unreadable,
    ImmutableArray<string> Extensions,
    ImmutableArray<string> WorldWritable
)
{
    /// <summary>Lists the module in <paramref name="directory"/> (absolute).</summary>
    public static ModuleSources List(string directory)
    {
        var walk = new ModuleWalk(ModuleScope.Importable);
        var files = ImmutableArray.CreateBuilder<GoFile>();
        var extensions = new SortedSet<string>(StringComparer.Ordinal);
        var worldWritable = ImmutableArray.CreateBuilder<string>();
        foreach (var folder in walk.Folders(directory))
        {
            foreach (var entry in folder.Entries)
            {
                if (ModuleWalk.IsGoFile(entry))
                    files.Add(new(folder.Prefix + entry.Name, entry.FullName, folder.HasPackage));
                else if (folder.HasPackage && entry is FileInfo && ModuleTree.Native.Contains(entry.Extension))
                    extensions.Add(entry.Extension);
                if (entry is FileInfo && !ModuleWalk.IsGoFile(entry) && entry.Name is not ("go.mod" or "go.sum"))
                    continue;
                if (IsWorldWritable(entry))
                    worldWritable.Add(entry.FullName);
            }
        }

        files.Sort(static (left, right) => string.CompareOrdinal(left.RelativePath, right.RelativePath));
        return new(files.ToImmutable(), [.. walk.Unreadable], [.. extensions], worldWritable.ToImmutable());
    }

    private static bool IsWorldWritable(FileSystemInfo entry) =>
        !OperatingSystem.IsWindows() && (entry.UnixFileMode & UnixFileMode.OtherWrite) != 0 && entry.LinkTarget is null;
}
