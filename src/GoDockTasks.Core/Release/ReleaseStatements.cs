using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Building;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Gates;
using GoDockTasks.Core.Registries;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Release;

/// <summary>
/// What is said of a released image, each in an in-toto statement of its own that is signed and attached: so that it
/// can be verified at deployment with nothing but cosign and the public key.
/// </summary>
/// <param name="subjects">The index, and each platform's image.</param>
internal sealed class ReleaseStatements(SigningKey key, ImmutableArray<Subject> subjects)
{
    /// <summary>github.com/in-toto/attestation, spec/predicates/cyclonedx.md.</summary>
    public const string CycloneDx = "https://cyclonedx.org/bom";

    /// <summary>github.com/in-toto/attestation, spec/predicates/spdx.md.</summary>
    public const string Spdx = "https://spdx.dev/Document";

    /// <summary>What cosign calls openvex.</summary>
    public const string OpenVex = "https://openvex.dev/ns";

    // Beside the predicate's type.
    private const string ContentAnnotation = "dev.sigstore.bundle.content";

    /// <summary>A document that somebody else defined, as it is.</summary>
    public Attachment Document(string predicateType, byte[] document) => Sign(predicateType, JsonNode.Parse(document)!);

    /// <summary>Which gates were passed.</summary>
    public Attachment TestResults(ImmutableArray<GateLine> lines) =>
        Sign(
            Statement.TestResult,
            new JsonObject
            {
                ["result"] =
                    lines.Any(line => !line.AllowsPush) ? "FAILED"
                    : lines.Any(line => line.Outcome.Verdict == GateVerdict.Warned) ? "WARNED"
                    : "PASSED",
                ["configuration"] = new JsonArray([Settings(lines), .. Sources(lines)]),
                ["passedTests"] = Names(lines, GateVerdict.Passed),
                ["warnedTests"] = Names(lines, GateVerdict.Warned),
                ["failedTests"] = Names(lines, GateVerdict.Failed),
            }
        );

    /// <summary>That all of it was verified, in one statement that a policy can ask for.</summary>
    /// <param name="verifier">A URI that stands for who verified.</param>
    /// <param name="inputs">What was verified: bundles.</param>
    /// <param name="resource">The image's name, without tag.</param>
    public Attachment Summary(
        string verifier,
        string resource,
        ImmutableArray<GateLine> lines,
        IEnumerable<Attachment> inputs,
        DateTimeOffset time
    ) =>
        Sign(
            Statement.VerificationSummary,
            new JsonObject
            {
                ["verifier"] = new JsonObject { ["id"] = verifier },
                ["timeVerified"] = BuildTimes.Format(time),
                ["resourceUri"] = resource,
                ["policy"] = Settings(lines),
                ["inputAttestations"] = new JsonArray([
                    .. inputs.Select(input => new JsonObject { ["digest"] = Digest(input.Digest["sha256:".Length..]) }),
                ]),
                ["verificationResult"] = "PASSED",
                // There is provenance. Who runs the builder is the user's to say, and not ours to vouch for.
                ["verifiedLevels"] = new JsonArray("SLSA_BUILD_LEVEL_1"),
                ["slsaVersion"] = "1.1",
            }
        );

    /// <summary>A bundle that is there already.</summary>
    public static Attachment Bundle(string predicateType, byte[] bundle) =>
        new(SigstoreBundle.MediaType, bundle)
        {
            Annotations = ImmutableDictionary<string, string>
                .Empty.Add(ContentAnnotation, "dsse-envelope")
                .Add(Attachment.PredicateAnnotation, predicateType),
        };

    private Attachment Sign(string predicateType, JsonNode predicate)
    {
        var statement = CanonicalJson.ToUtf8(
            new JsonObject
            {
                ["_type"] = Statement.Type,
                ["subject"] = new JsonArray([
                    .. subjects.Select(subject => new JsonObject
                    {
                        ["name"] = subject.Name,
                        ["digest"] = Digest(subject.Sha256),
                    }),
                ]),
                ["predicateType"] = predicateType,
                ["predicate"] = predicate,
            }
        );
        return Bundle(predicateType, SigstoreBundle.ToUtf8(DsseEnvelope.Sign(statement, key)));
    }

    // What each gate was held to.
    private static JsonObject Settings(ImmutableArray<GateLine> lines)
    {
        var settings = CanonicalJson.ToUtf8(
            new JsonArray([
                .. lines.Select(line => new JsonObject
                {
                    ["gate"] = line.Gate,
                    ["required"] = line.IsRequired,
                    ["threshold"] = line.Outcome.Threshold is { } threshold
                        ? new JsonObject { ["value"] = threshold.Value, ["unit"] = threshold.Unit }
                        : null,
                }),
            ])
        );
        return new()
        {
            ["name"] = "gates",
            ["digest"] = Digest(Convert.ToHexStringLower(SHA256.HashData(settings))),
            ["content"] = Convert.ToBase64String(settings),
        };
    }

    private static IEnumerable<JsonObject> Sources(ImmutableArray<GateLine> lines) =>
        from line in lines
        where line.Outcome.Source is not null
        select new JsonObject
        {
            ["name"] = $"{line.Gate}:{line.Outcome.Source!.File}",
            ["digest"] = Digest(line.Outcome.Source.Sha256),
        };

    private static JsonArray Names(ImmutableArray<GateLine> lines, GateVerdict verdict) =>
        new([.. lines.Where(line => line.Outcome.Verdict == verdict).Select(line => (JsonNode)line.Gate)]);

    private static JsonObject Digest(string sha256) => new() { ["sha256"] = sha256 };
}
