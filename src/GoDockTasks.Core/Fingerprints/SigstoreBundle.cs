using System.Text.Json.Nodes;

namespace GoDockTasks.Core.Fingerprints;

/// <summary>A Sigstore bundle v0.3 around a DSSE envelope that a key signed (sigstore/protobuf-specs, sigstore_bundle.proto).</summary>
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

    /// <summary>The whole file. cosign refuses a `keyid` other than the OpenSSH fingerprint of the key that it is given.</summary>
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
                ["signatures"] = new JsonArray(new JsonObject { ["sig"] = Convert.ToBase64String(envelope.Signature.Span), ["keyid"] = envelope.KeyId }),
            },
        };
        return [.. CanonicalJson.ToUtf8(bundle), (byte)'\n'];
    }

    /// <summary>Reads a bundle, or an envelope without one, which older tools write.</summary>
    /// <returns>The envelope, or what is wrong.</returns>
    public static (DsseEnvelope? Envelope, string? Problem) Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > MaxBytes)
            return (null, "it is larger than 16 MiB");
        if (StrictJson.Read(utf8, out var root) is { } problem)
            return (null, problem);
        if (StrictJson.Member(root, "payload").ValueKind != default)
            return DsseEnvelope.Read(root);
        if (StrictJson.Text(root, "mediaType") is not { } type || !Readable.Contains(type, StringComparer.Ordinal))
            return (null, "it isn't a Sigstore bundle of version 0.1 to 0.3");
        var envelope = StrictJson.Member(root, "dsseEnvelope");
        return envelope.ValueKind == default
            ? (null, "the bundle has no DSSE envelope: it signs a file and not a statement about it")
            : DsseEnvelope.Read(envelope);
    }
}
