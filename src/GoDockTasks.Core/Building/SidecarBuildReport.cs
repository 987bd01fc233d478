using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Building;

/// <summary>The outcome of building several sidecars.</summary>
/// <param name="Programs">Those that are up to date now, in the order of the request.</param>
/// <param name="Diagnostics">All that there is to tell, in a stable order.</param>
/// <param name="Remarks">
/// What go remarked while it succeeded, now or when it built what is still up to date, and what wasn't built; for
/// readers of a normal log.
/// </param>
public sealed record SidecarBuildReport(
    ImmutableArray<BuiltProgram> Programs,
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<string> Remarks
);
