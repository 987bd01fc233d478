using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;

namespace GoDockTasks.Core.Tests.Fingerprints;

/// <summary>A way to write a signed bundle, right or wrong, and who accepts it.</summary>
/// <param name="Name">What is different in it.</param>
/// <param name="Write">The file's text, from the bundle as we write it.</param>
/// <param name="IsAccepted">By both; not looked at where they differ.</param>
/// <param name="Difference">What they differ in; null where they agree.</param>
internal sealed partial record BundleForm(
    string Name,
    Func<Signed, JsonObject, string> Write,
    bool IsAccepted,
    CosignDifference? Difference = null
)
{
    private const string Certificate = """{ "rawBytes": "MIIB" }""";

    public static BundleForm[] All => [.. Alike, .. Different];

    private static BundleForm[] Alike =>
        [
            Both("as we write it", bundle => { }, accept: true),
            Both("with a line end in front", (_, bundle) => "\n" + bundle.ToJsonString(), accept: true),
            Both("members of an envelope at the root, of another statement than the envelope's", bundle =>
            {
                foreach (var (name, value) in bundle["dsseEnvelope"]!.DeepClone().AsObject().ToArray())
                    bundle[name] = value!.DeepClone();
                bundle["dsseEnvelope"]!["payload"] = Convert.ToBase64String("{}"u8);
            }),
            Both("the payload alone at the root, too", bundle =>
                bundle["payload"] = bundle["dsseEnvelope"]!["payload"]!.DeepClone()
            ),
            Both("a messageSignature beside the envelope", bundle =>
                bundle["messageSignature"] = new JsonObject { ["signature"] = "QQ==" }
            ),
            Both("an empty messageSignature beside the envelope", bundle =>
                bundle["messageSignature"] = new JsonObject()
            ),
            Both("a messageSignature instead of the envelope", bundle =>
            {
                bundle.Remove("dsseEnvelope");
                bundle["messageSignature"] = new JsonObject { ["signature"] = "QQ==" };
            }),
            Both("a messageSignature that is null", bundle => bundle["messageSignature"] = null, accept: true),
            Both("an envelope that is null", bundle => bundle["dsseEnvelope"] = null),
            Both("no verificationMaterial", bundle => bundle.Remove("verificationMaterial")),
            Both("a verificationMaterial that is null", bundle => bundle["verificationMaterial"] = null),
            Both("an empty verificationMaterial", bundle => bundle["verificationMaterial"] = new JsonObject()),
            Both("a verificationMaterial that is a list", bundle => bundle["verificationMaterial"] = new JsonArray()),
            Both("a certificate where publicKey belongs", bundle =>
                bundle["verificationMaterial"] = new JsonObject { ["certificate"] = JsonNode.Parse(Certificate) }
            ),
            Both("a certificate beside publicKey", bundle =>
                bundle["verificationMaterial"]!["certificate"] = JsonNode.Parse(Certificate)
            ),
            Both("a chain of certificates beside publicKey", bundle =>
                bundle["verificationMaterial"]!["x509CertificateChain"] = new JsonObject()
            ),
            Both("a member in verificationMaterial that it hasn't", bundle =>
                bundle["verificationMaterial"]!["later"] = 1
            ),
            Both("a publicKey that is a text", bundle => bundle["verificationMaterial"]!["publicKey"] = "key"),
            Both("a publicKey that is null", bundle => bundle["verificationMaterial"]!["publicKey"] = null),
            Both("a member in publicKey that it hasn't", bundle =>
                bundle["verificationMaterial"]!["publicKey"]!["rawBytes"] = "QQ=="
            ),
            Both("a hint that is a number", bundle => bundle["verificationMaterial"]!["publicKey"]!["hint"] = 1),
            Both(
                "no log entries and no time stamps",
                bundle =>
                {
                    bundle["verificationMaterial"]!["tlogEntries"] = new JsonArray();
                    bundle["verificationMaterial"]!["timestampVerificationData"] = new JsonObject();
                },
                accept: true
            ),
            Both("a member at the root that no bundle has", bundle => bundle["later"] = 1),
            Both("a name twice", (_, bundle) =>
                bundle
                    .ToJsonString()
                    .Replace("\"mediaType\"", "\"dsseEnvelope\":{},\"mediaType\"", StringComparison.Ordinal)
            ),
            Both("a name twice in the envelope", (_, bundle) =>
                bundle.ToJsonString().Replace("{\"payload\"", "{\"payload\":\"\",\"payload\"", StringComparison.Ordinal)
            ),
            Both("a name twice, once with an escape", (_, bundle) =>
                bundle
                    .ToJsonString()
                    .Replace("{\"payload\"", "{\"\\u0070ayload\":\"\",\"payload\"", StringComparison.Ordinal)
            ),
            Both("text behind it", (_, bundle) => bundle.ToJsonString() + "{}"),
            Both("cut off", (_, bundle) => bundle.ToJsonString()[..^2]),
            Both("a byte order mark", (_, bundle) => "\uFEFF" + bundle.ToJsonString()),
            Both("a comment", (_, bundle) => bundle.ToJsonString() + "// end"),
            Both("no mediaType", bundle => bundle.Remove("mediaType")),
            Both(
                "version 0.1",
                bundle => bundle["mediaType"] = "application/vnd.dev.sigstore.bundle+json;version=0.1",
                accept: true
            ),
            Both(
                "version 0.2",
                bundle => bundle["mediaType"] = "application/vnd.dev.sigstore.bundle+json;version=0.2",
                accept: true
            ),
            Both(
                "version 0.3 as older tools write it",
                bundle => bundle["mediaType"] = "application/vnd.dev.sigstore.bundle+json;version=0.3",
                accept: true
            ),
            Both("version 0.4", bundle => bundle["mediaType"] = "application/vnd.dev.sigstore.bundle.v0.4+json"),
            Both("version 9", bundle => bundle["mediaType"] = "application/vnd.dev.sigstore.bundle.v9+json"),
            Both("no signature", bundle => bundle["dsseEnvelope"]!["signatures"] = new JsonArray()),
            Both("an empty signature", bundle => Signature(bundle)["sig"] = ""),
            Both("two signatures", bundle =>
                bundle["dsseEnvelope"]!["signatures"]!.AsArray().Add(Signature(bundle).DeepClone())
            ),
            Both("no payload", bundle => bundle["dsseEnvelope"]!.AsObject().Remove("payload")),
            Both("no payloadType", bundle => bundle["dsseEnvelope"]!.AsObject().Remove("payloadType")),
            Both("another payloadType", bundle => bundle["dsseEnvelope"]!["payloadType"] = "text/plain"),
            Both("another payload", bundle =>
                bundle["dsseEnvelope"]!["payload"] = Convert.ToBase64String([.. Payload(bundle), (byte)' '])
            ),
            Both("a payload that isn't base64", bundle => bundle["dsseEnvelope"]!["payload"] = "***"),
            Both(
                "base64 for URLs, without padding",
                bundle =>
                {
                    bundle["dsseEnvelope"]!["payload"] = UrlSafe(Payload(bundle));
                    Signature(bundle)["sig"] = UrlSafe(Convert.FromBase64String((string)Signature(bundle)["sig"]!));
                },
                accept: true
            ),
            Both("no keyid", bundle => Signature(bundle).Remove("keyid"), accept: true),
            Both("an empty keyid", bundle => Signature(bundle)["keyid"] = "", accept: true),
            Both(
                "an empty publicKey",
                bundle => bundle["verificationMaterial"]!["publicKey"] = new JsonObject(),
                accept: true
            ),
            Both(
                "a hint at another key",
                bundle => bundle["verificationMaterial"]!["publicKey"]!["hint"] = "SHA256:other",
                accept: true
            ),
            Both("signed by another key", (signed, _) =>
            {
                using var other = Keys.New();
                signed.Sign(signed.Statement, other);
                return File.ReadAllText(signed.Bundle);
            }),
            Both("about another file", (signed, _) =>
                Resigned(signed, statement => statement["subject"]![0]!["digest"]!["sha256"] = new string('a', 64))
            ),
            Both("about nothing", (signed, _) => Resigned(signed, statement => statement["subject"] = new JsonArray())),
            Both(
                "r and s one after the other",
                (signed, bundle) =>
                    With(bundle, () =>
                        Signature(bundle)["sig"] = Convert.ToBase64String(
                            signed.Key.SignData(
                                DsseEnvelope.PreAuthenticationEncoding(DsseEnvelope.InToto, Payload(bundle)),
                                HashAlgorithmName.SHA256,
                                DSASignatureFormat.IeeeP1363FixedFieldConcatenation
                            )
                        )
                    ),
                accept: true
            ),
            // What stands beside the key: held to its form.
            .. Forms(
                "tlogEntries",
                accept: false,
                "1",
                "\"x\"",
                "{}",
                "[1]",
                "[null]",
                "[{\"later\":1}]",
                "[{\"logIndex\":\"x\"}]",
                "[{\"logId\":1}]",
                "[{\"inclusionProof\":{\"hashes\":\"QQ==\"}}]"
            ),
            .. Forms("tlogEntries", accept: true, "null"),
            .. Forms(
                "timestampVerificationData",
                accept: false,
                "1",
                "\"x\"",
                "[]",
                "{\"later\":1}",
                "{\"rfc3161Timestamps\":1}",
                "{\"rfc3161Timestamps\":[1]}",
                "{\"rfc3161Timestamps\":[{\"signedTimestamp\":\"*\"}]}"
            ),
            .. Forms(
                "timestampVerificationData",
                accept: true,
                "null",
                "{\"rfc3161Timestamps\":[]}",
                "{\"rfc3161Timestamps\":[{\"signedTimestamp\":\"QQ==\"}]}"
            ),
            Logged("an entry as a log writes it", (_, _) => { }, accept: true),
            Logged("an entry without a promise", (_, entry) => entry.Remove("inclusionPromise"), accept: true),
            Logged("an entry of no log", (_, entry) => entry.Remove("logId")),
            Logged("an entry that doesn't say its kind", (_, entry) => entry.Remove("kindVersion")),
            Logged("an entry without a body", (_, entry) => entry.Remove("canonicalizedBody")),
            Logged("an entry with an empty body", (_, entry) => entry["canonicalizedBody"] = ""),
            Logged("an entry whose body isn't JSON", (_, entry) => entry["canonicalizedBody"] = "QQ=="),
            Logged("an entry whose body is empty JSON", (_, entry) => entry["canonicalizedBody"] = "e30="),
            Logged("an empty entry", (_, entry) => entry.Clear()),
            Logged("an entry whose body has no kind", (body, _) => body.Remove("kind")),
            Logged("an entry whose body has no version", (body, _) => body.Remove("apiVersion")),
            Logged("an entry whose body says nothing", (body, _) => body.Remove("spec")),
            Logged("an entry with another hash", (body, _) => body["spec"]!["payloadHash"]!["algorithm"] = "sha1"),
            Logged("an entry without signatures", (body, _) => body["spec"]!["signatures"] = new JsonArray()),
            Logged("an entry with half a signature", (body, _) =>
                body["spec"]!["signatures"]![0]!["signature"] = "***"
            ),
            Both("a keyid that is null", bundle => Signature(bundle)["keyid"] = null, accept: true),
            Both("a keyid that is a number", bundle => Signature(bundle)["keyid"] = 1),
            Both("a space in the payload", bundle =>
                bundle["dsseEnvelope"]!["payload"] = ((string)bundle["dsseEnvelope"]!["payload"]!).Insert(8, " ")
            ),
            Both("tabs in the payload", bundle =>
                bundle["dsseEnvelope"]!["payload"] = ((string)bundle["dsseEnvelope"]!["payload"]!).Insert(8, "\t\t\t\t")
            ),
            Both("a space in the signature", bundle => Signature(bundle)["sig"] = Signature(bundle)["sig"] + " "),
            Both("both alphabets of base64 in the payload", (signed, _) =>
            {
                // In base64 these are both of the characters that the alphabets differ in, wherever they begin.
                var bundle = JsonNode
                    .Parse(Resigned(signed, statement => Parameters(statement)["service"]!["package"] = "./~~~???>>>"))!
                    .AsObject();
                return With(bundle, () =>
                    bundle["dsseEnvelope"]!["payload"] = ((string)bundle["dsseEnvelope"]!["payload"]!).Replace('+', '-')
                );
            }),
            Both(
                "bits behind the last byte in base64",
                (signed, _) =>
                {
                    for (var name = "orders"; ; name += "s")
                    {
                        var bundle = JsonNode
                            .Parse(Resigned(signed, statement => Parameters(statement)["service"]!["name"] = name))!
                            .AsObject();
                        var payload = (string)bundle["dsseEnvelope"]!["payload"]!;
                        if (payload.EndsWith("fQ==", StringComparison.Ordinal))
                            return With(bundle, () =>
                                bundle["dsseEnvelope"]!["payload"] = payload.Replace(
                                    "fQ==",
                                    "fR==",
                                    StringComparison.Ordinal
                                )
                            );
                    }
                },
                accept: true
            ),
            Both("a name twice in the statement", (signed, _) =>
            {
                signed.Sign(
                    Encoding.UTF8.GetBytes(
                        Encoding
                            .UTF8.GetString(signed.Statement)
                            .Replace("\"GOARCH\"", "\"GOARCH\":\"arm\",\"GOARCH\"", StringComparison.Ordinal)
                    )
                );
                return File.ReadAllText(signed.Bundle);
            }),
            Both("a signature with a byte behind it", bundle =>
                Signature(bundle)["sig"] = Convert.ToBase64String([
                    .. Convert.FromBase64String((string)Signature(bundle)["sig"]!),
                    0,
                ])
            ),
            Both("a signature that is null", bundle =>
                bundle["dsseEnvelope"]!["signatures"] = new JsonArray((JsonNode?)null)
            ),
            Both(
                "a name with an escape",
                (_, bundle) =>
                    bundle
                        .ToJsonString()
                        .Replace("\"dsseEnvelope\"", "\"\\u0064sseEnvelope\"", StringComparison.Ordinal),
                accept: true
            ),
            Both("half a character in the hint", (_, bundle) =>
                bundle.ToJsonString().Replace("\"hint\":\"", "\"hint\":\"\\ud800", StringComparison.Ordinal)
            ),
            Both("a comma too many", (_, bundle) => bundle.ToJsonString()[..^1] + ",}"),
            // Where we don't do as cosign does.
        ];

    /// <summary>For a list of test cases.</summary>
    public override string ToString() => Name;

    public static string Resigned(Signed signed, Action<JsonNode> change)
    {
        signed.Sign(change);
        return File.ReadAllText(signed.Bundle);
    }

    private static BundleForm Both(string name, Action<JsonObject> change, bool accept = false) =>
        Both(name, (_, bundle) => With(bundle, () => change(bundle)), accept);

    private static BundleForm Both(string name, Func<Signed, JsonObject, string> write, bool accept = false) =>
        new(name, write, accept);

    private static IEnumerable<BundleForm> Forms(string member, bool accept, params string[] values) =>
        values.Select(value =>
            Both(
                $"{member} as {value}",
                bundle => bundle["verificationMaterial"]![member] = JsonNode.Parse(value),
                accept
            )
        );

    /// <param name="change">Of an entry's body, and of the entry.</param>
    private static BundleForm Logged(string name, Action<JsonObject, JsonObject> change, bool accept = false) =>
        Both(
            name,
            (signed, bundle) =>
                With(bundle, () =>
                    bundle["verificationMaterial"]!["tlogEntries"] = new JsonArray(Entry(signed, bundle, change))
                ),
            accept
        );

    private static JsonObject Entry(Signed signed, JsonObject bundle, Action<JsonObject, JsonObject> change)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Payload(bundle)));
        var body = JsonNode
            .Parse(
                $$"""
                {
                  "apiVersion": "0.0.1", "kind": "dsse",
                  "spec": {
                    "envelopeHash": { "algorithm": "sha256", "value": "{{new string('a', 64)}}" },
                    "payloadHash": { "algorithm": "sha256", "value": "{{hash}}" },
                    "signatures": [{ "signature": "{{Signature(bundle)["sig"]}}", "verifier": "{{Pem(signed)}}" }]
                  }
                }
                """
            )!
            .AsObject();
        var entry = JsonNode
            .Parse(
                """
                {
                  "logIndex": "1", "logId": { "keyId": "QQ==" }, "kindVersion": { "kind": "dsse", "version": "0.0.1" },
                  "integratedTime": "1", "inclusionPromise": { "signedEntryTimestamp": "QQ==" }, "canonicalizedBody": null,
                  "inclusionProof": {
                    "logIndex": 1, "rootHash": "QQ==", "treeSize": "2", "hashes": ["QQ=="],
                    "checkpoint": { "envelope": "x" }
                  }
                }
                """
            )!
            .AsObject();
        change(body, entry);
        if (entry.TryGetPropertyValue("canonicalizedBody", out var written) && written is null)
            entry["canonicalizedBody"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(body.ToJsonString()));
        return entry;
    }

    private static string Pem(Signed signed) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(signed.Key.ExportSubjectPublicKeyInfoPem()));

    private static string With(JsonObject bundle, Action change)
    {
        change();
        return bundle.ToJsonString();
    }

    private static JsonObject Parameters(JsonNode statement) =>
        statement["predicate"]!["buildDefinition"]!["externalParameters"]!.AsObject();

    private static JsonObject Signature(JsonObject bundle) => bundle["dsseEnvelope"]!["signatures"]![0]!.AsObject();

    private static byte[] Payload(JsonObject bundle) =>
        Convert.FromBase64String((string)bundle["dsseEnvelope"]!["payload"]!);

    private static string UrlSafe(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
