using System.Collections.Immutable;
using System.Text;

namespace GoDockTasks.Core.BuildInfo.Executables;

/// <summary>XCOFF: AIX; 32 and 64 bits. Source: IBM's "XCOFF Object File Format".</summary>
internal static class XcoffFile
{
    private const ushort Code = 0x20;
    private const ushort Data = 0x40;

    public static bool IsMagic(ReadOnlySpan<byte> start) => start[0] == 0x01 && start[1] is 0xdf or 0xf7;

    /// <returns>Null where the headers point outside the file.</returns>
    public static Executable? Read(BinaryFile file)
    {
        Span<byte> header = stackalloc byte[24];
        if (!file.TryRead(0, header))
            return null;
        var is64 = header[1] == 0xf7;
        var fields = new Fields(header, isBigEndian: true);
        var (count, optionalSize, size) = (fields.U16(2), fields.U16(16), is64 ? 72 : 40);
        return file.TryRead(
            (is64 ? 24ul : 20ul) + optionalSize,
            (ulong)count * (ulong)size,
            int.MaxValue,
            out var sections
        )
            ? ReadSections(file, sections, size, is64)
            : null;
    }

    private static Executable ReadSections(BinaryFile file, byte[] table, int size, bool is64)
    {
        var regions = ImmutableArray.CreateBuilder<Region>();
        var names = ImmutableArray.CreateBuilder<Section>();
        var place = default((ulong, ulong));
        var isGo = false;
        for (var start = 0; start < table.Length; start += size)
        {
            var section = new Fields(table.AsSpan(start, size), isBigEndian: true);
            var region = new Region(section.Word(is64, 12, 16), section.Word(is64, 20, 32), section.Word(is64, 16, 24));
            var kind = section.U32(is64 ? 64 : 36);
            if (region.Offset != 0)
                regions.Add(region);
            if (region.Offset != 0 && region.Size > 0)
                names.Add(
                    new(Encoding.UTF8.GetString(table.AsSpan(start, 8)).TrimEnd('\0'), region.Offset, region.Size)
                );
            if (place == default && kind == Data)
                place = (region.Address, region.Size);
            isGo |= kind == Code && BuildIdMark.IsAt(file, region.Offset);
        }

        return new()
        {
            File = file,
            Regions = regions.ToImmutable(),
            Sections = names.ToImmutable(),
            Place = place,
            HasTraitOfGo = isGo,
        };
    }
}
