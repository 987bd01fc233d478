using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Building;

/// <summary>How the build of one program ended.</summary>
/// <param name="IsBuilt">It is up to date.</param>
internal sealed record ProgramOutcome(
    bool IsBuilt,
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<string> Remarks
)
{
    public static ProgramOutcome Built(ImmutableArray<string> remarks) => new(true, [], remarks);

    public static ProgramOutcome Failed(params ImmutableArray<Diagnostic> diagnostics) => new(false, diagnostics, []);
}
