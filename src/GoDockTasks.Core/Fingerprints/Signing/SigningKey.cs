using System.Security.Cryptography;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;

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

/// <summary>
/// Where a signing key comes from: a file, or an environment variable. Never a property's value, since that is in every
/// log.
/// </summary>
public static class SigningKeySource
{
    /// <summary>Holds the pass phrase of an encrypted key.</summary>
    public const string PassPhraseVariable = "GODOCK_SIGNING_PASSPHRASE";

    /// <summary>Before the name of an environment variable, as for cosign.</summary>
    public const string EnvironmentScheme = "env://";

    private const int MaxBytes = 64 * 1024;

    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Reads the key.</summary>
    /// <param name="source">A path, or env:// and the name of a variable.</param>
    /// <param name="directory">Absolute; a relative path counts from it.</param>
    /// <returns>The key or null, and GDT3011 or, for a file that others can read or change, GDT3012.</returns>
    public static (SigningKey? Key, Diagnostic? Problem) Read(
        string source,
        string directory,
        IReadOnlyDictionary<string, string> environment
    )
    {
        var passPhrase = environment.GetValueOrDefault(PassPhraseVariable);
        if (source.Contains("-----BEGIN", StringComparison.Ordinal))
            return (
                null,
                new(
                    DiagnosticCatalogue.SigningKeyUnusable,
                    default,
                    "GoDockSigningKey holds a key itself, which every log now has: replace that key, and "
                        + "give a path, or env:// and the name of an environment variable"
                )
            );
        if (source.StartsWith(EnvironmentScheme, StringComparison.Ordinal))
        {
            var name = source[EnvironmentScheme.Length..];
            return environment.GetValueOrDefault(name) is { Length: > 0 } value
                ? Read(value, $"the environment variable {name}", default, passPhrase)
                : (
                    null,
                    new(
                        DiagnosticCatalogue.SigningKeyUnusable,
                        default,
                        $"the signing key should be in the environment variable '{name}', which isn't set; "
                            + $"set it, or give GoDockSigningKey a path"
                    )
                );
        }

        return ReadFile(Path.GetFullPath(source, directory), passPhrase);
    }

    private static (SigningKey? Key, Diagnostic? Problem) ReadFile(string path, string? passPhrase)
    {
        var (bytes, unreadable) = RegularFile.TryRead(path, MaxBytes);
        if (bytes is null)
            return (
                null,
                new(
                    DiagnosticCatalogue.SigningKeyUnusable,
                    new(path),
                    $"the signing key '{path}' can't be read ({unreadable}); GoDockSigningKey takes a path, "
                        + $"or env:// and the name of an environment variable"
                )
            );
        var (key, problem) = Read(System.Text.Encoding.UTF8.GetString(bytes), $"'{path}'", new(path), passPhrase);
        Array.Clear(bytes);
        return (
            key,
            problem
                ?? (
                    IsOpen(path)
                        ? new(
                            DiagnosticCatalogue.SigningKeyTooPermissive,
                            new(path),
                            $"others than you, its group or everybody, can read or change the signing key "
                                + $"'{path}'; run `chmod 600` on it, and replace it if you don't trust them all"
                        )
                        : null
                )
        );
    }

    private static (SigningKey? Key, Diagnostic? Problem) Read(
        string pem,
        string what,
        SourceLocation location,
        string? passPhrase
    )
    {
        var (key, problem) = SigningKey.Read(pem, passPhrase);
        return (
            key,
            problem is null
                ? null
                : new(
                    DiagnosticCatalogue.SigningKeyUnusable,
                    location,
                    $"the signing key in {what} can't be used: {problem}"
                )
        );
    }

    private static bool IsOpen(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OfOthers) != 0;
}
