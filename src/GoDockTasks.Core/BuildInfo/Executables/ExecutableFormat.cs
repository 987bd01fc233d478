namespace GoDockTasks.Core.BuildInfo.Executables;

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
