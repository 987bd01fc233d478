using System.Text.Json.Nodes;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Fingerprints.Verification;

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
