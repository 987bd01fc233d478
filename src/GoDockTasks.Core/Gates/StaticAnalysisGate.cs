using System.Collections.Immutable;
using System.Text.Json;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Gates.Reports;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Gates;

/// <summary>No finding of level error that the baseline doesn't have.</summary>
internal static class StaticAnalysisGate
{
    private const int MaxDiagnostics = 50;

    public static async Task<GateOutcome> RunAsync(GateRun run, CancellationToken cancellationToken)
    {
        var (input, problem) = await GateInput.ReadAsync(run, cancellationToken).ConfigureAwait(false);
        return input is null ? problem! : GateReportKind.Of(input).Judge(run, input, ReleaseGates.StaticAnalysis);
    }

    /// <summary>Holds a SARIF log against the item's baseline.</summary>
    public static GateOutcome Judge(GateRun run, GateInput input, JsonElement root)
    {
        var (log, problem) = SarifLog.Read(root);
        if (log is null)
            return input.Unusable(run, problem!);
        var (known, unusable) = Baseline(run);
        if (known is null)
            return run.NotChecked(DiagnosticCatalogue.ReportUnusable, unusable!, input.Source);
        var added = SarifBaseline.New(Errors(log), Errors(known));
        var allowed = run.Item?.Threshold ?? 0;
        var all = Errors(log).Length;
        var fails = added.Length > allowed;
        return new(
            fails ? GateVerdict.Failed : GateVerdict.Passed,
            $"{added.Length} new of {all} errors, {log.Findings.Length - all} others"
        )
        {
            Measured = new(added.Length, "findings"),
            Threshold = new(allowed, "findings"),
            Baseline = run.Item?.Baseline is null ? null : new(Errors(known).Length, "findings"),
            Source = input.Source,
            Diagnostics = fails ? [.. added.Take(MaxDiagnostics).Select(finding => Describe(run, finding))] : [],
        };
    }

    private static ImmutableArray<SarifFinding> Errors(SarifLog log) =>
        [.. log.Findings.Where(finding => finding.Level == "error")];

    // None is named: every error is new.
    private static (SarifLog? Known, string? Problem) Baseline(GateRun run)
    {
        if (run.Item?.Baseline is not { } named)
            return (new([]), null);
        var path = run.Full(named);
        var (content, problem) = RegularFile.TryRead(path, GateInput.MaxBytes);
        if (content is not null)
        {
            problem = StrictJson.Read(content, out var root);
            if (problem is null)
            {
                (var log, problem) = SarifLog.Read(root);
                if (log is not null)
                    return (log, null);
            }
        }

        return (null, $"the baseline '{run.Name(path)}' can't be read: {problem}; restore it, or make it anew");
    }

    private static Diagnostic Describe(GateRun run, SarifFinding finding)
    {
        var file = Uri.UnescapeDataString(finding.Uri);
        var path = Path.GetFullPath(
            file.Replace('/', Path.DirectorySeparatorChar),
            run.Program.Sidecar.ModuleDirectory
        );
        var place =
            finding.Uri.Length > 0 && !finding.Uri.Contains(':', StringComparison.Ordinal) && File.Exists(path)
                ? new SourceLocation(path, Math.Max(finding.Line, 0), Math.Max(finding.Column, 0))
                : new(run.Program.Sidecar.GoModPath);
        return new(
            DiagnosticCatalogue.NewFinding,
            place,
            Printable.Of($"'{run.Sidecar}': {finding.Rule}: {finding.Message}; mend it, or take it into the baseline")
        );
    }

    /// <summary>
    /// Findings of a scanner for vulnerabilities: the rule's score, else its level, says how grave one is.
    /// </summary>
    public static VulnerabilityReading ToVulnerabilities(JsonElement root)
    {
        var (log, problem) = SarifLog.Read(root);
        return log is null
            ? VulnerabilityReading.Not(problem!)
            : new VulnerabilityReport([
                .. log
                    .Findings.Where(finding => finding.Level != "none")
                    .GroupBy(finding => finding.Rule, StringComparer.Ordinal)
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => Vulnerability(group.Key, [.. group])),
            ]);
    }

    private static ScannedVulnerability Vulnerability(string id, ImmutableArray<SarifFinding> findings) =>
        new(
            id,
            findings.Any(finding => finding.SecuritySeverity is not null || finding.Level == "error")
                ? VulnerabilityReach.Present
                : VulnerabilityReach.Imported,
            findings.Select(finding => finding.SecuritySeverity).Max()
        )
        {
            Subject = findings[0].Uri,
            Summary = findings[0].Message,
        };
}
