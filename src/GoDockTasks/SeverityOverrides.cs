using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks;

/// <summary>The user's say on severities, in MSBuild's words, which MSBuild itself heeds for warnings only.</summary>
/// <param name="noWarn">$(NoWarn): logged as nothing.</param>
/// <param name="warningsAsErrors">$(WarningsAsErrors): a message or warning becomes an error.</param>
/// <param name="warningsNotAsErrors">$(WarningsNotAsErrors): an error becomes a warning.</param>
internal sealed class SeverityOverrides(string? noWarn, string? warningsAsErrors, string? warningsNotAsErrors)
{
    private readonly HashSet<string> silent = Codes(noWarn);
    private readonly HashSet<string> raised = Codes(warningsAsErrors);
    private readonly HashSet<string> lowered = Codes(warningsNotAsErrors);

    /// <summary>The severity that the user wants, or null for nothing at all.</summary>
    public DiagnosticSeverity? Of(Diagnostic diagnostic)
    {
        if (!diagnostic.Descriptor.IsConfigurable)
            return raised.Contains(diagnostic.Code) ? DiagnosticSeverity.Error : diagnostic.Severity;
        if (silent.Contains(diagnostic.Code))
            return null;
        if (lowered.Contains(diagnostic.Code))
            return diagnostic.Severity == DiagnosticSeverity.Error ? DiagnosticSeverity.Warning : diagnostic.Severity;
        return raised.Contains(diagnostic.Code) ? DiagnosticSeverity.Error : diagnostic.Severity;
    }

    private static HashSet<string> Codes(string? list) =>
        new(
            (list ?? "").Split([';', ',', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries),
            StringComparer.OrdinalIgnoreCase
        );
}
