using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Fingerprints.Signing;

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
