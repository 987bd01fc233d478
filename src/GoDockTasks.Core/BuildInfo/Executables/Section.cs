namespace GoDockTasks.Core.BuildInfo.Executables;

/// <summary>A part of a file that has a name: what linkers and their readers tell apart.</summary>
/// <param name="Offset">Offset in the file; it may lie outside.</param>
/// <param name="Size">Bytes in the file; not 0.</param>
// A class: of collections of structs the runtime would have to compile the code at each start.
internal sealed record Section(string Name, ulong Offset, ulong Size);
