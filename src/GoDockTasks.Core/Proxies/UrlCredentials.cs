using System.Text;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Proxies;

/// <summary>Credentials in a setting that should hold URLs.</summary>
internal static class UrlCredentials
{
    private const string AfterScheme = "://";

    /// <summary>
    /// The text with <c>***</c> for everything that can be a user or a password. Wider than
    /// <see cref="Processes.Secrets.Redact"/>, since a malformed list has to be shown too: a password that isn't
    /// encoded may hold a comma, a slash or a blank, and the scheme before it may be missing.
    /// </summary>
    public static string Hide(string text)
    {
        if (!text.Contains('@', StringComparison.Ordinal))
            return text;
        var hidden = new StringBuilder(text.Length);
        for (var start = 0; start < text.Length; )
        {
            var (scheme, behind) = NextUrl(text, start);
            var at = text.AsSpan(start, scheme - start).LastIndexOf('@');
            if (at >= 0)
                hidden.Append("***");
            hidden.Append(text.AsSpan(start + Math.Max(at, 0), scheme - start - Math.Max(at, 0)));
            hidden.Append(text.AsSpan(scheme, behind - scheme));
            start = behind;
        }

        return hidden.ToString();
    }

    /// <summary>
    /// A pattern or entry for a message, unless it can be a piece of a password that its list's separators tore apart.
    /// </summary>
    public static string HidePart(string list, string part) =>
        list.Contains('@', StringComparison.Ordinal) ? "***" : part;

    // Where the next URL's scheme starts and what follows it. Only a known scheme at an entry's start counts, so that a
    // :// inside a password is no URL.
    private static (int Scheme, int Behind) NextUrl(string text, int from)
    {
        for (
            var slashes = from;
            (slashes = text.IndexOf(AfterScheme, slashes, StringComparison.Ordinal)) >= 0;
            slashes++
        )
        {
            var scheme = slashes;
            while (scheme > from && char.IsAsciiLetter(text[scheme - 1]))
                scheme--;
            var isFirst =
                scheme == 0 || scheme > from && (text[scheme - 1] is ',' or '|' || char.IsWhiteSpace(text[scheme - 1]));
            if (isFirst && text[scheme..slashes].ToLowerInvariant() is "https" or "http" or "file")
                return (scheme, slashes + AfterScheme.Length);
        }

        return (text.Length, text.Length);
    }
}

/// <summary>The credentials that GOPROXY holds.</summary>
internal static class ProxyCredentials
{
    /// <summary>
    /// Takes them out of what go printed: it shows addresses as they were written where it complains of them.
    /// </summary>
    public static string Remove(string output, GoSettings settings)
    {
        foreach (var entry in GoProxyList.Parse(settings["GOPROXY"].Value).Entries)
            output =
                entry.Text == entry.Display
                    ? output
                    : output.Replace(entry.Text, entry.Display, StringComparison.Ordinal);
        return output;
    }
}
