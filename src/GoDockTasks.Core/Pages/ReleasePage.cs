using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Gates;
using GoDockTasks.Core.Sbom;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Pages;

/// <summary>
/// A release as people look at it: one HTML file that fetches nothing and runs nothing. The same report gives the same
/// bytes.
/// </summary>
public static class ReleasePage
{
    private const string Extension = ".html";

    private static readonly PageTable Services = new([
        new("Service"),
        new("Gates", IsLabelled: false),
        new("Platform"),
        new("Go"),
        new("Commit"),
        new("Program", ColumnKind.Figure),
        new("Change", ColumnKind.Figure),
    ]);

    // Nothing but its own style sheet.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private static readonly Lazy<Html> Style = new(() => Html.Own(ReadStyle()));

    /// <summary>Writes the report as a page where the path ends in `.html`, and as JSON and Markdown anyway.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="report">Of all gates.</param>
    /// <param name="title">What is released: the project's name.</param>
    /// <param name="settings">Of Go, for where it keeps modules.</param>
    /// <returns>GDT1012 where that can't be done.</returns>
    public static IEnumerable<Diagnostic> Write(string path, GateReport report, string title, GoSettings settings)
    {
        var written = GateReportText.Write(path, report);
        return Path.GetExtension(path).Equals(Extension, StringComparison.OrdinalIgnoreCase)
            ? written.Concat(ReportFile.Write(path, ToUtf8(report, title, ModuleCacheFolder.Find(settings))))
            : written;
    }

    /// <summary>The page, in UTF-8.</summary>
    /// <param name="moduleCache">GOMODCACHE; null where it isn't known.</param>
    public static byte[] ToUtf8(GateReport report, string title, string? moduleCache)
    {
        var files = new GoModFiles(moduleCache);
        var sections = ProgramSection.Of(report);
        Html page = $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Html.Own(Policy)}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title}: {(report.AllowsPush ? "all gates allow a push" : "held up")}</title>
            <style>
            {Style.Value}</style>
            </head>
            <body>
            {Head(report, title, sections)}<main>
            {Overview(sections)}{sections.Select(section => section.ToHtml(files))}</main>
            <footer>
            <p>Written by GoDockTasks. Percentages beside figures are against the release before. Charts end with this
            release, at the right; from their middle to their edge is at least {(int)
                Measurements.DefaultThreshold}%, of which
            the gates warn by default. From a dotted line on, another version of Go built.</p>
            </footer>
            </body>
            </html>

            """;
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    private static Html Head(GateReport report, string title, ImmutableArray<ProgramSection> sections)
    {
        var verdict = report.AllowsPush ? GateVerdict.Passed : GateVerdict.Failed;
        var said = report.AllowsPush ? "All gates allow a push" : "The release is held up";
        return $"""
            <header>
            <p class="kicker">Release gates</p>
            <h1>{title}</h1>
            <p class="lead">{VerdictMark.Of(verdict, said)}</p>
            <p class="note">{Counts(report)}</p>
            {HeldUp(report, sections)}{General(report)}</header>

            """;
    }

    private static string Counts(GateReport report)
    {
        var services = report.Lines.Select(line => line.Sidecar).Distinct(StringComparer.Ordinal).Count();
        var counts = VerdictMark
            .Order.Select(verdict => (Verdict: verdict, Count: report.Lines.Count(line => Counts(line, verdict))))
            .Where(one => one.Count > 0)
            .Select(one => $"{one.Count} {VerdictMark.Word(one.Verdict)}");
        return $"{Figures.Count(services, "service")}; gates: {string.Join(", ", counts)}";
    }

    private static bool Counts(GateLine line, GateVerdict verdict) =>
        line.Outcome.Verdict == verdict && !ProgramSection.IsNotAskedFor(line);

    private static Html HeldUp(GateReport report, ImmutableArray<ProgramSection> sections)
    {
        var lines = report.Lines.Where(line => !line.AllowsPush).ToImmutableArray();
        return Html.If(
            !lines.IsEmpty,
            $"""
            <ul>
            {lines.Select(line => HeldUp(line, sections))}</ul>

            """
        );
    }

    private static Html HeldUp(GateLine line, ImmutableArray<ProgramSection> sections)
    {
        var section = sections.FirstOrDefault(section => section.Lines.Contains(line));
        return section is null
            ? Html.Of($"<li>{line.Gate} of {line.Sidecar}: {line.Outcome.Reason}</li>\n")
            : Html.Of($"<li><a href=\"#{section.Id}\">{line.Gate} of {section.Name}</a>: {line.Outcome.Reason}</li>\n");
    }

    private static Html General(GateReport report) =>
        Html.If(
            !report.General.IsEmpty,
            $"""
            <ul>
            {report.General.Select(found => ProgramSection.Message(found))}</ul>

            """
        );

    private static Html Overview(ImmutableArray<ProgramSection> sections) =>
        $"""
            <section aria-labelledby="services">
            <h2 id="services">Services</h2>
            {Services.ToHtml(sections.Select(section => section.Row()), "services")}</section>

            """;

    private static string ReadStyle()
    {
        using var stream = typeof(ReleasePage).Assembly.GetManifestResourceStream("ReleasePage.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>A verdict in a sign, a word and a colour, of which one is enough.</summary>
internal static class VerdictMark
{
    /// <summary>From the gravest.</summary>
    public static readonly ImmutableArray<GateVerdict> Order =
    [
        GateVerdict.Failed,
        GateVerdict.NotChecked,
        GateVerdict.Warned,
        GateVerdict.NoBaseline,
        GateVerdict.Passed,
    ];

    public static Html Of(GateVerdict verdict, string? said = null) =>
        $"""
            <span class="verdict {verdict.Name()}"><b aria-hidden="true">{Sign(verdict)}</b> {said
                ?? Word(verdict)}</span>
            """;

    public static string Word(GateVerdict verdict) =>
        verdict switch
        {
            GateVerdict.Passed => "passed",
            GateVerdict.Warned => "warned",
            GateVerdict.Failed => "failed",
            GateVerdict.NoBaseline => "no baseline",
            _ => "not checked",
        };

    private static string Sign(GateVerdict verdict) =>
        verdict switch
        {
            GateVerdict.Passed => "✓",
            GateVerdict.Warned => "!",
            GateVerdict.Failed => "✗",
            GateVerdict.NoBaseline => "–",
            _ => "?",
        };
}
