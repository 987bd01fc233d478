namespace GoDockTasks.Core.BuildInfo.Executables;

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
