using System.Buffers;

namespace GoDockTasks.Core.Dockerfiles.Rules.Security;

/// <summary>A URL with somebody's credentials in it.</summary>
/// <param name="Start">Index of the URL in the text.</param>
/// <param name="Host">Whom they are for.</param>
/// <param name="Credentials">What stands before the @. Never to be shown.</param>
internal readonly record struct UrlUser(int Start, string Host, string Credentials)
{
    private static readonly SearchValues<char> AuthorityEnds = SearchValues.Create(" \t\r\n/\"'`<>|,;()\\");

    /// <summary>
    /// The URLs of a text that have a user, with or without a password; not those of ssh, where the user is no secret.
    /// </summary>
    public static IEnumerable<UrlUser> In(string text)
    {
        for (
            var slashes = text.IndexOf("://", StringComparison.Ordinal);
            slashes >= 0;
            slashes = text.IndexOf("://", slashes + 3, StringComparison.Ordinal)
        )
        {
            var start = slashes;
            while (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '+' or '.' or '-'))
                start--;
            var length = text.AsSpan(slashes + 3).IndexOfAny(AuthorityEnds);
            var authority = length < 0 ? text[(slashes + 3)..] : text.Substring(slashes + 3, length);
            var at = authority.LastIndexOf('@');
            if (at > 0 && start < slashes && !text[start..slashes].EndsWith("ssh", StringComparison.OrdinalIgnoreCase))
                yield return new(start, authority[(at + 1)..], authority[..at]);
        }
    }

    /// <summary>The password, written out; null where there is none, or a variable holds it.</summary>
    public string? Password
    {
        get
        {
            var colon = Credentials.IndexOf(':', StringComparison.Ordinal);
            var password = colon < 0 ? "" : Credentials[(colon + 1)..];
            return password.Length == 0 || password.Contains('$', StringComparison.Ordinal) || password[0] is '<' or '*'
                ? null
                : password;
        }
    }

    /// <summary>The variables in the credentials: `TOKEN` of `$TOKEN` and `${TOKEN}`.</summary>
    public IEnumerable<string> Variables => VariablesOf(Credentials);

    public static IEnumerable<string> VariablesOf(string text)
    {
        for (
            var at = text.IndexOf('$', StringComparison.Ordinal);
            at >= 0 && at + 1 < text.Length;
            at = text.IndexOf('$', at + 1)
        )
        {
            var start = text[at + 1] == '{' ? at + 2 : at + 1;
            var end = start;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
                end++;
            if (end > start)
                yield return text[start..end];
        }
    }
}
