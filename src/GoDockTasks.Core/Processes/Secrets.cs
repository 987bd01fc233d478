using System.Text.RegularExpressions;

namespace GoDockTasks.Core.Processes;

/// <summary>Takes credentials out of text before anybody sees it.</summary>
public static partial class Secrets
{
    /// <summary>
    /// Replaces the user part of every URL (RFC 3986, section 3.2.1) by <c>***</c>: a token can stand in the place of
    /// the user's name as well as in that of the password.
    /// </summary>
    public static string Redact(string text) =>
        text.Contains('@', StringComparison.Ordinal) ? UserPart().Replace(text, "$1***@") : text;

    // What follows the scheme up to the last @ before the path; blanks, quotes and list separators end a URL, except
    // that a password may hold a comma or a pipe, which is why they don't.
    [GeneratedRegex("""([A-Za-z][A-Za-z0-9+.\-]*://)[^\s/"'<>`]*@""", RegexOptions.CultureInvariant)]
    private static partial Regex UserPart();
}
