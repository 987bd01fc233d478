using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Fingerprints;

/// <summary>How long a program took until it listened.</summary>
/// <param name="Duration">Null where that could not be measured.</param>
/// <param name="Problem">Why not: GDT0008.</param>
internal sealed record StartUpTime(TimeSpan? Duration, Diagnostic? Problem);
