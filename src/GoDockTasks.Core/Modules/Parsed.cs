using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Modules;

/// <summary>What was read from a text.</summary>
/// <param name="Value">
/// All that could be understood; lines with errors are missing from it, and what follows the last of 20 errors.
/// </param>
/// <param name="Diagnostics">
/// GDT1002, ordered by position; one with severity Error means that go refuses the file. At most 20.
/// </param>
public sealed record Parsed<T>(T Value, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>go refuses the file.</summary>
    public bool HasErrors
    {
        get
        {
            foreach (var diagnostic in Diagnostics)
            {
                if (diagnostic.Severity == DiagnosticSeverity.Error)
                    return true;
            }

            return false;
        }
    }
}
