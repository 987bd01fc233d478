using System.Buffers.Binary;

namespace GoDockTasks.Core.BuildInfo.Executables;

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
