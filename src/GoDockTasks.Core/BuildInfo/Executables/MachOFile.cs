using System.Collections.Immutable;
using System.Text;

namespace GoDockTasks.Core.BuildInfo.Executables;

/// <summary>
/// Mach-O: macOS and iOS; 32 and 64 bits, both byte orders, and files for several architectures. Source: Apple's
/// loader.h and fat.h.
/// </summary>
internal static class MachOFile
{
    private const int CommandsLimit = 16 << 20;
    private const uint Segment32 = 1;
    private const uint Segment64 = 0x19;

    // Kinds of sections without bytes in the file: zeros, many zeros, zeros for each thread.
    private const byte Zeros = 1;
    private const byte ManyZeros = 12;
    private const byte ThreadZeros = 18;

    // A class file of Java starts with the same magic, and has a version number of 45 or more here.
    private const uint MostArchitectures = 32;

    public static bool IsMagic(ReadOnlySpan<byte> start) =>
        start[..4].SequenceEqual<byte>([0xfe, 0xed, 0xfa, 0xce])
        || start[..4].SequenceEqual<byte>([0xfe, 0xed, 0xfa, 0xcf])
        || start[..4].SequenceEqual<byte>([0xce, 0xfa, 0xed, 0xfe])
        || start[..4].SequenceEqual<byte>([0xcf, 0xfa, 0xed, 0xfe]);

    public static bool IsFatMagic(ReadOnlySpan<byte> start) =>
        (
            start[..4].SequenceEqual<byte>([0xca, 0xfe, 0xba, 0xbe])
            || start[..4].SequenceEqual<byte>([0xca, 0xfe, 0xba, 0xbf])
        ) && new Fields(start, isBigEndian: true).U32(4) is > 0 and <= MostArchitectures;

    /// <summary>The first architecture, which `go version -m` takes.</summary>
    /// <inheritdoc cref="Read"/>
    public static Executable? ReadFat(BinaryFile file)
    {
        Span<byte> bytes = stackalloc byte[40];
        if (!file.TryRead(0, bytes))
            return null;
        var header = new Fields(bytes, isBigEndian: true);
        var is64 = bytes[3] == 0xbf;
        return file.Slice(header.Word(is64, 16, 16), header.Word(is64, 20, 24)) is { } slice ? Read(slice) : null;
    }

    /// <returns>Null where the headers point outside the file, or aren't of this format at all.</returns>
    public static Executable? Read(BinaryFile file)
    {
        Span<byte> header = stackalloc byte[28];
        if (!file.TryRead(0, header) || !IsMagic(header))
            return null;
        var isBigEndian = header[0] == 0xfe;
        var is64 = (isBigEndian ? header[3] : header[0]) == 0xcf;
        var fields = new Fields(header, isBigEndian);
        var count = fields.U32(16);
        if (!file.TryRead(is64 ? 32u : 28u, fields.U32(20), CommandsLimit, out var commands))
            return null;

        var regions = ImmutableArray.CreateBuilder<Region>();
        var sections = ImmutableArray.CreateBuilder<Section>();
        var executable = new Executable { File = file, Regions = [] };
        for (var rest = commands.AsSpan(); count > 0; count--)
        {
            if (rest.Length < 8)
                return null;
            var command = new Fields(rest, isBigEndian);
            var size = command.U32(4);
            if (size < 8 || size > rest.Length)
                return null;
            if (
                command.U32(0) is Segment32 or Segment64
                && !TryAdd(
                    ref executable,
                    regions,
                    sections,
                    rest[..(int)size],
                    command.U32(0) == Segment64,
                    isBigEndian
                )
            )
                return null;
            rest = rest[(int)size..];
        }

        return executable with
        {
            Regions = regions.ToImmutable(),
            Sections = sections.ToImmutable(),
        };
    }

    private static bool TryAdd(
        ref Executable executable,
        ImmutableArray<Region>.Builder regions,
        ImmutableArray<Section>.Builder sections,
        ReadOnlySpan<byte> command,
        bool is64,
        bool isBigEndian
    )
    {
        var (headSize, sectionSize) = is64 ? (72, 80) : (56, 68);
        if (command.Length < headSize)
            return false;
        var segment = new Fields(command, isBigEndian);
        var count = segment.U32(is64 ? 64 : 48);
        if (count > (command.Length - headSize) / sectionSize)
            return false;
        // What no program may touch has no bytes in the file, but some tools write a size.
        if (!Name(command[8..]).SequenceEqual("__PAGEZERO"u8))
            regions.Add(new(segment.Word(is64, 24, 24), segment.Word(is64, 32, 40), segment.Word(is64, 36, 48)));
        for (var i = 0; i < count; i++)
            executable = AddSection(
                executable,
                sections,
                command.Slice(headSize + i * sectionSize, sectionSize),
                is64,
                isBigEndian
            );
        return true;
    }

    private static Executable AddSection(
        Executable executable,
        ImmutableArray<Section>.Builder sections,
        ReadOnlySpan<byte> bytes,
        bool is64,
        bool isBigEndian
    )
    {
        var section = new Fields(bytes, isBigEndian);
        var name = Name(bytes);
        var (offset, size) = (section.U32(is64 ? 48 : 40), section.Word(is64, 36, 40));
        if ((byte)section.U32(is64 ? 64 : 56) is not (Zeros or ManyZeros or ThreadZeros) && size > 0)
            sections.Add(
                new($"{Encoding.UTF8.GetString(Name(bytes[16..]))},{Encoding.UTF8.GetString(name)}", offset, size)
            );
        if (name.SequenceEqual("__go_buildinfo"u8) && !executable.IsPlaceForBuildInfoOnly)
            return executable with
            {
                Place = (section.Word(is64, 32, 32), size),
                IsPlaceForBuildInfoOnly = true,
                HasTraitOfGo = true,
            };
        var isGo =
            name.SequenceEqual("__gopclntab"u8)
            || name.SequenceEqual("__gosymtab"u8)
            || (name.SequenceEqual("__text"u8) && BuildIdMark.IsAt(executable.File, offset));
        return isGo ? executable with { HasTraitOfGo = true } : executable;
    }

    private static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> bytes)
    {
        var name = bytes[..16];
        return name.IndexOf((byte)0) is >= 0 and var end ? name[..end] : name;
    }
}
