using System.Collections.Immutable;
using System.Globalization;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Gates;
using GoDockTasks.Core.Sbom;

namespace GoDockTasks.Core.Pages;

/// <summary>What a page has of one program: a service's, for a platform.</summary>
/// <param name="Id">Within the page.</param>
/// <param name="Program">Null for a sidecar of which there are gates, and nothing else is known.</param>
/// <param name="Lines">Its gates.</param>
internal sealed record ProgramSection(
    string Id,
    string Sidecar,
    ReportedProgram? Program,
    ImmutableArray<GateLine> Lines,
    ImmutableArray<UsedException> Used
)
{
    private const int ShownCommit = 12;

    private static readonly PageTable GateTable = new([
        new("Gate"),
        new("Verdict", IsLabelled: false),
        new("Measured", ColumnKind.Figure),
        new("Threshold", ColumnKind.Figure),
        new("Baseline", ColumnKind.Figure),
        new("Reason", ColumnKind.Sentence, IsLabelled: false),
    ]);

    /// <summary>The service, with its platform where that is known.</summary>
    public string Name => Platform is { } platform ? $"{Sidecar} ({platform})" : Sidecar;

    private string? Platform => Program?.Measured?.Key.Platform ?? Lines.FirstOrDefault()?.Platform;

    private GoBuildInfo? BuildInfo => Program?.BuildInfo;

    /// <summary>In the order of the report's lines.</summary>
    public static ImmutableArray<ProgramSection> Of(GateReport report) =>
        [
            .. report
                .Lines.GroupBy(line => (line.Sidecar, line.Platform))
                .Select(
                    (lines, index) =>
                        new ProgramSection(
                            string.Create(CultureInfo.InvariantCulture, $"p{index}"),
                            lines.Key.Sidecar,
                            report.Programs.FirstOrDefault(program =>
                                program.Sidecar.Name == lines.Key.Sidecar
                                && program.Measured?.Key.Platform == lines.Key.Platform
                            ),
                            [.. lines],
                            [.. report.Used.Where(used => used.Sidecar == lines.Key.Sidecar)]
                        )
                ),
        ];

    /// <summary>Nobody wants to know.</summary>
    public static bool IsNotAskedFor(GateLine line) =>
        line is { IsRequired: false, Outcome.Verdict: GateVerdict.NotChecked } && !IsSwitchedOff(line);

    public static Html Message(Diagnostic found) =>
        $"<li>{found.Severity.ToString().ToLowerInvariant()} <code>{found.Code}</code> {found.Message}</li>\n";

    /// <summary>In the table of all services.</summary>
    public ImmutableArray<Html> Row()
    {
        var size = FigureChart.Of(Program, Measurements.Program);
        return
        [
            $"""<a href="#{Id}">{Sidecar}</a>""",
            Gravest(),
            $"{Platform ?? ""}",
            $"{Go ?? ""}",
            Html.If(Commit is not null, $"<code>{Short(Commit ?? "")}</code>"),
            $"{size?.Last ?? ""}",
            $"{size?.Change ?? ""}",
        ];
    }

    public Html ToHtml(GoModFiles files) =>
        $"""
            <section aria-labelledby="{Id}">
            <h2 id="{Id}">{Sidecar} <small>{Platform ?? ""}</small></h2>
            {Facts()}{Gates()}{Accepted()}{Charts()}{Changes()}{Dependencies(files)}</section>

            """;

    private string? Go => BuildInfo?.GoVersion.Split(' ')[0];

    private string? Commit => Program?.Commit;

    private static bool IsSwitchedOff(GateLine line) => line.Outcome == GateOutcome.SwitchedOff;

    private static string Short(string commit) => commit.Length > ShownCommit ? commit[..ShownCommit] : commit;

    private Html Gravest()
    {
        var verdicts = Lines.Where(line => line.IsRequired).Select(line => line.Outcome.Verdict).ToHashSet();
        return verdicts.Count == 0
            ? Html.Empty
            : VerdictMark.Of(
                VerdictMark.Order.First(verdict => verdicts.Contains(verdict) && verdict != GateVerdict.NoBaseline)
            );
    }

    private Html Facts()
    {
        (string Name, string? Value)[] facts =
        [
            ("Go", BuildInfo?.GoVersion),
            ("Commit", BuildInfo?.Setting("vcs.modified") == "true" ? $"{Commit}, with changes" : Commit),
            ("Module", BuildInfo?.Path is { Length: > 0 } path ? path : null),
            ("Image", Program?.ImageDigest),
            ("Program", Program?.Measured is { } measured ? $"sha256:{measured.Release.Sha256}" : null),
        ];
        return BuildInfo is null
            ? Html.Of($"<p class=\"note\">The program doesn't say how it was built.</p>\n")
            : Html.Of(
                $"""
                <dl>
                {facts.Where(fact => fact.Value is not null).Select(Fact)}</dl>

                """
            );
    }

    private static Html Fact((string Name, string? Value) fact) =>
        $"<dt>{fact.Name}</dt><dd><code>{fact.Value!}</code></dd>\n";

    private Html Gates()
    {
        var asked = Lines.Where(line => !IsNotAskedFor(line)).ToImmutableArray();
        var others = Lines.Where(IsNotAskedFor).Select(line => line.Gate).ToImmutableArray();
        return $"""
            <h3 id="{Id}g">Gates</h3>
            {GateTable.ToHtml(asked.Select(Gate), $"{Id}g {Id}")}{Html.If(
                !others.IsEmpty,
                $"<p class=\"note\">Not asked for: {string.Join(", ", others)}.</p>\n"
            )}
            """;
    }

    private static ImmutableArray<Html> Gate(GateLine line)
    {
        var outcome = line.Outcome;
        return
        [
            $"{line.Gate}",
            VerdictMark.Of(outcome.Verdict, IsSwitchedOff(line) ? "switched off" : null),
            Measure(outcome.Measured),
            Measure(outcome.Threshold),
            Measure(outcome.Baseline),
            $"{outcome.Reason}{Messages(line)}",
        ];
    }

    private static Html Measure(GateMeasure? measure) => $"{(measure is null ? "" : Figures.Text(measure))}";

    // That there is nothing to compare with is the reason already.
    private static Html Messages(GateLine line) =>
        Html.If(
            !line.Diagnostics.IsEmpty && line.Outcome.Verdict != GateVerdict.NoBaseline,
            $"""
            <details><summary>{Figures.Count(line.Diagnostics.Length, "message")}</summary>
            <ul>
            {line.Diagnostics.Select(Message)}</ul></details>
            """
        );

    private Html Accepted() =>
        Html.If(
            !Used.IsEmpty,
            $"""
            <h3>Accepted findings</h3>
            <ul>
            {Used.Select(Accepted)}</ul>

            """
        );

    private static Html Accepted(UsedException used)
    {
        var until = used.Accepted.Until is { } day
            ? $", until {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"
            : "";
        return $"<li>{used.Vulnerability}: {used.Accepted.Reason}{until}</li>\n";
    }

    private Html Changes() =>
        Program?.Measured is null
            ? Html.Empty
            : Html.Of(
                $"""
                <h3>Since the last release</h3>
                {ReleaseChanges.ToHtml(Program)}
                """
            );

    private Html Dependencies(GoModFiles files)
    {
        if (BuildInfo is null)
            return Html.Empty;
        var graph = ModuleGraph.Of(BuildInfo, Program!.Sidecar, files);
        return Html.Of(
            $"""
            <h3>Dependencies</h3>
            {new DependencyTree(Id, graph, BuildInfo.Dependencies.Length).ToHtml()}
            """
        );
    }

    private Html Charts()
    {
        var charts = Program is null ? [] : FigureChart.Of(Program).ToImmutableArray();
        return Html.If(
            !charts.IsEmpty,
            $"""
            <h3>Last releases</h3>
            <div class="charts">
            {charts.Select(chart => chart.ToHtml())}</div>

            """
        );
    }
}
