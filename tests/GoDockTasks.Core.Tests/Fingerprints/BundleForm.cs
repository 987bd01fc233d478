using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Fingerprints;

namespace GoDockTasks.Core.Tests.Fingerprints;

/// <summary>A way to write a signed bundle, right or wrong, and who accepts it.</summary>
/// <param name="Name">What is different in it.</param>
/// <param name="Write">The file's text, from the bundle as we write it.</param>
/// <param name="WeAccept">GoDockTasks verifies it.</param>
/// <param name="CosignAccepts">cosign does.</param>
/// <param name="Reason">Why the two differ, where they do.</param>
internal sealed record BundleForm(string Name, Func<Signed, JsonObject, string> Write, bool WeAccept, bool CosignAccepts, string Reason = "")
{
    private const string Certificate = """{ "rawBytes": "MIIB" }""";

    public static BundleForm[] All { get; } =
    [
        Both("as we write it", bundle => { }, accept: true),
        Both("with a line end in front", (_, bundle) => "\n" + bundle.ToJsonString(), accept: true),
        Both("members of an envelope at the root, of another statement than the envelope's", bundle =>
        {
            foreach (var (name, value) in bundle["dsseEnvelope"]!.DeepClone().AsObject().ToArray())
                bundle[name] = value!.DeepClone();
            bundle["dsseEnvelope"]!["payload"] = Convert.ToBase64String("{}"u8);
        }),
        Both("the payload alone at the root, too", bundle => bundle["payload"] = bundle["dsseEnvelope"]!["payload"]!.DeepClone()),
        Both("a messageSignature beside the envelope", bundle => bundle["messageSignature"] = new JsonObject { ["signature"] = "QQ==" }),
        Both("an empty messageSignature beside the envelope", bundle => bundle["messageSignature"] = new JsonObject()),
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
        Both("a certificate where publicKey belongs", bundle => bundle["verificationMaterial"] = new JsonObject { ["certificate"] = JsonNode.Parse(Certificate) }),
        Both("a certificate beside publicKey", bundle => bundle["verificationMaterial"]!["certificate"] = JsonNode.Parse(Certificate)),
        Both("a chain of certificates beside publicKey", bundle => bundle["verificationMaterial"]!["x509CertificateChain"] = new JsonObject()),
        Both("a member in verificationMaterial that it hasn't", bundle => bundle["verificationMaterial"]!["later"] = 1),
        Both("a publicKey that is a text", bundle => bundle["verificationMaterial"]!["publicKey"] = "key"),
        Both("a publicKey that is null", bundle => bundle["verificationMaterial"]!["publicKey"] = null),
        Both("a member in publicKey that it hasn't", bundle => bundle["verificationMaterial"]!["publicKey"]!["rawBytes"] = "QQ=="),
        Both("a hint that is a number", bundle => bundle["verificationMaterial"]!["publicKey"]!["hint"] = 1),
        Both("no log entries and no time stamps", bundle =>
        {
            bundle["verificationMaterial"]!["tlogEntries"] = new JsonArray();
            bundle["verificationMaterial"]!["timestampVerificationData"] = new JsonObject();
        }, accept: true),
        Both("a member at the root that no bundle has", bundle => bundle["later"] = 1),
        Both("a name twice", (_, bundle) => bundle.ToJsonString().Replace("\"mediaType\"", "\"dsseEnvelope\":{},\"mediaType\"", StringComparison.Ordinal)),
        Both("a name twice in the envelope", (_, bundle) => bundle.ToJsonString().Replace("{\"payload\"", "{\"payload\":\"\",\"payload\"", StringComparison.Ordinal)),
        Both("a name twice, once with an escape", (_, bundle) => bundle.ToJsonString().Replace("{\"payload\"", "{\"\\u0070ayload\":\"\",\"payload\"", StringComparison.Ordinal)),
        Both("text behind it", (_, bundle) => bundle.ToJsonString() + "{}"),
        Both("cut off", (_, bundle) => bundle.ToJsonString()[..^2]),
        Both("a byte order mark", (_, bundle) => "\uFEFF" + bundle.ToJsonString()),
        Both("a comment", (_, bundle) => bundle.ToJsonString() + "// end"),
        Both("no mediaType", bundle => bundle.Remove("mediaType")),
        Both("version 0.1", bundle => bundle["mediaType"] = "application/vnd.dev.sigstore.bundle+json;version=0.1", accept: true),
        Both("version 0.2", bundle => bundle["mediaType"] = "application/vnd.dev.sigstore.bundle+json;version=0.2", accept: true),
        Both("version 0.3 as older tools write it", bundle => bundle["mediaType"] = "application/vnd.dev.sigstore.bundle+json;version=0.3", accept: true),
        Both("version 0.4", bundle => bundle["mediaType"] = "application/vnd.dev.sigstore.bundle.v0.4+json"),
        Both("version 9", bundle => bundle["mediaType"] = "application/vnd.dev.sigstore.bundle.v9+json"),
        Both("no signature", bundle => bundle["dsseEnvelope"]!["signatures"] = new JsonArray()),
        Both("an empty signature", bundle => Signature(bundle)["sig"] = ""),
        Both("two signatures", bundle => bundle["dsseEnvelope"]!["signatures"]!.AsArray().Add(Signature(bundle).DeepClone())),
        Both("no payload", bundle => bundle["dsseEnvelope"]!.AsObject().Remove("payload")),
        Both("no payloadType", bundle => bundle["dsseEnvelope"]!.AsObject().Remove("payloadType")),
        Both("another payloadType", bundle => bundle["dsseEnvelope"]!["payloadType"] = "text/plain"),
        Both("another payload", bundle => bundle["dsseEnvelope"]!["payload"] = Convert.ToBase64String([.. Payload(bundle), (byte)' '])),
        Both("a payload that isn't base64", bundle => bundle["dsseEnvelope"]!["payload"] = "***"),
        Both("base64 for URLs, without padding", bundle =>
        {
            bundle["dsseEnvelope"]!["payload"] = UrlSafe(Payload(bundle));
            Signature(bundle)["sig"] = UrlSafe(Convert.FromBase64String((string)Signature(bundle)["sig"]!));
        }, accept: true),
        Both("no keyid", bundle => Signature(bundle).Remove("keyid"), accept: true),
        Both("an empty keyid", bundle => Signature(bundle)["keyid"] = "", accept: true),
        Both("an empty publicKey", bundle => bundle["verificationMaterial"]!["publicKey"] = new JsonObject(), accept: true),
        Both("a hint at another key", bundle => bundle["verificationMaterial"]!["publicKey"]!["hint"] = "SHA256:other", accept: true),
        Both("signed by another key", (signed, _) =>
        {
            using var other = Keys.New();
            signed.Sign(signed.Statement, other);
            return File.ReadAllText(signed.Bundle);
        }),
        Both("about another file", (signed, _) => Resigned(signed, statement => statement["subject"]![0]!["digest"]!["sha256"] = new string('a', 64))),
        Both("about nothing", (signed, _) => Resigned(signed, statement => statement["subject"] = new JsonArray())),

        Both("r and s one after the other", (signed, bundle) => With(bundle, () => Signature(bundle)["sig"] = Convert.ToBase64String(signed.Key.SignData(
            DsseEnvelope.PreAuthenticationEncoding(DsseEnvelope.InToto, Payload(bundle)), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))), accept: true),

        // Where we don't do as cosign does.
        new("a keyid of another form", (_, bundle) => With(bundle, () => Signature(bundle)["keyid"] = "release-2026"), true, false,
            "DSSE: keyid is a hint that isn't signed, and a verifier must not decide anything by it"),
        new("a member in the envelope that DSSE doesn't define", (_, bundle) => With(bundle, () => bundle["dsseEnvelope"]!["later"] = 1), true, false,
            "DSSE: consumers must ignore members that they don't know"),
        new("an envelope without a bundle", (_, bundle) => bundle["dsseEnvelope"]!.ToJsonString(), true, false,
            "what tools wrote before there were bundles; it has nothing but the envelope"),
        new("names as in the .proto file", (_, bundle) => bundle.ToJsonString().Replace("mediaType", "media_type", StringComparison.Ordinal)
            .Replace("verificationMaterial", "verification_material", StringComparison.Ordinal).Replace("dsseEnvelope", "dsse_envelope", StringComparison.Ordinal), false, true,
            "one form: no signer writes these names, and whoever reads both must decide which counts"),
        new("a build that isn't allowed", (signed, _) => Resigned(signed, statement => Parameters(statement)["runtime"]!["user"] = "root"), false, true,
            "cosign doesn't judge what the statement says"),
        new("no externalParameters.compile", (signed, _) => Resigned(signed, statement => Parameters(statement).Remove("compile")), false, true,
            "cosign doesn't judge what the statement says"),
        new("a subject twice", (signed, _) => Resigned(signed, statement => statement["subject"]!.AsArray().Add(statement["subject"]![0]!.DeepClone())), false, true,
            "two subjects of one name may differ, and only one of them can be the file"),
    ];

    /// <summary>For a list of test cases.</summary>
    public override string ToString() => Name;

    public static string Resigned(Signed signed, Action<JsonNode> change)
    {
        signed.Sign(change);
        return File.ReadAllText(signed.Bundle);
    }

    private static BundleForm Both(string name, Action<JsonObject> change, bool accept = false) => Both(name, (_, bundle) => With(bundle, () => change(bundle)), accept);

    private static BundleForm Both(string name, Func<Signed, JsonObject, string> write, bool accept = false) => new(name, write, accept, accept);

    private static string With(JsonObject bundle, Action change)
    {
        change();
        return bundle.ToJsonString();
    }

    private static JsonObject Parameters(JsonNode statement) => statement["predicate"]!["buildDefinition"]!["externalParameters"]!.AsObject();

    private static JsonObject Signature(JsonObject bundle) => bundle["dsseEnvelope"]!["signatures"]![0]!.AsObject();

    private static byte[] Payload(JsonObject bundle) => Convert.FromBase64String((string)bundle["dsseEnvelope"]!["payload"]!);

    private static string UrlSafe(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
