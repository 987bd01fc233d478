using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Fingerprints.Signing;

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
