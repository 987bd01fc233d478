using System.Buffers.Binary;
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

/// <summary>
/// The mark that Go's linker puts at the start of the code in formats without notes (Go's cmd/internal/buildid).
/// </summary>
internal static class BuildIdMark
{
    /// <param name="offset">Of the code in the file.</param>
    public static bool IsAt(BinaryFile file, ulong offset)
    {
        // Some linkers put a few functions first.
        Span<byte> start = stackalloc byte[4096];
        start = start[..file.Read(offset, start)];
        return start.IndexOf(" Go build ID: \""u8) is > 0 and var index && start[index - 1] == 0xff;
    }
}

/// <summary>Numbers in a header, in either byte order, by their offset in bytes.</summary>
internal readonly ref struct Fields(ReadOnlySpan<byte> bytes, bool isBigEndian)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    public ushort U16(int offset) =>
        isBigEndian
            ? BinaryPrimitives.ReadUInt16BigEndian(bytes[offset..])
            : BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);

    public uint U32(int offset) =>
        isBigEndian
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes[offset..])
            : BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);

    public ulong U64(int offset) =>
        isBigEndian
            ? BinaryPrimitives.ReadUInt64BigEndian(bytes[offset..])
            : BinaryPrimitives.ReadUInt64LittleEndian(bytes[offset..]);

    /// <summary>What stands at another offset, and is of another size, in the 64-bit form of a header.</summary>
    public ulong Word(bool is64, int offset32, int offset64) => is64 ? U64(offset64) : U32(offset32);
}
