using System.Collections.Immutable;
using System.Text;

namespace GoDockTasks.Core.BuildInfo.Executables;

/// <summary>PE: Windows; 32 and 64 bits. Source: Microsoft's "PE Format".</summary>
internal static class PeFile
{
    private const int SectionSize = 40;
    private const uint Code = 0x20;

    // Initialised data, readable, writable.
    private const uint Data = 0xC000_0040;

    // Says how an object file's section is aligned; Go's linker leaves it in.
    private const uint Alignment = 0x60_0000;

    /// <returns>False for programs of DOS as well.</returns>
    public static bool IsMagic(BinaryFile file, ReadOnlySpan<byte> start)
    {
        Span<byte> bytes = stackalloc byte[4];
        return start.StartsWith("MZ"u8)
            && file.TryRead(0x3c, bytes)
            && file.TryRead(new Fields(bytes, isBigEndian: false).U32(0), bytes)
            && bytes.SequenceEqual("PE\0\0"u8);
    }

    /// <returns>Null where the headers point outside the file.</returns>
    public static Executable? Read(BinaryFile file)
    {
        Span<byte> bytes = stackalloc byte[4];
        Span<byte> header = stackalloc byte[24 + 32];
        file.TryRead(0x3c, bytes);
        var start = new Fields(bytes, isBigEndian: false).U32(0);
        if (!file.TryRead(start, header))
            return null;
        var fields = new Fields(header, isBigEndian: false);
        var (count, optionalSize) = (fields.U16(6), fields.U16(20));
        var imageBase =
            optionalSize < 32
                ? 0ul
                : fields.U16(24) switch
                {
                    0x10b => fields.U32(24 + 28),
                    0x20b => fields.U64(24 + 24),
                    _ => 0,
                };
        return file.TryRead(
            (ulong)start + 24 + optionalSize,
            (ulong)count * SectionSize,
            int.MaxValue,
            out var sections
        )
            ? ReadSections(file, sections, imageBase)
            : null;
    }

    private static Executable ReadSections(BinaryFile file, byte[] table, ulong imageBase)
    {
        var regions = ImmutableArray.CreateBuilder<Region>();
        var sections = ImmutableArray.CreateBuilder<Section>();
        var place = default((ulong, ulong));
        var isGo = false;
        for (var start = 0; start < table.Length; start += SectionSize)
        {
            var section = new Fields(table.AsSpan(start, SectionSize), isBigEndian: false);
            var (memorySize, address, size, offset, kind) = (
                section.U32(8),
                section.U32(12),
                section.U32(16),
                section.U32(20),
                section.U32(36)
            );
            // Of no place in the file: all zero.
            if (offset != 0)
                regions.Add(new(unchecked(imageBase + address), offset, size));
            if (offset != 0 && size > 0)
                sections.Add(new(Encoding.UTF8.GetString(table.AsSpan(start, 8)).TrimEnd('\0'), offset, size));
            if (place == default && address != 0 && size != 0 && (kind & ~Alignment) == Data)
                place = (unchecked(imageBase + address), memorySize);
            isGo |= (kind & Code) != 0 && BuildIdMark.IsAt(file, offset);
        }

        return new()
        {
            File = file,
            Regions = regions.ToImmutable(),
            Sections = sections.ToImmutable(),
            Place = place,
            HasTraitOfGo = isGo,
        };
    }
}
