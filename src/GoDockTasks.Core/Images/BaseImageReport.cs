using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Images;

/// <summary>What an update of the lock file came to.</summary>
/// <param name="Lock">What the lock file holds now; the old one where anything failed.</param>
/// <param name="Diagnostics">
/// GDT4001 for each image that couldn't be looked up, GDT4002 for the old lock file, GDT1012 for files that can't be
/// read or written.
/// </param>
/// <param name="Remarks">What was added, changed and removed, a line each.</param>
public sealed record BaseImageReport(
    DigestLock Lock,
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<string> Remarks
);
