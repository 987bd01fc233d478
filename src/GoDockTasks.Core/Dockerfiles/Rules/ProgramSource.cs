using GoDockTasks.Core.Dockerfiles.Sources;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>
/// A Go file that a program is made of. Its text is read where a rule asks for what it calls, and not kept. Safe to be
/// asked by several threads.
/// </summary>
/// <param name="path">Absolute.</param>
internal sealed class ProgramSource(string path, GoSource head)
{
    // Generated files can be larger; what they hold are tables.
    private const int MaxBytes = 512 * 1024;

    // Who says which certificates are trusted doesn't need the system's.
    private static readonly string[] OwnTrust =
    [
        "RootCAs",
        "InsecureSkipVerify",
        "NewCertPool",
        "AppendCertsFromPEM",
        "SSL_CERT_",
    ];

    private static readonly string[] TimeWords = ["LoadLocation(", ".Local"];
    private static readonly string[] TlsWords = ["Dial", "https://"];

    private readonly Lazy<(bool LoadsLocation, bool UsesLocal)> times = new(() =>
        head.Imports.Contains("time") && Read(path, head, TimeWords) is { } code
            ? (CallsLoadLocation(code), code.Uses("time", "Local"))
            : default
    );

    private readonly Lazy<string?> tlsUse = new(() =>
        (head.Imports.Contains("crypto/tls") || head.Imports.Contains("net/http"))
        && Read(path, head, TlsWords) is { } code
            ? FindTlsUse(code)
            : null
    );

    private readonly Lazy<bool> hasOwnTrust = new(() =>
        Read(path, head, OwnTrust) is { } code
        && OwnTrust.Any(word => code.Code.Contains(word, StringComparison.Ordinal))
    );

    public GoSource Head => head;

    /// <summary>It asks for a time zone by a name that needs data.</summary>
    public bool LoadsLocation => times.Value.LoadsLocation;

    public bool UsesLocalTime => times.Value.UsesLocal;

    /// <summary>How it speaks TLS to others; null where it doesn't.</summary>
    public string? TlsUse => tlsUse.Value;

    /// <summary>It says which certificates are trusted.</summary>
    public bool HasOwnTrust => hasOwnTrust.Value;

    // Most files have none of the words, and needn't be gone through.
    private static GoCode? Read(string path, GoSource head, string[] words) =>
        ModuleFileReader.Read(path, MaxBytes).Text is { } text
        && Array.Exists(words, word => text.Contains(word, StringComparison.Ordinal))
            ? GoCode.Parse(head, text)
            : null;

    private static string? FindTlsUse(GoCode code) =>
        code.Uses("crypto/tls", "Dial(", "DialWithDialer(") ? "calls tls.Dial"
        // An address may be in a document, a client may speak plain http: only both in one file say it.
        : (
            code.Code.Contains("\"https://", StringComparison.Ordinal)
            || code.Code.Contains("`https://", StringComparison.Ordinal)
        )
        && code.Uses(
            "net/http",
            "Get(",
            "Post(",
            "Head(",
            "PostForm(",
            "NewRequest(",
            "NewRequestWithContext(",
            "DefaultClient"
        )
            ? "asks an https:// address"
        : null;

    // UTC and Local need no data.
    private static bool CallsLoadLocation(GoCode source)
    {
        if (!source.Uses("time", "LoadLocation("))
            return false;
        const string Call = "LoadLocation(";
        for (
            var at = source.Code.IndexOf(Call, StringComparison.Ordinal);
            at >= 0;
            at = source.Code.IndexOf(Call, at + 1, StringComparison.Ordinal)
        )
        {
            var argument = source.Code.AsSpan(at + Call.Length).TrimStart();
            if (!argument.StartsWith("\"UTC\"") && !argument.StartsWith("\"Local\"") && !argument.StartsWith("\"\""))
                return true;
        }

        return false;
    }
}
