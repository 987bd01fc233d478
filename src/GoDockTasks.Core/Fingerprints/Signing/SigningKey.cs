using System.Security.Cryptography;

namespace GoDockTasks.Core.Fingerprints.Signing;

/// <summary>A private key: ECDSA on P-256 with SHA-256.</summary>
public sealed class SigningKey : IDisposable
{
    private const string Kinds = "a private key in PEM (PKCS#8, encrypted or not, or SEC1) for ECDSA on P-256";

    private readonly ECDsa key;

    private SigningKey(ECDsa key)
    {
        this.key = key;
        PublicKey = VerificationKey.Of(key);
    }

    /// <summary>What those need who verify.</summary>
    public VerificationKey PublicKey { get; }

    /// <summary>As <see cref="VerificationKey.Fingerprint"/>.</summary>
    public string Fingerprint => PublicKey.Fingerprint;

    /// <param name="pem">
    /// Text of a file with one private key: `PRIVATE KEY`, `ENCRYPTED PRIVATE KEY` or `EC PRIVATE KEY`.
    /// </param>
    /// <param name="passPhrase">For an encrypted one; null where none is set.</param>
    /// <returns>The key, or what is wrong; nothing of the key or the pass phrase.</returns>
    public static (SigningKey? Key, string? Problem) Read(string pem, string? passPhrase)
    {
        if (
            pem.Contains("-----BEGIN ENCRYPTED SIGSTORE", StringComparison.Ordinal)
            || pem.Contains("-----BEGIN ENCRYPTED COSIGN", StringComparison.Ordinal)
        )
            return (
                null,
                $"it is a key in cosign's own form, which only cosign reads: use {Kinds}, or sign the "
                    + $".intoto.json with cosign"
            );
        var isEncrypted = pem.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal);
        if (isEncrypted && string.IsNullOrEmpty(passPhrase))
            return (
                null,
                $"it is encrypted, and the environment variable {SigningKeySource.PassPhraseVariable} with "
                    + $"the pass phrase isn't set"
            );
        var key = ECDsa.Create();
        try
        {
            if (isEncrypted)
                key.ImportFromEncryptedPem(pem, passPhrase);
            else
                key.ImportFromPem(pem);
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            // What the exception says is the library's, and might quote.
            key.Dispose();
            return (null, isEncrypted ? "the pass phrase is wrong, or it isn't " + Kinds : $"it isn't {Kinds}");
        }

        var problem =
            !VerificationKey.IsP256(key) ? "its curve isn't P-256, the only one that is understood"
            : !HasPrivateHalf(key) ? "it is only the public half of a key"
            : null;
        if (problem is null)
            return (new(key), null);
        key.Dispose();
        return (null, problem);
    }

    /// <summary>A DER signature over the SHA-256 of the bytes.</summary>
    internal byte[] Sign(ReadOnlySpan<byte> bytes) =>
        key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    public void Dispose() => key.Dispose();

    private static bool HasPrivateHalf(ECDsa key)
    {
        try
        {
            Array.Clear(key.ExportParameters(includePrivateParameters: true).D!);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
