using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Recovery;

/// <summary>What to recover, and with what.</summary>
public sealed record RecoveryRequest
{
    /// <summary>
    /// The modules, and what counts for a check of them: a recovery ends with it. GoDockFix lets it write go.mod,
    /// go.sum and the vendor folder.
    /// </summary>
    public required ModuleCheckRequest Check { get; init; }

    /// <summary>GoDockFallbackProxies.</summary>
    public string? FallbackProxies { get; init; }

    /// <summary>GoDockRecoverScope.</summary>
    public string? Scope { get; init; }
}

/// <summary>The outcome of a recovery.</summary>
/// <param name="Diagnostics">What was wrong, and what still is, in a stable order.</param>
/// <param name="Stages">What was done, a line each, in order; for readers of a normal log.</param>
/// <param name="Recovered">
/// Names (<c>path@version</c>) of the modules that are now as go.sum has them, and weren't.
/// </param>
public sealed record RecoveryReport(
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<string> Stages,
    ImmutableArray<string> Recovered
);
