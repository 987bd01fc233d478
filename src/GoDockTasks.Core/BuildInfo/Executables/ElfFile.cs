using System.Collections.Immutable;
using System.Text;

namespace GoDockTasks.Core.BuildInfo.Executables;

/// <summary>
/// ELF: Linux, the BSDs, Solaris; 32 and 64 bits, both byte orders. Source: System V ABI, chapters 4 and 5.
/// </summary>
internal static class ElfFile
{
    private const int TableLimit = 16 << 20;
    private const uint Load = 1;
    private const uint Note = 4;

    // A section of the first kind is none, one of the second has no bytes in the file.
    private const uint NoSection = 0;
    private const uint NoBits = 8;

    // So far Go 1.19 looks into the first writable segment.
    private const ulong SegmentLimit = 64 << 10;

    public static bool IsMagic(ReadOnlySpan<byte> start) => start.StartsWith("\u007FELF"u8);

    /// <returns>Null where the headers point outside the file, or aren't of this format at all.</returns>
    public static Executable? Read(BinaryFile file)
    {
        Span<byte> bytes = stackalloc byte[64];
        var length = file.Read(0, bytes);
        if (length < 52 || bytes[4] is not (1 or 2) || bytes[5] is not (1 or 2) || (bytes[4] == 2 && length < 64))
            return null;
        var (is64, isBigEndian) = (bytes[4] == 2, bytes[5] == 2);
        var header = new Fields(bytes, isBigEndian);
        var counts = is64 ? 54 : 42;
        var (segmentSize, segmentCount) = (header.U16(counts), header.U16(counts + 2));
        var (sectionSize, sectionCount, nameIndex) = (
            header.U16(counts + 4),
            header.U16(counts + 6),
            header.U16(counts + 8)
        );
        if (
            (segmentCount > 0 && segmentSize < (is64 ? 56 : 32))
            || (sectionCount > 0 && (sectionSize < (is64 ? 64 : 40) || nameIndex >= sectionCount))
        )
            return null;
        if (
            !file.TryRead(header.Word(is64, 28, 32), (ulong)segmentSize * segmentCount, TableLimit, out var segments)
            || !file.TryRead(header.Word(is64, 32, 40), (ulong)sectionSize * sectionCount, TableLimit, out var sections)
        )
        {
            return null;
        }

        var executable = ReadSegments(file, segments, segmentSize, is64, isBigEndian);
        return ReadSections(executable, sections, sectionSize, nameIndex, is64, isBigEndian);
    }

    private static Executable ReadSegments(BinaryFile file, byte[] table, int size, bool is64, bool isBigEndian)
    {
        var regions = ImmutableArray.CreateBuilder<Region>();
        var place = default((ulong, ulong));
        var hasNote = false;
        for (var start = 0; start < table.Length; start += size)
        {
            var entry = new Fields(table.AsSpan(start, size), isBigEndian);
            var region = new Region(entry.Word(is64, 8, 16), entry.Word(is64, 4, 8), entry.Word(is64, 16, 32));
            regions.Add(region);
            // Executable is 1, writable 2.
            if (entry.U32(0) == Load && place == default && (entry.U32(is64 ? 4 : 24) & 3) == 2)
                place = (region.Address, Math.Min(region.Size, SegmentLimit));
            hasNote |= entry.U32(0) == Note && IsNoteOfGo(file, region, isBigEndian);
        }

        return new()
        {
            File = file,
            Regions = regions.ToImmutable(),
            Place = place,
            HasTraitOfGo = hasNote,
        };
    }

    private static Executable ReadSections(
        Executable executable,
        byte[] table,
        int size,
        int nameIndex,
        bool is64,
        bool isBigEndian
    )
    {
        if (table.Length == 0)
            return executable;
        var strings = new Fields(table.AsSpan(nameIndex * size, size), isBigEndian);
        if (!executable.File.TryRead(strings.Word(is64, 16, 24), strings.Word(is64, 20, 32), TableLimit, out var names))
            return executable;
        var sections = ImmutableArray.CreateBuilder<Section>(table.Length / size);
        for (var start = 0; start < table.Length; start += size)
        {
            var entry = new Fields(table.AsSpan(start, size), isBigEndian);
            var name = Name(names, entry.U32(0));
            var length = entry.Word(is64, 20, 32);
            if (entry.U32(4) is not (NoSection or NoBits) && length > 0)
                sections.Add(new(Encoding.UTF8.GetString(name), entry.Word(is64, 16, 24), length));
            if (name.SequenceEqual(".go.buildinfo"u8) && !executable.IsPlaceForBuildInfoOnly)
                executable = executable with
                {
                    Place = (entry.Word(is64, 12, 16), length),
                    IsPlaceForBuildInfoOnly = true,
                    HasTraitOfGo = true,
                };
            else if (
                name.SequenceEqual(".gopclntab"u8)
                || name.SequenceEqual(".note.go.buildid"u8)
                || name.SequenceEqual(".gosymtab"u8)
                || name.SequenceEqual(".data.rel.ro.gopclntab"u8)
            )
                executable = executable with { HasTraitOfGo = true };
        }

        return executable with
        {
            Sections = sections.ToImmutable(),
        };
    }

    private static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> names, uint offset)
    {
        if (offset >= names.Length)
            return default;
        var name = names[(int)offset..Math.Min(names.Length, (int)offset + 64)];
        return name.IndexOf((byte)0) is >= 0 and var end ? name[..end] : name;
    }

    // Owner "Go", of which build IDs are (type 4).
    private static bool IsNoteOfGo(BinaryFile file, Region region, bool isBigEndian)
    {
        Span<byte> notes = stackalloc byte[1024];
        notes = notes[..file.Read(region.Offset, notes[..(int)Math.Min(region.Size, (ulong)notes.Length)])];
        while (notes.Length >= 16)
        {
            var note = new Fields(notes, isBigEndian);
            if (note.U32(0) == 4 && note.U32(8) == 4 && notes[12..16].SequenceEqual("Go\0\0"u8))
                return true;
            var next = 12 + ((note.U32(0) + 3L) & ~3L) + ((note.U32(4) + 3L) & ~3L);
            notes = next < notes.Length ? notes[(int)next..] : default;
        }

        return false;
    }
}
