namespace GoDockTasks.Core.Fingerprints;

/// <summary>The binary of a program.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="StampPath">
/// Absolute path of what BuildGoSidecar wrote down of its build, which may be missing; null for a binary of somebody
/// else's.
/// </param>
public sealed record ProgramFile(FingerprintedProgram Program, string Path, string? StampPath = null);
