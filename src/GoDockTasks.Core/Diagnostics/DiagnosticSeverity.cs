namespace GoDockTasks.Core.Diagnostics;

/// <summary>How a diagnostic is shown, in MSBuild's words.</summary>
public enum DiagnosticSeverity
{
    Message,
    Warning,
    Error,
}
