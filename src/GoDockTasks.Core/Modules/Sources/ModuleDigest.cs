using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>
/// A hash over all of a module's content that `go mod tidy` looks at: go.mod, go.sum, and each Go file's name and head, for the
/// module's own folder and every folder that a local `replace` brings in. The same content gives the same digest in every folder, on every machine.
/// </summary>
internal sealed class ModuleDigest : IDisposable
{
    private const int FirstRead = 8 * 1024;

    // The longest head that is looked for the end of; a file with a longer one counts whole.
    private const int MaxHead = 16 * 1024 * 1024;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ImmutableArray<string>.Builder unreadable = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder irregular = ImmutableArray.CreateBuilder<string>();

    /// <summary>Files and folders that this user can't read; where there are any, the digest says nothing.</summary>
    public IReadOnlyList<string> Unreadable => unreadable;

    /// <summary>Pipes, sockets and devices with the name of a Go file, likewise.</summary>
    public IReadOnlyList<string> Irregular => irregular;

    /// <summary>Adds a text under a label, or that there is none.</summary>
    public void Add(string label, string? text) => Add(label, text is null ? default : Encoding.UTF8.GetBytes(text), text is not null);

    /// <summary>Adds the names and heads of a folder's Go files.</summary>
    /// <param name="imports">Told of each file's imports.</param>
    public void Add(string label, ModuleSources sources, OwnImports? imports = null)
    {
        Add(label, default, isThere: true);
        unreadable.AddRange(sources.Unreadable);
        var buffer = ArrayPool<byte>.Shared.Rent(FirstRead);
        foreach (var file in sources.Files)
        {
            try
            {
                AddHead(file, buffer, imports);
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                // A link that leads nowhere: go passes over it (cmd/go/internal/imports, ScanDir). Or it is gone in this moment.
                Add(file.RelativePath, default, isThere: false);
            }
            catch (IrregularFileException)
            {
                irregular.Add(file.Path);
            }
            catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
            {
                unreadable.Add(file.Path);
            }
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>The digest of all that was added: 64 lower-case hexadecimal digits.</summary>
    public string Finish() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public void Dispose() => hash.Dispose();

    private void AddHead(GoFile file, byte[] buffer, OwnImports? imports)
    {
        using var handle = RegularFile.OpenHandle(file.Path);
        var read = FileHandles.Read(handle, file.Path, buffer.AsSpan(0, FirstRead), 0);
        var head = GoFileHead.Measure(buffer.AsSpan(0, read), Told(file, buffer, imports));
        if (head >= 0 || read < FirstRead)
        {
            Add(file.RelativePath, buffer.AsSpan(0, head >= 0 ? head : read), isThere: true);
            return;
        }

        var more = new byte[Math.Min(RandomAccess.GetLength(handle), MaxHead)];
        more = more[..FileHandles.Read(handle, file.Path, more, 0)];
        head = GoFileHead.Measure(more, Told(file, more, imports));
        if (head >= 0 || more.Length < MaxHead)
            Add(file.RelativePath, head >= 0 ? more.AsSpan(0, head) : more, isThere: true);
        else
            Add(file.RelativePath, SHA256.HashData(FileHandles.ToStream(handle, file.Path)), isThere: true);
    }

    private static GoFileHead.ImportFound? Told(GoFile file, byte[] text, OwnImports? imports) =>
        imports is null ? null : (offset, length) => imports.See(file, text.AsSpan(offset + 1, length - 2));

    // Lengths go in front, so that no two lists of parts give the same bytes.
    private void Add(string label, ReadOnlySpan<byte> content, bool isThere)
    {
        Span<byte> lengths = stackalloc byte[12];
        var name = Encoding.UTF8.GetBytes(label);
        BinaryPrimitives.WriteInt32LittleEndian(lengths, name.Length);
        BinaryPrimitives.WriteInt64LittleEndian(lengths[4..], isThere ? content.Length : -1);
        hash.AppendData(lengths);
        hash.AppendData(name);
        hash.AppendData(content);
    }
}
