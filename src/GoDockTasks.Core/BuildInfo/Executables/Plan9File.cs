namespace GoDockTasks.Core.BuildInfo.Executables;

/// <summary>Plan 9's a.out. Source: its manual, a.out(6).</summary>
internal static class Plan9File
{
    private const uint I386 = 0x1eb;
    private const uint Amd64 = 0x8a97;
    private const uint Arm = 0x647;

    public static bool IsMagic(ReadOnlySpan<byte> start) =>
        new Fields(start, isBigEndian: true).U32(0) is I386 or Amd64 or Arm;

    /// <summary>Addresses are offsets in the file, as Go's reader has them.</summary>
    /// <returns>Null where the file is too short.</returns>
    public static Executable? Read(BinaryFile file)
    {
        Span<byte> bytes = stackalloc byte[32];
        if (!file.TryRead(0, bytes))
            return null;
        var header = new Fields(bytes, isBigEndian: true);
        var text = header.U32(0) == Amd64 ? 40u : 32u;
        var data = text + (ulong)header.U32(4);
        return new()
        {
            File = file,
            Regions = [new(data, data, header.U32(8))],
            Place = (data, header.U32(8)),
            HasTraitOfGo = BuildIdMark.IsAt(file, text),
        };
    }
}
