using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Fingerprints.Signing;

/// <summary>
/// A Sigstore bundle v0.3 around a DSSE envelope that a key signed (sigstore/protobuf-specs, sigstore_bundle.proto).
/// </summary>
internal static class SigstoreBundle
{
    /// <summary>The largest that is read: 16 MiB.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    public const string MediaType = "application/vnd.dev.sigstore.bundle.v0.3+json";

    // The older versions differ in what is around the envelope, and that isn't read.
    private static readonly string[] Readable =
    [
        MediaType,
        "application/vnd.dev.sigstore.bundle+json;version=0.1",
        "application/vnd.dev.sigstore.bundle+json;version=0.2",
        "application/vnd.dev.sigstore.bundle+json;version=0.3",
    ];

    // sigstore_bundle.proto: Bundle, VerificationMaterial.
    private static readonly string[] Members =
    [
        "mediaType",
        "verificationMaterial",
        "dsseEnvelope",
        "messageSignature",
    ];
    private static readonly string[] Certificates = ["certificate", "x509CertificateChain"];
    private static readonly string[] Material =
    [
        "publicKey",
        "tlogEntries",
        "timestampVerificationData",
        .. Certificates,
    ];

    /// <summary>
    /// The whole file. cosign refuses a `keyid` other than the OpenSSH fingerprint of the key that it is given.
    /// </summary>
    public static byte[] ToUtf8(DsseEnvelope envelope)
    {
        var bundle = new JsonObject
        {
            ["mediaType"] = MediaType,
            ["verificationMaterial"] = new JsonObject { ["publicKey"] = new JsonObject { ["hint"] = envelope.KeyId } },
            ["dsseEnvelope"] = new JsonObject
            {
                ["payload"] = Convert.ToBase64String(envelope.Payload.Span),
                ["payloadType"] = envelope.PayloadType,
                ["signatures"] = new JsonArray(
                    new JsonObject
                    {
                        ["sig"] = Convert.ToBase64String(envelope.Signature.Span),
                        ["keyid"] = envelope.KeyId,
                    }
                ),
            },
        };
        return [.. CanonicalJson.ToUtf8(bundle), (byte)'\n'];
    }

    /// <summary>
    /// Reads a bundle, or an envelope without one, which older tools write. A bundle has what the protobuf message of
    /// that name has and nothing else, so that no two verifiers take different parts of a file for the one that is
    /// signed; null is absent, as in every message that is written as JSON.
    /// </summary>
    /// <returns>The envelope, or what is wrong.</returns>
    public static (DsseEnvelope? Envelope, string? Problem) Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > MaxBytes)
            return (null, "it is larger than 16 MiB");
        if (StrictJson.Read(utf8, out var root) is { } problem)
            return (null, problem);
        if (!Members.Any(name => IsThere(root, name)) && IsThere(root, "payload"))
            return DsseEnvelope.Read(root);
        if (Problem(root) is { } wrong)
            return (null, wrong);
        var (envelope, unread) = DsseEnvelope.Read(StrictJson.Member(root, "dsseEnvelope"));
        return envelope is null ? (null, unread)
            : UnreadProofs.WrongEntry(StrictJson.Member(root, "verificationMaterial"), envelope) is { } entry
                ? (null, entry)
            : (envelope, null);
    }

    private static string? Problem(JsonElement root)
    {
        if (StrictJson.Text(root, "mediaType") is not { } type || !Readable.Contains(type, StringComparer.Ordinal))
            return "it isn't a Sigstore bundle of version 0.1 to 0.3";
        if (Unknown(root, Members) is { } name)
            return $"the bundle has '{name}' beside its envelope, which no bundle has";
        if (!IsThere(root, "dsseEnvelope"))
            return "the bundle has no DSSE envelope: it signs a file and not a statement about it";
        if (IsThere(root, "messageSignature"))
            return "the bundle has a messageSignature beside its dsseEnvelope, and only one of them can be what "
                + "is signed";
        return MaterialProblem(StrictJson.Member(root, "verificationMaterial"));
    }

    private static string? MaterialProblem(JsonElement material)
    {
        if (material.ValueKind != JsonValueKind.Object)
            return "the bundle has no verificationMaterial, which says what it is verified with";
        if (Certificates.FirstOrDefault(name => IsThere(material, name)) is { } certificate)
            return $"the bundle's verificationMaterial has a {certificate}, and only what a key signed is "
                + $"understood: verify it with cosign";
        if (Unknown(material, Material) is { } name)
            return $"the bundle's verificationMaterial has '{name}', which no bundle has";
        var key = StrictJson.Member(material, "publicKey");
        if (
            key.ValueKind != JsonValueKind.Object
            || Unknown(key, ["hint"]) is not null
            || (IsThere(key, "hint") && StrictJson.Text(key, "hint") is null)
        )
            return "the bundle's verificationMaterial has no publicKey, or one that isn't a hint at a key";
        return UnreadProofs.Malformed(material) is { } proof
            ? $"the bundle's {proof} aren't what every bundle has under that name"
            : null;
    }

    private static bool IsThere(JsonElement parent, string name) =>
        StrictJson.Member(parent, name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    private static string? Unknown(JsonElement element, string[] known) =>
        element
            .EnumerateObject()
            .Select(member => member.Name)
            .FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal));
}

/// <summary>
/// What may stand beside the key in a bundle, and is nothing that a key's signature is verified with: entries of a
/// transparency log and time stamps. They are held to the form of their protobuf messages (sigstore/protobuf-specs,
/// sigstore_rekor.proto and sigstore_bundle.proto), so that nobody else refuses the file for it. An entry must be a
/// log's and not another envelope's; whether the log has it isn't looked at, as that takes the log's key.
/// </summary>
internal static class UnreadProofs
{
    private static readonly Func<JsonElement, bool> LogEntries = List(
        Message(
            ("logIndex", IsInteger),
            ("logId", Message(("keyId", IsBytes))),
            ("kindVersion", Message(("kind", IsText), ("version", IsText))),
            ("integratedTime", IsInteger),
            ("inclusionPromise", Message(("signedEntryTimestamp", IsBytes))),
            (
                "inclusionProof",
                Message(
                    ("logIndex", IsInteger),
                    ("rootHash", IsBytes),
                    ("treeSize", IsInteger),
                    ("hashes", List(IsBytes)),
                    ("checkpoint", Message(("envelope", IsText)))
                )
            ),
            ("canonicalizedBody", IsBytes)
        )
    );

    private static readonly Func<JsonElement, bool> TimeStamps = Message(
        ("rfc3161Timestamps", List(Message(("signedTimestamp", IsBytes))))
    );

    /// <summary>The first member of a verificationMaterial that isn't what it must be; null where all are.</summary>
    public static string? Malformed(JsonElement material) =>
        !IsAbsentOr(LogEntries, StrictJson.Member(material, "tlogEntries")) ? "tlogEntries"
        : !IsAbsentOr(TimeStamps, StrictJson.Member(material, "timestampVerificationData"))
            ? "timestampVerificationData"
        : null;

    /// <summary>What is wrong with a well-formed entry of a log; null where nothing can be shown to be.</summary>
    public static string? WrongEntry(JsonElement material, DsseEnvelope envelope) =>
        StrictJson
            .List(material, "tlogEntries")
            .Select(entry => Problem(entry, envelope))
            .FirstOrDefault(problem => problem is not null);

    private static string? Problem(JsonElement entry, DsseEnvelope envelope)
    {
        if (
            StrictJson.Text(StrictJson.Member(entry, "logId"), "keyId") is null
            || StrictJson.Member(entry, "kindVersion").ValueKind != JsonValueKind.Object
            || Bytes(entry, "canonicalizedBody") is not { } bytes
            || StrictJson.Read(bytes, out var body) is not null
            || StrictJson.Text(body, "kind") is not { } kind
            || StrictJson.Text(body, "apiVersion") is not { } version
            || StrictJson.Member(body, "spec") is not { ValueKind: JsonValueKind.Object } spec
        )
        {
            return "the bundle has an entry in its tlogEntries that isn't a log's";
        }

        return (kind, version) != ("dsse", "0.0.1") || IsOf(envelope, spec)
            ? null
            : "the bundle has an entry in its tlogEntries that is another envelope's";
    }

    // sigstore/rekor, pkg/types/dsse/v0.0.1: the payload by its SHA-256, and the signatures over it.
    private static bool IsOf(DsseEnvelope envelope, JsonElement spec)
    {
        var hash = StrictJson.Member(spec, "payloadHash");
        return StrictJson.Text(hash, "algorithm") == "sha256"
            && StrictJson.Text(hash, "value") == Convert.ToHexStringLower(SHA256.HashData(envelope.Payload.Span))
            && StrictJson
                .List(spec, "signatures")
                .Any(signature =>
                    Bytes(signature, "signature") is { } bytes && envelope.Signature.Span.SequenceEqual(bytes)
                );
    }

    private static byte[]? Bytes(JsonElement parent, string name) =>
        StrictJson.Text(parent, name) is { } text ? Base64Text.Decode(text) : null;

    private static Func<JsonElement, bool> Message(params (string Name, Func<JsonElement, bool> Is)[] members)
    {
        var known = members.ToDictionary(member => member.Name, member => member.Is, StringComparer.Ordinal);
        return value =>
            value.ValueKind == JsonValueKind.Object
            && value
                .EnumerateObject()
                .All(member => known.TryGetValue(member.Name, out var isMember) && IsAbsentOr(isMember, member.Value));
    }

    private static Func<JsonElement, bool> List(Func<JsonElement, bool> isEntry) =>
        value => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(isEntry);

    private static bool IsAbsentOr(Func<JsonElement, bool> isValue, JsonElement value) =>
        value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || isValue(value);

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String;

    private static bool IsBytes(JsonElement value) =>
        IsText(value) && Base64Text.Decode(value.GetString()!) is not null;

    // int64, which protobuf writes as a text.
    private static bool IsInteger(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number
            ? value.TryGetInt64(out _)
            : IsText(value)
                && long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}
