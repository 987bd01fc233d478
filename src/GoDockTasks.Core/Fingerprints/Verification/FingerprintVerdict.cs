using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Fingerprints.Verification;

/// <summary>What became of one fingerprint.</summary>
/// <param name="Path">The bundle, absolute.</param>
public sealed record FingerprintVerdict(string Path)
{
    // What comes after it is in the text and the report.
    private const int MaxDiagnostics = 50;

    /// <summary>
    /// What it is about: the names of the subjects and the platform; the file's name where it can't be read.
    /// </summary>
    public string Name { get; init; } = System.IO.Path.GetFileName(Path);

    /// <summary>The same file as it was found, for reports.</summary>
    public FoundFile File { get; init; } = new(Path, System.IO.Path.GetFileName(Path), "");

    /// <summary>What it is about; nothing where the signature doesn't hold.</summary>
    public ImmutableArray<Subject> Subjects { get; init; } = [];

    /// <summary>The sidecar that it is about; null where the signature doesn't hold.</summary>
    public string? Service { get; init; }

    /// <summary>GOOS/GOARCH that it tells of, likewise.</summary>
    public string? Platform { get; init; }

    /// <summary>Absolute paths of files that are its subjects.</summary>
    public ImmutableArray<string> Matched { get; init; } = [];

    /// <summary>Absolute paths of files that should be, and aren't.</summary>
    public ImmutableArray<string> Compared { get; init; } = [];

    /// <summary>What speaks against it, in the order of looking; empty where all that was compared agrees.</summary>
    public ImmutableArray<VerificationFinding> Findings { get; init; } = [];

    /// <summary>What wasn't compared, and why.</summary>
    public ImmutableArray<string> NotCompared { get; init; } = [];

    /// <summary>
    /// It was built again here, and came out the same: by one machine, which isn't "by independent builders".
    /// </summary>
    public bool IsReproduced { get; init; }

    /// <summary>The hash of the inputs; null where the signature doesn't hold.</summary>
    public string? InputsDigest { get; init; }

    /// <summary>
    /// The version of GoDockTasks that made it, where that is newer than the one that verifies; else null.
    /// </summary>
    public string? NewerGenerator { get; init; }

    /// <summary>The first finding's, which is the gravest.</summary>
    public VerificationOutcome Outcome => Findings.IsEmpty ? VerificationOutcome.Verified : Findings[0].Outcome;

    /// <summary>For people: a line a finding, below it a line a difference.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        if (Findings.IsEmpty)
            text.Append("VERIFIED ").Append(Printable.Line(Name)).Append('\n');
        foreach (var finding in Findings)
        {
            text.Append(finding.Outcome.Name()).Append(' ').Append(Printable.Line(Name)).Append('\n');
            if (finding.Differences.IsEmpty)
                text.Append("  ").Append(Printable.Line(finding.Message)).Append('\n');
            foreach (var difference in finding.Differences)
                text.Append("  ").Append(difference).Append('\n');
        }

        if (IsReproduced)
            text.Append("  rebuilt: the same bytes, on this machine\n");
        foreach (var missing in NotCompared)
            text.Append("  not compared: ").Append(Printable.Line(missing)).Append('\n');
        return text.ToString();
    }

    /// <summary>For MSBuild: one for each difference, and one for each finding that has none.</summary>
    public IEnumerable<Diagnostic> ToDiagnostics() =>
        Findings
            .SelectMany(ToDiagnostics)
            .Take(MaxDiagnostics)
            .Concat(
                NewerGenerator is null
                    ? []
                    :
                    [
                        new(
                            DiagnosticCatalogue.NewerGenerator,
                            new(Path),
                            Printable.Line(
                                $"it was made by GoDockTasks {NewerGenerator}, which is newer than the one "
                                    + $"that verifies: what that says anew isn't looked at here; update the "
                                    + $"package that verifies"
                            )
                        ),
                    ]
            );

    private IEnumerable<Diagnostic> ToDiagnostics(VerificationFinding finding)
    {
        if (finding.Differences.IsEmpty)
            return [Diagnostic(finding.Message)];
        // One cause changes many bytes: a rebuild is one failure, and its first difference the reason.
        if (finding.Outcome == VerificationOutcome.NotReproduced)
            return [Diagnostic(finding.Message) with { Detail = string.Join('\n', finding.Differences) }];
        return finding.Differences.Select(difference => Diagnostic($"{Name}: {Line(difference)}; {finding.Message}"));

        Diagnostic Diagnostic(string message) =>
            new(finding.Outcome.Descriptor(), new(Path), Printable.Line(message))
            {
                Severity = DiagnosticSeverity.Error,
            };
    }

    private static string Line(InputDifference difference) =>
        string.Join(' ', difference.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>What a verification finds, in the order in which it looks.</summary>
public enum VerificationOutcome
{
    /// <summary>Everything that was compared is as the fingerprint says.</summary>
    Verified,

    /// <summary>There is nothing to check, or it can't be read.</summary>
    CannotVerify,

    /// <summary>A statement that nobody signed.</summary>
    NotSigned,

    /// <summary>The signature doesn't match what is signed.</summary>
    Tampered,

    /// <summary>No key that is trusted signed, or it may not speak for this builder.</summary>
    Untrusted,

    /// <summary>The file isn't the one that is stated.</summary>
    WrongArtifact,

    /// <summary>The build that is stated isn't allowed.</summary>
    Policy,

    /// <summary>The file or the sources say something else.</summary>
    Mismatch,

    /// <summary>The rebuild gives other bytes.</summary>
    NotReproduced,
}

internal static class VerificationOutcomes
{
    /// <summary>As text and reports have it.</summary>
    public static string Name(this VerificationOutcome outcome) =>
        outcome switch
        {
            VerificationOutcome.Verified => "VERIFIED",
            VerificationOutcome.NotSigned => "UNSIGNED",
            VerificationOutcome.Tampered => "TAMPERED",
            VerificationOutcome.Untrusted => "UNTRUSTED",
            VerificationOutcome.WrongArtifact => "WRONG_ARTIFACT",
            VerificationOutcome.Policy => "POLICY",
            VerificationOutcome.Mismatch => "MISMATCH",
            VerificationOutcome.NotReproduced => "NOT_REPRODUCED",
            _ => "CANNOT_VERIFY",
        };

    /// <summary>The code of an outcome that isn't good.</summary>
    public static DiagnosticDescriptor Descriptor(this VerificationOutcome outcome) =>
        outcome switch
        {
            VerificationOutcome.NotSigned => DiagnosticCatalogue.NotSigned,
            VerificationOutcome.Tampered => DiagnosticCatalogue.Tampered,
            VerificationOutcome.Untrusted => DiagnosticCatalogue.Untrusted,
            VerificationOutcome.WrongArtifact => DiagnosticCatalogue.WrongArtifact,
            VerificationOutcome.Policy => DiagnosticCatalogue.PolicyViolated,
            VerificationOutcome.Mismatch => DiagnosticCatalogue.FingerprintMismatch,
            VerificationOutcome.NotReproduced => DiagnosticCatalogue.NotReproduced,
            _ => DiagnosticCatalogue.CannotVerify,
        };
}

/// <summary>The verdicts as a file for machines; docs/fingerprint.md defines it.</summary>
public static class VerificationReport
{
    /// <summary>JSON in UTF-8, without anything that changes from run to run.</summary>
    public static byte[] ToUtf8(IEnumerable<FingerprintVerdict> verdicts, IEnumerable<ArtifactVerdict> artifacts) =>
        [
            .. CanonicalJson.ToUtf8(
                new JsonObject
                {
                    ["version"] = 1,
                    ["fingerprints"] = new JsonArray([.. verdicts.Select(Verdict)]),
                    ["files"] = new JsonArray([.. artifacts.Select(Artifact)]),
                }
            ),
            (byte)'\n',
        ];

    /// <summary>Writes it.</summary>
    /// <param name="path">Absolute.</param>
    /// <returns>GDT1012 where that can't be done.</returns>
    public static IEnumerable<Diagnostic> Write(
        string path,
        IEnumerable<FingerprintVerdict> verdicts,
        IEnumerable<ArtifactVerdict> artifacts
    )
    {
        return ReportFile.Write(path, ToUtf8(verdicts, artifacts));
    }

    private static JsonObject Verdict(FingerprintVerdict verdict) =>
        new()
        {
            ["file"] = verdict.File.Name,
            ["named"] = verdict.File.Named,
            ["name"] = verdict.Name,
            ["outcome"] = verdict.Outcome.Name(),
            ["inputsDigest"] = verdict.InputsDigest,
            ["rebuiltTheSame"] = verdict.IsReproduced,
            ["findings"] = new JsonArray([.. verdict.Findings.Select(Finding)]),
            ["notCompared"] = new JsonArray([.. verdict.NotCompared.Select(text => JsonValue.Create(text))]),
        };

    private static JsonObject Artifact(ArtifactVerdict artifact) =>
        new()
        {
            ["file"] = artifact.File.Name,
            ["named"] = artifact.File.Named,
            ["outcome"] = artifact.Outcome.Name(),
            ["code"] = artifact.Outcome == VerificationOutcome.Verified ? null : artifact.Outcome.Descriptor().Code,
            ["message"] = artifact.Message,
            ["fingerprint"] = artifact.Fingerprint?.Name,
            ["differences"] = new JsonArray([.. artifact.Differences.Select(Difference)]),
        };

    private static JsonObject Finding(VerificationFinding finding) =>
        new()
        {
            ["outcome"] = finding.Outcome.Name(),
            ["code"] = finding.Outcome.Descriptor().Code,
            ["message"] = finding.Message,
            ["differences"] = new JsonArray([.. finding.Differences.Select(Difference)]),
        };

    private static JsonObject Difference(InputDifference difference) =>
        new()
        {
            ["kind"] = difference.Kind,
            ["name"] = difference.Name,
            ["stated"] = difference.Stated,
            ["found"] = difference.Found,
            ["statedHash"] = difference.StatedHash,
            ["foundHash"] = difference.FoundHash,
            ["change"] = difference.Change,
            ["likely"] = difference.Likely,
        };
}
