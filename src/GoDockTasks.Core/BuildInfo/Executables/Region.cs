namespace GoDockTasks.Core.BuildInfo.Executables;

/// <summary>A part of a file that a loader puts at an address.</summary>
/// <param name="Address">Virtual address of its first byte.</param>
/// <param name="Offset">Offset in the file.</param>
/// <param name="Size">Bytes in the file.</param>
// A class, as Section is.
internal sealed record Region(ulong Address, ulong Offset, ulong Size)
{
    public bool Contains(ulong address) => address >= Address && address - Address < Size;
}
