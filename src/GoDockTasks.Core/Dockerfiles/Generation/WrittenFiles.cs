using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>What came of writing.</summary>
/// <param name="Current">Absolute paths of the files that are as they should be.</param>
/// <param name="Written">Those of them that were written for it.</param>
/// <param name="Diagnostics">GDT0006, GDT1012 and GDT2004.</param>
public sealed record WrittenFiles(
    ImmutableArray<string> Current,
    ImmutableArray<string> Written,
    ImmutableArray<Diagnostic> Diagnostics
);
