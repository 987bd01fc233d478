using System.Text;
using System.Text.Json;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Fingerprints.Signing;

/// <summary>A payload with one signature, in the form of DSSE v1.</summary>
/// <param name="PayloadType">What the payload is; signed with it.</param>
/// <param name="Payload">Its bytes.</param>
/// <param name="Signature">Over <see cref="PreAuthenticationEncoding"/>.</param>
/// <param name="KeyId">
/// Says which key may have signed, and isn't signed itself; null where the envelope doesn't say.
/// </param>
internal sealed record DsseEnvelope(
    string PayloadType,
    ReadOnlyMemory<byte> Payload,
    ReadOnlyMemory<byte> Signature,
    string? KeyId
)
{
    /// <summary>The payload type of in-toto statements.</summary>
    public const string InToto = "application/vnd.in-toto+json";

    /// <summary>What is signed (DSSE, protocol.md, PAE).</summary>
    public static byte[] PreAuthenticationEncoding(string payloadType, ReadOnlySpan<byte> payload)
    {
        var type = Encoding.UTF8.GetByteCount(payloadType);
        return [.. Encoding.UTF8.GetBytes($"DSSEv1 {type} {payloadType} {payload.Length} "), .. payload];
    }

    /// <summary>Signs an in-toto statement.</summary>
    public static DsseEnvelope Sign(ReadOnlyMemory<byte> statement, SigningKey key) =>
        new(InToto, statement, key.Sign(PreAuthenticationEncoding(InToto, statement.Span)), key.Fingerprint);

    /// <summary>Whether the signature is this key's.</summary>
    public bool IsSignedBy(VerificationKey key) =>
        key.Verifies(PreAuthenticationEncoding(PayloadType, Payload.Span), Signature.Span);

    /// <summary>Reads an envelope; members that it doesn't know are left alone, as DSSE asks for.</summary>
    /// <returns>The envelope, or what is wrong.</returns>
    public static (DsseEnvelope? Envelope, string? Problem) Read(JsonElement element)
    {
        if (
            StrictJson.Text(element, "payloadType") is not { } type
            || StrictJson.Text(element, "payload") is not { } payload
        )
            return (null, "the envelope has no payload, or doesn't say of what type it is");
        JsonElement[] signatures = [.. StrictJson.List(element, "signatures")];
        if (signatures.Length != 1)
            return (null, $"the envelope has {signatures.Length} signatures, and exactly one is understood");
        if (Base64Text.Decode(payload) is not { } bytes)
            return (null, "the envelope's payload isn't base64");
        if (
            StrictJson.Text(signatures[0], "sig") is not { } text
            || Base64Text.Decode(text) is not { Length: > 0 } signature
        )
            return (null, "the envelope's signature is missing, empty or not base64");
        if (
            StrictJson.Member(signatures[0], "keyid").ValueKind
            is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.String)
        )
            return (null, "the envelope's keyid isn't a text");
        return (new(type, bytes, signature, StrictJson.Text(signatures[0], "keyid")), null);
    }
}
