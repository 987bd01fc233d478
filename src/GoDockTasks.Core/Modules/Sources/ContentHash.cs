using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>
/// A hash over all of a module's content that `go mod tidy` looks at: go.mod, go.sum, and each Go file's name and head,
/// for the module's own folder and every folder that a local `replace` brings in. The same content gives the same
/// digest in every folder, on every machine.
/// </summary>
internal sealed class ContentHash : IDisposable
{
    private const int UsualLabel = 512;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Adds a text under a label, or that there is none.</summary>
    public void Add(string label, string? text)
    {
        if (text is null)
        {
            Add(label, default, isThere: false);
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        Add(label, buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)), isThere: true);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Adds a file's content, or what of it counts, likewise.</summary>
    public void Add(string label, ReadOnlySpan<byte> content) => Add(label, content, isThere: true);

    /// <summary>The digest of all that was added: 64 lower-case hexadecimal digits.</summary>
    public string Finish() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public void Dispose() => hash.Dispose();

    // Lengths go in front, so that no two lists of parts give the same bytes.
    private void Add(string label, ReadOnlySpan<byte> content, bool isThere)
    {
        Span<byte> lengths = stackalloc byte[12];
        var length = Encoding.UTF8.GetByteCount(label);
        var name = length <= UsualLabel ? stackalloc byte[length] : new byte[length];
        Encoding.UTF8.GetBytes(label, name);
        BinaryPrimitives.WriteInt32LittleEndian(lengths, length);
        BinaryPrimitives.WriteInt64LittleEndian(lengths[4..], isThere ? content.Length : -1);
        hash.AppendData(lengths);
        hash.AppendData(name);
        hash.AppendData(content);
    }
}
