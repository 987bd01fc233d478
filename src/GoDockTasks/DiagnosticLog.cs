using GoDockTasks.Core.Diagnostics;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace GoDockTasks;

/// <summary>The one place that turns a diagnostic into an MSBuild error, warning or message.</summary>
/// <param name="log">The task's log.</param>
/// <param name="severities">The user's say.</param>
/// <param name="projectFile">What a diagnostic without a file is about.</param>
/// <param name="documentation">
/// Absolute path of the folder with a page for each code; it travels in the package, so that it is about this very
/// version.
/// </param>
internal sealed class DiagnosticLog(
    TaskLoggingHelper log,
    SeverityOverrides severities,
    string projectFile,
    string documentation
)
{
    // Made when it is needed: most builds have nothing to say.
    private Uri? help;

    public void Write(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            Write(diagnostic);
    }

    /// <summary>As the user wants them: without those that are to be silent.</summary>
    public IEnumerable<Diagnostic> WithSeverities(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            if (severities.Of(diagnostic) is { } severity)
                yield return diagnostic with
                {
                    Severity = severity,
                };
        }
    }

    private void Write(Diagnostic diagnostic)
    {
        var (code, at, message) = (diagnostic.Code, diagnostic.Location, diagnostic.Message);
        var file = at.File ?? projectFile;
        help ??= new(documentation);
        var helpLink = new Uri(help, code + ".md").AbsoluteUri;
        switch (severities.Of(diagnostic))
        {
            case DiagnosticSeverity.Error:
                log.LogError(null, code, null, helpLink, file, at.Line, at.Column, 0, 0, "{0}", message);
                break;
            case DiagnosticSeverity.Warning:
                log.LogWarning(null, code, null, helpLink, file, at.Line, at.Column, 0, 0, "{0}", message);
                break;
            case DiagnosticSeverity.Message:
                log.LogMessage(
                    null,
                    code,
                    null,
                    file,
                    at.Line,
                    at.Column,
                    0,
                    0,
                    MessageImportance.High,
                    "{0}",
                    message
                );
                break;
            default:
                return;
        }

        if (diagnostic.Detail is not null)
            log.LogMessage(MessageImportance.Normal, "{0}", diagnostic.Detail);
    }
}

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
