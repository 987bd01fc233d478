using System.Diagnostics.CodeAnalysis;

namespace GoDockTasks.Core.BuildInfo.Executables;

/// <summary>
/// Bytes anywhere in a file, or in a part of one, read where they are asked for: offsets and sizes may be anything.
/// </summary>
internal sealed class BinaryFile(Stream stream, ulong start, ulong length)
{
    public BinaryFile(Stream stream)
        : this(stream, 0, (ulong)stream.Length) { }

    public bool Has(ulong offset, ulong size) => offset <= length && size <= length - offset;

    /// <returns>How many bytes there were, up to the size of the buffer.</returns>
    public int Read(ulong offset, Span<byte> buffer)
    {
        if (offset >= length)
            return 0;
        stream.Position = (long)(start + offset);
        buffer = buffer[..(int)Math.Min((ulong)buffer.Length, length - offset)];
        return stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
    }

    /// <returns>False where the file ends before.</returns>
    public bool TryRead(ulong offset, Span<byte> buffer) => Read(offset, buffer) == buffer.Length;

    /// <param name="size">In bytes; more than <paramref name="limit"/> fails.</param>
    public bool TryRead(ulong offset, ulong size, int limit, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (size > (ulong)limit || !Has(offset, size))
            return false;
        bytes = new byte[size];
        return TryRead(offset, bytes);
    }

    /// <summary>A file inside the file, or null where it doesn't lie inside.</summary>
    public BinaryFile? Slice(ulong offset, ulong size) => Has(offset, size) ? new(stream, start + offset, size) : null;
}
