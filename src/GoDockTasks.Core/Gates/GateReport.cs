using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;

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
