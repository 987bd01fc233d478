using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Gates;

/// <summary>
/// A report of gates as Markdown for the summary of a CI job, and as JSON for programs, which docs/gates.schema.json
/// defines. The same report gives the same bytes.
/// </summary>
public static class GateReportText
{
    private const int Version = 1;

    /// <summary>Writes both: the JSON to the path, the Markdown beside it with `.md` in place of `.json`.</summary>
    /// <param name="path">Absolute.</param>
    /// <returns>GDT1012 where that can't be done.</returns>
    public static IEnumerable<Diagnostic> Write(string path, GateReport report)
    {
        var markdown = Path.ChangeExtension(path, ".md");
        return ReportFile
            .Write(Path.ChangeExtension(path, ".json"), ToUtf8(report))
            .Concat(ReportFile.Write(markdown, Encoding.UTF8.GetBytes(ToMarkdown(report))));
    }

    /// <summary>One table, a line a gate and sidecar.</summary>
    public static string ToMarkdown(GateReport report)
    {
        var text = new StringBuilder("# Release gates\n\n").Append(
            report.AllowsPush ? "All gates allow a push.\n\n" : "**The release is held up.**\n\n"
        );
        text.Append("| sidecar | gate | verdict | measured | threshold | reason |\n|---|---|---|---|---|---|\n");
        foreach (var line in report.Lines)
        {
            var outcome = line.Outcome;
            var verdict = outcome.Verdict.Name();
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Cell(line.Sidecar)} | {Cell(line.Gate)} | {(line.AllowsPush ? verdict : $"**{verdict}**")} "
                    + $"| {Measure(outcome.Measured)} | {Measure(outcome.Threshold)} | {Cell(outcome.Reason)} |\n"
            );
        }

        foreach (var diagnostic in report.General)
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n{diagnostic.Severity.ToString().ToLowerInvariant()} {diagnostic.Code}: {Cell(diagnostic.Message)}\n"
            );
        return text.ToString();
    }

    /// <summary>Canonical JSON (RFC 8785), in UTF-8, with a line's end.</summary>
    public static byte[] ToUtf8(GateReport report) => [.. CanonicalJson.ToUtf8(ToJson(report)), (byte)'\n'];

    private static JsonObject ToJson(GateReport report) =>
        new()
        {
            ["version"] = Version,
            ["allowsPush"] = report.AllowsPush,
            ["gates"] = new JsonArray([.. report.Lines.Select(Line)]),
            ["general"] = new JsonArray([.. report.General.Select(Diagnostic)]),
            ["accepted"] = new JsonArray([
                .. report.Used.Select(used => new JsonObject
                {
                    ["sidecar"] = used.Sidecar,
                    ["vulnerability"] = used.Vulnerability,
                    ["reason"] = used.Accepted.Reason,
                    ["until"] = used.Accepted.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                }),
            ]),
        };

    private static JsonNode Line(GateLine line) =>
        new JsonObject
        {
            ["sidecar"] = line.Sidecar,
            ["gate"] = line.Gate,
            ["verdict"] = line.Outcome.Verdict.Name(),
            ["required"] = line.IsRequired,
            ["measured"] = Json(line.Outcome.Measured),
            ["threshold"] = Json(line.Outcome.Threshold),
            ["reason"] = Secretless(line.Outcome.Reason),
            ["source"] = line.Outcome.Source is { } source
                ? new JsonObject { ["file"] = source.File, ["sha256"] = source.Sha256 }
                : null,
            ["diagnostics"] = new JsonArray([.. line.Diagnostics.Select(Diagnostic)]),
        };

    private static JsonNode Diagnostic(Diagnostic diagnostic) =>
        new JsonObject
        {
            ["code"] = diagnostic.Code,
            ["severity"] = diagnostic.Severity.ToString().ToLowerInvariant(),
            ["message"] = Secretless(diagnostic.Message),
        };

    private static JsonObject? Json(GateMeasure? measure) =>
        measure is null ? null : new JsonObject { ["value"] = measure.Value, ["unit"] = measure.Unit };

    private static string Measure(GateMeasure? measure) =>
        measure switch
        {
            null => "",
            { Unit: "bytes" } => FileTooLargeException.Size((long)measure.Value),
            { Unit: "percent" } => measure.Value.ToString("0.##", CultureInfo.InvariantCulture) + "%",
            _ => Cell($"{measure.Value.ToString("0.###", CultureInfo.InvariantCulture)} {measure.Unit}"),
        };

    // What others wrote stays in its cell, and is no mark-up.
    private static string Cell(string text)
    {
        var cell = new StringBuilder();
        foreach (var c in Printable.Line(Secretless(text)))
        {
            if (c is '|' or '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#')
                cell.Append('\\');
            cell.Append(c);
        }

        return cell.ToString();
    }

    private static string Secretless(string text) => Processes.Secrets.Redact(text);
}
