using System.Buffers.Binary;
using System.Text;

namespace GoDockTasks.Core.Tests.Fingerprints.BuildInfo;

/// <summary>
/// An ELF file with one writable segment, laid out by hand: what Gos that can't be had any more left behind.
/// </summary>
internal sealed class HandmadeElf(bool is64, bool isBigEndian)
{
    public const ulong Address = 0x40_0000;
    private const int DataOffset = 0x400;
    private static readonly byte[] Names = Encoding.ASCII.GetBytes("\0.go.buildinfo\0.shstrtab\0");
    private readonly byte[] file = new byte[0x4000];

    public int PointerSize => is64 ? 8 : 4;

    /// <summary>With section headers, without which newer Gos don't look into the segment.</summary>
    public bool HasSections { get; init; } = true;

    /// <summary>
    /// The header that Go 1.13 to 1.17 wrote, with two pointers to Go strings; null is a null pointer.
    /// </summary>
    public byte[] WithPointers(string? version, string? modules)
    {
        var data = file.AsSpan(DataOffset);
        Magic(data, isBigEndian ? 1 : 0);
        Pointer(data, 16, version is null ? 0 : Address + 0x40);
        Pointer(data, 16 + PointerSize, modules is null ? 0 : Address + 0x60);
        WriteString(data, 0x40, 0x100, version ?? "");
        WriteString(data, 0x60, 0x200, modules ?? "");
        return Finish();
    }

    /// <summary>What Go writes since 1.18.</summary>
    public byte[] Inline(string version, string modules)
    {
        var data = file.AsSpan(DataOffset);
        Magic(data, 2);
        var at = Varint(data, 32, version);
        Varint(data, at, modules);
        return Finish();
    }

    /// <summary>With the frame that modules have in a binary.</summary>
    public static string Framed(string modules) => $"0123456789abcdef{modules}fedcba9876543210";

    private void Magic(Span<byte> data, int flags)
    {
        data[0] = 0xff;
        " Go buildinf:"u8.CopyTo(data[1..]);
        data[14] = (byte)PointerSize;
        data[15] = (byte)flags;
    }

    private static int Varint(Span<byte> data, int at, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var length = bytes.Length;
        for (; length >= 0x80; length >>= 7)
            data[at++] = (byte)(length | 0x80);
        data[at++] = (byte)length;
        bytes.CopyTo(data[at..]);
        return at + bytes.Length;
    }

    private void WriteString(Span<byte> data, int header, int at, string text)
    {
        Pointer(data, header, Address + (ulong)at);
        Pointer(data, header + PointerSize, (ulong)Encoding.UTF8.GetBytes(text, data[at..]));
    }

    private byte[] Finish()
    {
        "\u007FELF"u8.CopyTo(file);
        file[4] = (byte)(is64 ? 2 : 1);
        file[5] = (byte)(isBigEndian ? 2 : 1);
        file[6] = 1;
        var (headerSize, segmentSize, sectionSize) = is64 ? (64, 56, 64) : (52, 32, 40);
        U16(16, 2);
        U32(20, 1);
        Pointer(file, is64 ? 32 : 28, (ulong)headerSize);
        Pointer(file, is64 ? 40 : 32, HasSections ? 0x100ul : 0);
        var counts = is64 ? 52 : 40;
        ushort[] values =
        [
            (ushort)headerSize,
            (ushort)segmentSize,
            1,
            (ushort)sectionSize,
            (ushort)(HasSections ? 3 : 0),
            (ushort)(HasSections ? 2 : 0),
        ];
        for (var i = 0; i < values.Length; i++)
            U16(counts + 2 * i, values[i]);

        U32(headerSize, 1);
        U32(headerSize + (is64 ? 4 : 24), 6);
        ulong[] segment =
        [
            DataOffset,
            Address,
            Address,
            (ulong)(file.Length - DataOffset),
            (ulong)(file.Length - DataOffset),
        ];
        for (var i = 0; i < segment.Length; i++)
            Pointer(file, headerSize + (is64 ? 8 : 4) + i * PointerSize, segment[i]);
        if (HasSections)
        {
            Names.CopyTo(file, 0x300);
            Section(0x100 + sectionSize, 1, Address, DataOffset, 0x1000);
            Section(0x100 + 2 * sectionSize, 15, 0, 0x300, (ulong)Names.Length);
        }

        return file;
    }

    private void Section(int at, uint name, ulong address, ulong offset, ulong size)
    {
        U32(at, name);
        U32(at + 4, name == 1 ? 1u : 3u);
        var first = at + 8 + PointerSize;
        Pointer(file, first, address);
        Pointer(file, first + PointerSize, offset);
        Pointer(file, first + 2 * PointerSize, size);
    }

    private void U16(int at, ushort value)
    {
        if (isBigEndian)
            BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(at), value);
        else
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), value);
    }

    private void U32(int at, uint value)
    {
        if (isBigEndian)
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at), value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);
    }

    private void Pointer(Span<byte> data, int at, ulong value)
    {
        if (is64 && isBigEndian)
            BinaryPrimitives.WriteUInt64BigEndian(data[at..], value);
        else if (is64)
            BinaryPrimitives.WriteUInt64LittleEndian(data[at..], value);
        else if (isBigEndian)
            BinaryPrimitives.WriteUInt32BigEndian(data[at..], (uint)value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(data[at..], (uint)value);
    }
}
