using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Fingerprints.Signing;

/// <summary>A public key: ECDSA on P-256 with SHA-256.</summary>
public sealed class VerificationKey
{
    private readonly ECParameters parameters;

    private VerificationKey(ECParameters parameters)
    {
        this.parameters = parameters;
        Fingerprint = OpenSshFingerprint(parameters.Q);
    }

    /// <summary>
    /// <c>SHA256:</c> and the unpadded base64 of the hash of the key as OpenSSH writes it: what `ssh-keygen -l` prints.
    /// </summary>
    public string Fingerprint { get; }

    /// <param name="pem">Text of a file with one `PUBLIC KEY` (RFC 7468, section 13).</param>
    /// <returns>The key, or what is wrong; nothing of the text.</returns>
    public static (VerificationKey? Key, string? Problem) Read(string pem)
    {
        if (pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            return (
                null,
                "it holds a private key, which belongs on no machine that only verifies: write its public "
                    + "half with `openssl pkey -pubout`"
            );
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            return (null, "it isn't one public key in PEM, or not an ECDSA key, the only kind that is understood");
        }

        return IsP256(key)
            ? (new(key.ExportParameters(includePrivateParameters: false)), null)
            : (null, "its curve isn't P-256, the only one that is understood");
    }

    /// <summary>The public half of a key.</summary>
    internal static VerificationKey Of(ECDsa key) => new(key.ExportParameters(includePrivateParameters: false));

    internal static bool IsP256(ECDsa key)
    {
        try
        {
            return key.ExportParameters(includePrivateParameters: false).Curve
                is {
                    IsNamed: true,
                    Oid: { Value: "1.2.840.10045.3.1.7" } or { FriendlyName: "nistP256" or "ECDSA_P256" }
                };
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether a signature, in DER or as r and s of 32 bytes each, is this key's over the SHA-256 of the bytes.
    /// </summary>
    internal bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create(parameters);
        return key.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
            || (
                signature.Length == 64
                && key.VerifyData(
                    signed,
                    signature,
                    HashAlgorithmName.SHA256,
                    DSASignatureFormat.IeeeP1363FixedFieldConcatenation
                )
            );
    }

    // RFC 5656, section 3.1.
    private static string OpenSshFingerprint(ECPoint point)
    {
        byte[] blob =
        [
            .. Field("ecdsa-sha2-nistp256"u8),
            .. Field("nistp256"u8),
            .. Field([4, .. point.X!, .. point.Y!]),
        ];
        return "SHA256:" + Convert.ToBase64String(SHA256.HashData(blob)).TrimEnd('=');
    }

    private static byte[] Field(ReadOnlySpan<byte> content)
    {
        var field = new byte[4 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(field, content.Length);
        content.CopyTo(field.AsSpan(4));
        return field;
    }
}

/// <summary>Reads `GoDockTrustedKey` items.</summary>
public static class TrustedKeyReader
{
    private const int MaxBytes = 64 * 1024;

    /// <param name="items">
    /// A public key file each, with metadata BuilderId and, optional, Source, Ref and AllowDirty.
    /// </param>
    /// <param name="directory">Absolute; relative paths count from it.</param>
    /// <returns>The keys, and GDT3007 for each item that is none: it trusts nobody.</returns>
    public static (ImmutableArray<TrustedKey> Keys, ImmutableArray<Diagnostic> Diagnostics) Read(
        IEnumerable<SidecarItem> items,
        string directory
    )
    {
        var keys = ImmutableArray.CreateBuilder<TrustedKey>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var item in items)
        {
            var path = Path.GetFullPath(item.Include.Replace('\\', '/'), directory);
            var (content, problem) = RegularFile.TryRead(path, MaxBytes);
            var (key, unusable) = content is null
                ? (null, problem)
                : VerificationKey.Read(Encoding.UTF8.GetString(content));
            var dirty = Metadata(item, "AllowDirty") ?? "false";
            problem = unusable
                ?? (
                    Metadata(item, "BuilderId") is null
                        ? "it has no BuilderId, so that it isn't said for whom the key may speak"
                        : null
                )
                ?? (bool.TryParse(dirty, out _) ? null : $"its AllowDirty is '{dirty}' and neither true nor false");
            if (problem is not null)
                diagnostics.Add(
                    new(
                        DiagnosticCatalogue.CannotVerify,
                        new(item.ProjectFile ?? path),
                        $"the GoDockTrustedKey item '{item.Include}' trusts nobody: {problem}; correct the item"
                    )
                );
            else
                keys.Add(
                    new(key!, Metadata(item, "BuilderId")!)
                    {
                        Source = Metadata(item, "Source"),
                        Ref = Metadata(item, "Ref"),
                        AllowDirty = bool.Parse(dirty),
                    }
                );
        }

        return (keys.ToImmutable(), diagnostics.ToImmutable());
    }

    private static string? Metadata(SidecarItem item, string name) =>
        item.Metadata.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}

/// <summary>Whom a verification believes: who signs with this key, as long as he speaks for this builder.</summary>
/// <param name="Key">The public key.</param>
/// <param name="BuilderId">The only `builder.id` that the key may speak for.</param>
public sealed record TrustedKey(VerificationKey Key, string BuilderId)
{
    /// <summary>What `source.uri` must be, `*` for any part of it; null for anything.</summary>
    public string? Source { get; init; }

    /// <summary>What `source.ref` must be, likewise.</summary>
    public string? Ref { get; init; }

    /// <summary>Builds from sources that differ from their commit are allowed, too.</summary>
    public bool AllowDirty { get; init; }
}
