using System.Collections.Immutable;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Gates;

/// <summary>What all gates of all programs came to.</summary>
/// <param name="Lines">By sidecar, then by gate, in the order of the request.</param>
public sealed record GateReport(ImmutableArray<GateLine> Lines)
{
    /// <summary>What is about no line: items that are wrong, baselines that can't be read.</summary>
    public ImmutableArray<Diagnostic> General { get; init; } = [];

    /// <summary>What was measured of each program, for baselines.</summary>
    public ImmutableArray<MeasuredProgram> Measured { get; init; } = [];

    /// <summary>The programs, in the order of the request.</summary>
    public ImmutableArray<ReportedProgram> Programs { get; init; } = [];

    /// <summary>The baselines that programs were held to.</summary>
    internal BaselineReading Known { get; init; } = BaselineReading.None;

    /// <summary>Exceptions that let a finding pass.</summary>
    public ImmutableArray<UsedException> Used { get; init; } = [];

    /// <summary>All that is to be told, errors and others.</summary>
    public IEnumerable<Diagnostic> Diagnostics => General.Concat(Lines.SelectMany(line => line.Diagnostics));

    /// <summary>
    /// Nothing failed, all that is asked for was checked, and nothing was wrong with the question: what wasn't looked
    /// at isn't fine.
    /// </summary>
    public bool AllowsPush =>
        !Lines.IsEmpty
        && Lines.All(line => line.AllowsPush)
        && General.All(diagnostic => diagnostic.Severity != DiagnosticSeverity.Error);
}

/// <summary>A gate of a program.</summary>
/// <param name="Sidecar">The sidecar's name.</param>
/// <param name="Gate">The gate's name.</param>
/// <param name="IsRequired">Asked for, by an item or by default: it has to be checked.</param>
/// <param name="Outcome">What it came to.</param>
public sealed record GateLine(string Sidecar, string Gate, bool IsRequired, GateOutcome Outcome)
{
    /// <summary>As <c>linux/amd64</c>; null where the program doesn't say.</summary>
    public string? Platform { get; init; }

    /// <summary>Whether it stands in the way of a push.</summary>
    public bool AllowsPush =>
        Outcome.Verdict switch
        {
            GateVerdict.Failed => false,
            GateVerdict.NotChecked => !IsRequired,
            _ => true,
        };

    /// <summary>What is to be told of it.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => Outcome.Diagnostics;
}

/// <summary>What a gate came to.</summary>
/// <param name="Verdict">In a word.</param>
/// <param name="Reason">In a clause, for people; no secrets.</param>
public sealed record GateOutcome(GateVerdict Verdict, string Reason)
{
    /// <summary>What was measured; null where it isn't a figure.</summary>
    public GateMeasure? Measured { get; init; }

    /// <summary>What it is held to, likewise.</summary>
    public GateMeasure? Threshold { get; init; }

    /// <summary>What earlier releases came to, likewise.</summary>
    public GateMeasure? Baseline { get; init; }

    /// <summary>The report that was read; null for none.</summary>
    public GateSource? Source { get; init; }

    /// <summary>Errors, warnings and messages.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    internal static GateOutcome SwitchedOff { get; } = NotChecked("switched off by its GoDockGate item");

    internal static GateOutcome NotChecked(string reason, params ImmutableArray<Diagnostic> diagnostics) =>
        new(GateVerdict.NotChecked, reason) { Diagnostics = diagnostics };
}

/// <summary>What a gate says.</summary>
public enum GateVerdict
{
    /// <summary>Looked at, and as it should be.</summary>
    Passed,

    /// <summary>Looked at; somebody should look, too.</summary>
    Warned,

    /// <summary>Looked at, and not as it should be.</summary>
    Failed,

    /// <summary>Not looked at.</summary>
    NotChecked,

    /// <summary>Measured, and there is nothing yet to hold it against.</summary>
    NoBaseline,
}

/// <summary>A figure.</summary>
/// <param name="Value">In the unit.</param>
/// <param name="Unit"><c>score</c>, <c>findings</c>, <c>bytes</c>, <c>percent</c>, <c>ratio</c>, <c>tests</c>,
/// <c>ns</c> or what a report calls it.</param>
public sealed record GateMeasure(double Value, string Unit);

/// <summary>A report that was read.</summary>
/// <param name="File">Relative to the project's folder, with slashes; <c>-</c> for what a program printed.</param>
/// <param name="Sha256">Of its bytes, in lower-case hexadecimal digits.</param>
public sealed record GateSource(string File, string Sha256);

internal static class GateVerdicts
{
    /// <summary>As reports have it.</summary>
    public static string Name(this GateVerdict verdict) =>
        verdict switch
        {
            GateVerdict.Passed => "passed",
            GateVerdict.Warned => "warned",
            GateVerdict.Failed => "failed",
            GateVerdict.NoBaseline => "noBaseline",
            _ => "notChecked",
        };
}

/// <summary>A program that was gated, for who shows the report.</summary>
/// <param name="Sidecar">What it was built from.</param>
/// <param name="BuildInfo">What it says of its build; null where it doesn't.</param>
/// <param name="Measured">Null where it doesn't say what it was built for.</param>
public sealed record ReportedProgram(Sidecar Sidecar, GoBuildInfo? BuildInfo, MeasuredProgram? Measured)
{
    private const string Revision = "org.opencontainers.image.revision";

    /// <summary>The commit that it was built from; null where nothing says so.</summary>
    public string? Commit { get; init; }

    /// <summary>Of the image that it is released in; null for none.</summary>
    public string? ImageDigest { get; init; }

    /// <summary>Releases before this one, from the oldest that is known.</summary>
    public ImmutableArray<PastRelease> Past { get; init; } = [];

    /// <summary>The release before; null where none is known.</summary>
    public LastRelease? Last { get; init; }

    internal static ReportedProgram Of(GatedProgram program, GateState state)
    {
        var binary = state.BuildInfoOf(program.Path).BuildInfo;
        var measured = MeasuredProgram.Of(program, state);
        var layout = program.ImageLayout is { } folder ? ImageLayout.Read(folder).Layout : null;
        return new(program.Sidecar, binary, measured)
        {
            // Where git isn't in the image that builds, only the labels know.
            Commit = binary?.Setting("vcs.revision")
                ?? layout
                    ?.Images.Select(image => image.Config.Labels.GetValueOrDefault(Revision))
                    .FirstOrDefault(revision => !string.IsNullOrEmpty(revision)),
            ImageDigest = layout?.Root.Digest,
            Last = measured is null
                ? null
                : state.Baselines.Last.GetValueOrDefault((measured.Key.Service, measured.Key.Platform)),
            Past = measured is null ? [] : Before(state.Baselines.Past(measured.Key), measured.Release),
        };
    }

    // A pipeline that runs again finds the release itself.
    private static ImmutableArray<PastRelease> Before(ImmutableArray<PastRelease> past, MeasuredRelease release) =>
        !past.IsEmpty && past[^1].Measured.Sha256 == release.Sha256 ? past[..^1] : past;
}

/// <summary>A release that was measured before.</summary>
/// <param name="GoVersion">As <c>go1.27.3</c>.</param>
/// <param name="Measured">Its program.</param>
public sealed record PastRelease(string GoVersion, MeasuredRelease Measured);
