using System.Text.Json.Nodes;

namespace GoDockTasks.Core.Tests.Fingerprints;

/// <summary>Of the ways to write a bundle those that cosign takes otherwise than GoDockTasks.</summary>
internal sealed partial record BundleForm
{
    private static BundleForm[] Different =>
        [
            new(
                "a keyid of another form",
                (_, bundle) => With(bundle, () => Signature(bundle)["keyid"] = "release-2026"),
                false,
                CosignDifference.KeyId
            ),
            new(
                "a member in the envelope that DSSE doesn't define",
                (_, bundle) => With(bundle, () => bundle["dsseEnvelope"]!["later"] = 1),
                false,
                CosignDifference.UnknownMember
            ),
            new(
                "a member in the signature that DSSE doesn't define",
                (_, bundle) => With(bundle, () => Signature(bundle)["later"] = null),
                false,
                CosignDifference.UnknownMember
            ),
            new(
                "an envelope without a bundle",
                (_, bundle) => bundle["dsseEnvelope"]!.ToJsonString(),
                false,
                CosignDifference.BareEnvelope
            ),
            Logged("an entry without a proof", (_, entry) => entry.Remove("inclusionProof"), CosignDifference.LogEntry),
            Logged("an entry of another kind", (body, _) => body["kind"] = "later", CosignDifference.LogEntry),
            Logged(
                "an entry of another payload",
                (body, _) => body["spec"]!["payloadHash"]!["value"] = new string('b', 64),
                CosignDifference.OtherEntry
            ),
            Logged(
                "an entry of another signature",
                (body, _) => body["spec"]!["signatures"]![0]!["signature"] = "QQ==",
                CosignDifference.OtherEntry
            ),
            new(
                "names as in the .proto file",
                (_, bundle) =>
                    bundle
                        .ToJsonString()
                        .Replace("mediaType", "media_type", StringComparison.Ordinal)
                        .Replace("verificationMaterial", "verification_material", StringComparison.Ordinal)
                        .Replace("dsseEnvelope", "dsse_envelope", StringComparison.Ordinal),
                false,
                CosignDifference.ProtoNames
            ),
            new(
                "line ends in the payload",
                (_, bundle) =>
                    With(bundle, () =>
                        bundle["dsseEnvelope"]!["payload"] = ((string)bundle["dsseEnvelope"]!["payload"]!).Insert(
                            8,
                            "\n\n\n\n"
                        )
                    ),
                false,
                CosignDifference.LineEnds
            ),
            new(
                "version 0.3.1",
                (_, bundle) =>
                    With(bundle, () => bundle["mediaType"] = "application/vnd.dev.sigstore.bundle.v0.3.1+json"),
                false,
                CosignDifference.LaterVersion
            ),
            new(
                "a build that isn't allowed",
                (signed, _) => Resigned(signed, statement => Parameters(statement)["runtime"]!["user"] = "root"),
                false,
                CosignDifference.Statement
            ),
            new(
                "no externalParameters.compile",
                (signed, _) => Resigned(signed, statement => Parameters(statement).Remove("compile")),
                false,
                CosignDifference.Statement
            ),
            new(
                "another builder",
                (signed, _) =>
                    Resigned(signed, statement =>
                        statement["predicate"]!["runDetails"]!["builder"]!["id"] = "urn:example:other"
                    ),
                false,
                CosignDifference.Statement
            ),
            new(
                "a subject twice",
                (signed, _) =>
                    Resigned(signed, statement =>
                        statement["subject"]!.AsArray().Add(statement["subject"]![0]!.DeepClone())
                    ),
                false,
                CosignDifference.SubjectTwice
            ),
            new(
                "a subject of another name",
                (signed, _) => Resigned(signed, statement => statement["subject"]![0]!["name"] = "pricing"),
                false,
                CosignDifference.OtherName
            ),
        ];

    private static BundleForm Logged(string name, Action<JsonObject, JsonObject> change, CosignDifference difference) =>
        Logged(name, change) with
        {
            Difference = difference,
        };
}
