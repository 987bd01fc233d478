using System.Text.Json.Nodes;

namespace GoDockTasks.Core.Fingerprints;

/// <summary>The verdicts as a file for machines; docs/fingerprint.md defines it.</summary>
public static class VerificationReport
{
    /// <summary>JSON in UTF-8, without anything that changes from run to run.</summary>
    public static byte[] ToUtf8(IEnumerable<FingerprintVerdict> verdicts) => [.. CanonicalJson.ToUtf8(new JsonObject
    {
        ["version"] = 1,
        ["fingerprints"] = new JsonArray([.. verdicts.Select(Verdict)]),
    }), (byte)'\n'];

    private static JsonObject Verdict(FingerprintVerdict verdict) => new()
    {
        ["file"] = Path.GetFileName(verdict.Path),
        ["name"] = verdict.Name,
        ["outcome"] = verdict.Outcome.Name(),
        ["inputsDigest"] = verdict.InputsDigest,
        ["findings"] = new JsonArray([.. verdict.Findings.Select(Finding)]),
        ["notCompared"] = new JsonArray([.. verdict.NotCompared.Select(text => JsonValue.Create(text))]),
    };

    private static JsonObject Finding(VerificationFinding finding) => new()
    {
        ["outcome"] = finding.Outcome.Name(),
        ["code"] = finding.Outcome.Descriptor().Code,
        ["message"] = finding.Message,
        ["differences"] = new JsonArray([.. finding.Differences.Select(Difference)]),
    };

    private static JsonObject Difference(InputDifference difference) => new()
    {
        ["kind"] = difference.Kind,
        ["name"] = difference.Name,
        ["stated"] = difference.Stated,
        ["found"] = difference.Found,
        ["statedHash"] = difference.StatedHash,
        ["foundHash"] = difference.FoundHash,
        ["likely"] = difference.Likely,
    };
}
