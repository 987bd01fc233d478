using System.Collections.Immutable;

namespace GoDockTasks.Core.BuildInfo.Executables;

/// <summary>What an executable of any format tells about its parts, and about where its build info is.</summary>
internal sealed record Executable
{
    public required BinaryFile File { get; init; }

    /// <summary>The first that contains an address counts.</summary>
    public required ImmutableArray<Region> Regions { get; init; }

    /// <summary>What has a name in the file, in its order; empty for formats without names.</summary>
    public ImmutableArray<Section> Sections { get; init; } = [];

    /// <summary>Where the build info is looked for; of no size where there is no such place.</summary>
    public (ulong Address, ulong Size) Place { get; init; }

    /// <summary>The place is one that only build info is put into, not one that it shares with other data.</summary>
    public bool IsPlaceForBuildInfoOnly { get; init; }

    /// <summary>A section, note or mark that only Go's linker makes.</summary>
    public bool HasTraitOfGo { get; init; }

    /// <summary>The file ends before something that a loader would read.</summary>
    public bool IsCutOff => Regions.Any(region => !File.Has(region.Offset, region.Size));

    /// <returns>
    /// How many bytes there are at the address, up to the size of the buffer and the end of the region.
    /// </returns>
    public int Read(ulong address, Span<byte> buffer)
    {
        foreach (var region in Regions)
        {
            if (region.Contains(address))
                return File.Read(
                    region.Offset + (address - region.Address),
                    buffer[..(int)Math.Min((ulong)buffer.Length, region.Size - (address - region.Address))]
                );
        }

        return 0;
    }

    /// <summary>How many bytes of the file a loader puts at the address and behind it.</summary>
    public ulong Available(ulong address)
    {
        foreach (var region in Regions)
        {
            if (region.Contains(address))
                return region.Size - (address - region.Address);
        }

        return 0;
    }
}

/// <summary>A part of a file that has a name: what linkers and their readers tell apart.</summary>
/// <param name="Offset">Offset in the file; it may lie outside.</param>
/// <param name="Size">Bytes in the file; not 0.</param>
// A class: of collections of structs the runtime would have to compile the code at each start.
internal sealed record Section(string Name, ulong Offset, ulong Size);

/// <summary>A part of a file that a loader puts at an address.</summary>
/// <param name="Address">Virtual address of its first byte.</param>
/// <param name="Offset">Offset in the file.</param>
/// <param name="Size">Bytes in the file.</param>
// A class, as Section is.
internal sealed record Region(ulong Address, ulong Offset, ulong Size)
{
    public bool Contains(ulong address) => address >= Address && address - Address < Size;
}

/// <summary>Tells the formats of executables apart by their first bytes.</summary>
internal static class ExecutableFormat
{
    // The longest magic, and what tells a fat Mach-O file from a Java class.
    public const int StartSize = 16;

    /// <returns>The format's reader, or null for what is no executable of a kind that Go makes.</returns>
    public static Func<BinaryFile, Executable?>? Of(BinaryFile file)
    {
        Span<byte> start = stackalloc byte[StartSize];
        if (!file.TryRead(0, start))
            return null;
        return ElfFile.IsMagic(start) ? ElfFile.Read
            : PeFile.IsMagic(file, start) ? PeFile.Read
            : MachOFile.IsMagic(start) ? MachOFile.Read
            : MachOFile.IsFatMagic(start) ? MachOFile.ReadFat
            : XcoffFile.IsMagic(start) ? XcoffFile.Read
            : Plan9File.IsMagic(start) ? Plan9File.Read
            : null;
    }
}
