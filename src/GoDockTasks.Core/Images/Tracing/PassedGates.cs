using System.Collections.Immutable;
using System.Text.Json;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Images.Tracing;

/// <summary>
/// Which gates something passed, as a signed statement has it: an in-toto test result, or a SLSA verification summary.
/// </summary>
/// <param name="Facts">For people.</param>
/// <param name="HasPassed">Null where it says neither.</param>
/// <param name="Said">Its result in its own words, with the gates that failed.</param>
internal sealed record PassedGates(ImmutableArray<(string Name, string Value)> Facts, bool? HasPassed, string Said)
{
    private const string FailedGates = "gates failed";

    // Nobody reads more.
    private const int MaxNames = 50;
    private const int MaxText = 300;

    private const string Passed = "PASSED";
    private const string Failed = "FAILED";
    private const string Warned = "WARNED";
    private const string Nothing = "neither passed nor failed";

    /// <summary>Of a statement whose signature and subjects were looked at.</summary>
    /// <returns>Null for statements of other kinds.</returns>
    public static PassedGates? Of(TrustedStatement signed) =>
        signed.Statement.PredicateType switch
        {
            Statement.TestResult => OfTests(signed),
            Statement.VerificationSummary => OfSummary(signed),
            _ => null,
        };

    private static PassedGates OfTests(TrustedStatement signed)
    {
        var predicate = signed.Statement.Predicate;
        var (result, failed) = (StrictJson.Text(predicate, "result"), Texts(predicate, "failedTests"));
        return Make(
            signed,
            ("gates", result),
                // A list of failures isn't outweighed by a word.
                result == Failed
                || !failed.IsEmpty
                    ? false
                : result is Passed or Warned ? true
                : null,
            [
                ("gates passed", Joined(Texts(predicate, "passedTests"))),
                ("gates warned", Joined(Texts(predicate, "warnedTests"))),
                (FailedGates, Joined(failed)),
                .. StrictJson
                    .List(predicate, "configuration")
                    .Take(MaxNames)
                    .Select(read => ("gates read", Resource(read))),
            ]
        );
    }

    private static PassedGates OfSummary(TrustedStatement signed)
    {
        var predicate = signed.Statement.Predicate;
        var (result, levels) = (StrictJson.Text(predicate, "verificationResult"), Texts(predicate, "verifiedLevels"));
        return Make(
            signed,
            ("verification", result),
                // FAILED is a level as well.
                result == Failed
                || levels.Contains(Failed)
                    ? false
                : result == Passed ? true
                : null,
            [
                ("verified by", StrictJson.Text(StrictJson.Member(predicate, "verifier"), "id")),
                ("verified on", StrictJson.Text(predicate, "timeVerified")),
                ("verified as", StrictJson.Text(predicate, "resourceUri")),
                ("verified levels", Joined(levels)),
                ("SLSA version", StrictJson.Text(predicate, "slsaVersion")),
                ("policy", Resource(StrictJson.Member(predicate, "policy"))),
            ]
        );
    }

    private static PassedGates Make(
        TrustedStatement signed,
        (string Name, string? Value) result,
        bool? hasPassed,
        IEnumerable<(string Name, string? Value)> facts
    )
    {
        var said = Shown(string.IsNullOrEmpty(result.Value) ? Nothing : result.Value);
        ImmutableArray<(string Name, string Value)> shown =
        [
            .. facts.Where(fact => !string.IsNullOrEmpty(fact.Value)).Select(fact => (fact.Name, Shown(fact.Value!))),
        ];
        var failed = shown.FirstOrDefault(fact => fact.Name == FailedGates).Value;
        return new(
            [(result.Name, said), .. shown, ("signed by", signed.Key)],
            hasPassed,
            failed is null ? said : $"{said} of {failed}"
        );
    }

    private static ImmutableArray<string> Texts(JsonElement parent, string name) =>
        [
            .. StrictJson
                .List(parent, name)
                .Where(entry => entry.ValueKind == JsonValueKind.String)
                .Select(entry => entry.GetString()!),
        ];

    private static string Joined(ImmutableArray<string> names) =>
        string.Join(", ", names.Take(MaxNames).Select(Shortened))
        + (names.Length > MaxNames ? $" and {names.Length - MaxNames} more" : "");

    // An in-toto ResourceDescriptor: what it is called, and what it was.
    private static string? Resource(JsonElement resource)
    {
        var sha256 = StrictJson.Text(StrictJson.Member(resource, "digest"), "sha256");
        string?[] parts =
        [
            StrictJson.Text(resource, "name") ?? StrictJson.Text(resource, "uri"),
            sha256 is null ? null : "sha256:" + sha256,
        ];
        return string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)).Select(part => Shortened(part!)));
    }

    private static string Shown(string text) => Secrets.Redact(text);

    private static string Shortened(string text) => text.Length <= MaxText ? text : text[..MaxText] + "…";
}
