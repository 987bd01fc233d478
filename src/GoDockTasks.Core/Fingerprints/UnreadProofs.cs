using System.Globalization;
using System.Text.Json;

namespace GoDockTasks.Core.Fingerprints;

/// <summary>
/// What may stand beside the key in a bundle, and is nothing that a key's signature is verified with: entries of a transparency log and time stamps. They are held to the form of
/// their protobuf messages (sigstore/protobuf-specs, sigstore_rekor.proto and sigstore_bundle.proto), so that nobody else refuses the file for it; what they say isn't looked at.
/// </summary>
internal static class UnreadProofs
{
    private static readonly Func<JsonElement, bool> LogEntries = List(Message(
        ("logIndex", IsInteger),
        ("logId", Message(("keyId", IsBytes))),
        ("kindVersion", Message(("kind", IsText), ("version", IsText))),
        ("integratedTime", IsInteger),
        ("inclusionPromise", Message(("signedEntryTimestamp", IsBytes))),
        ("inclusionProof", Message(
            ("logIndex", IsInteger), ("rootHash", IsBytes), ("treeSize", IsInteger), ("hashes", List(IsBytes)), ("checkpoint", Message(("envelope", IsText))))),
        ("canonicalizedBody", IsBytes)));

    private static readonly Func<JsonElement, bool> TimeStamps = Message(("rfc3161Timestamps", List(Message(("signedTimestamp", IsBytes)))));

    /// <summary>The first member of a verificationMaterial that isn't what it must be; null where all are.</summary>
    public static string? Malformed(JsonElement material) =>
        !IsAbsentOr(LogEntries, StrictJson.Member(material, "tlogEntries")) ? "tlogEntries"
        : !IsAbsentOr(TimeStamps, StrictJson.Member(material, "timestampVerificationData")) ? "timestampVerificationData"
        : null;

    private static Func<JsonElement, bool> Message(params (string Name, Func<JsonElement, bool> Is)[] members)
    {
        var known = members.ToDictionary(member => member.Name, member => member.Is, StringComparer.Ordinal);
        return value => value.ValueKind == JsonValueKind.Object &&
            value.EnumerateObject().All(member => known.TryGetValue(member.Name, out var isMember) && IsAbsentOr(isMember, member.Value));
    }

    private static Func<JsonElement, bool> List(Func<JsonElement, bool> isEntry) =>
        value => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(isEntry);

    private static bool IsAbsentOr(Func<JsonElement, bool> isValue, JsonElement value) =>
        value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || isValue(value);

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String;

    private static bool IsBytes(JsonElement value) => IsText(value) && Base64Text.Decode(value.GetString()!) is not null;

    // int64, which protobuf writes as a text.
    private static bool IsInteger(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? value.TryGetInt64(out _)
        : IsText(value) && long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}
