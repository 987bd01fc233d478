using System.Text.RegularExpressions;

namespace GoDockTasks.Core.Processes;

/// <summary>Takes credentials out of text before anybody sees it.</summary>
public static partial class Secrets
{
    private const string Hidden = "$1***";

    /// <summary>
    /// Replaces by <c>***</c>: the user part of every URL (RFC 3986, section 3.2.1), since a token can stand in the
    /// place of the user's name as well as in that of the password; what an Authorization header says (RFC 9110,
    /// section 11.6.2); passwords of netrc entries; values of URL parameters whose names say that they are secret; and
    /// tokens that GitHub and GitLab mark by how they begin.
    /// </summary>
    public static string Redact(string text)
    {
        if (text.Contains('@', StringComparison.Ordinal))
            text = UserPart().Replace(text, "$1***@");
        if (text.Contains("authorization", StringComparison.OrdinalIgnoreCase))
            text = Authorization().Replace(text, Hidden);
        if (text.Contains("password", StringComparison.OrdinalIgnoreCase))
            text = NetrcPassword().Replace(text, Hidden);
        if (text.Contains('=', StringComparison.Ordinal) && text.AsSpan().ContainsAny('?', '&'))
            text = Parameter().Replace(text, Hidden);
        return text.Contains('_', StringComparison.Ordinal) || text.Contains("glpat-", StringComparison.Ordinal)
            ? MarkedToken().Replace(text, "***")
            : text;
    }

    // What follows the scheme up to the last @ before the path; blanks, quotes and list separators end a URL, except
    // that a password may hold a comma or a pipe, which is why they don't.
    [GeneratedRegex("""([A-Za-z][A-Za-z0-9+.\-]*://)[^\s/"'<>`]*@""", RegexOptions.CultureInvariant)]
    private static partial Regex UserPart();

    [GeneratedRegex(
        """((?:proxy-)?authorization["']?\s*[:=]\s*["']?(?:(?:bearer|basic|token|digest|negotiate)\s+)?)[^\s"']+""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex Authorization();

    // "machine HOST login NAME password WORD", on one line or with each on its own.
    [GeneratedRegex(
        """(\blogin\s+\S+\s+(?:account\s+\S+\s+)?password\s+)\S+""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex NetrcPassword();

    [GeneratedRegex(
        """([?&](?:[a-z_\-]*token|password|passwd|secret|api_?key|sig|signature|x-amz-signature)=)[^\s&#"'<>`]+""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex Parameter();

    [GeneratedRegex("""\b(?:gh[opsur]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,}|glpat-[A-Za-z0-9_\-]{16,})""")]
    private static partial Regex MarkedToken();
}
