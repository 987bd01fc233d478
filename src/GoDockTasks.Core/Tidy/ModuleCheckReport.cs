using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tidy;

/// <summary>The outcome of a check of several modules.</summary>
/// <param name="Modules">One entry a module, in the order of the request.</param>
/// <param name="Diagnostics">All that there is to tell, the modules' own included, in a stable order.</param>
/// <param name="Remarks">What go remarked, and which proxies answered; for readers of a normal log.</param>
public sealed record ModuleCheckReport(
    ImmutableArray<CheckedModule> Modules,
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<string> Remarks
)
{
    /// <summary>The Go that was found; null where there was nothing to check.</summary>
    internal CheckedGo? Go { get; init; }
}
