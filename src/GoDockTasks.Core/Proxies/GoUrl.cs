using System.Net;
using System.Net.Sockets;

namespace GoDockTasks.Core.Proxies;

/// <summary>
/// A URL as Go's net/url reads it (Parse in src/net/url/url.go). System.Uri draws its lines elsewhere: it takes what Go
/// refuses, and the other way round.
/// </summary>
/// <param name="Scheme">In lower case; empty where there is none.</param>
/// <param name="UserInfo">
/// What stands before the last <c>@</c> of the authority, as it is written; null without an <c>@</c>.
/// </param>
/// <param name="Host">With its port, as it is written; empty where there is none.</param>
/// <param name="Path">As it is written, escapes and all.</param>
/// <param name="Query">What follows the <c>?</c>, or null.</param>
/// <param name="IsPathOnly">Scheme, <c>//</c> and path, and nothing else: all that Go lets a file proxy have.</param>
internal sealed record GoUrl(string Scheme, string? UserInfo, string Host, string Path, string? Query, bool IsPathOnly)
{
    /// <summary>The host without its port and without the brackets of an IPv6 address.</summary>
    public string HostName
    {
        get
        {
            if (Host.StartsWith('['))
                return Host[1..Host.LastIndexOf(']')];
            var colon = Host.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 ? Host : Host[..colon];
        }
    }

    /// <summary>Reads a URL.</summary>
    /// <param name="text">One entry, without blanks around it.</param>
    /// <param name="problem">
    /// Why Go's newest version refuses it, in words that hold nothing of the text; empty otherwise.
    /// </param>
    /// <returns>Null where Go refuses it.</returns>
    public static GoUrl? Parse(string text, out string problem)
    {
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        var (rest, fragment) = hash < 0 ? (text, "") : (text[..hash], text[(hash + 1)..]);
        problem = Refusal(rest) ?? BadEscape(fragment) ?? "";
        if (problem.Length > 0)
            return null;

        var scheme = SchemeOf(rest);
        rest = rest[(scheme.Length > 0 ? scheme.Length + 1 : 0)..];
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var query = question < 0 ? null : rest[(question + 1)..];
        rest = question < 0 ? rest : rest[..question];

        // "scheme:rest" without a slash is opaque; only a URL with a host is of use here.
        var hasAuthority = rest.StartsWith("//", StringComparison.Ordinal);
        var slash = hasAuthority ? rest.IndexOf('/', 2) : 0;
        var authority = hasAuthority ? rest[2..(slash < 0 ? rest.Length : slash)] : "";
        var path = slash < 0 ? "" : rest[slash..];
        var at = authority.LastIndexOf('@');
        var userInfo = at < 0 ? null : authority[..at];
        var host = authority[(at + 1)..];
        problem = BadUserInfo(userInfo) ?? BadHost(host) ?? BadEscape(path) ?? "";
        if (problem.Length > 0)
            return null;
        var isPathOnly = hasAuthority && authority.Length == 0 && query is null && fragment.Length == 0;
        return new(scheme.ToLowerInvariant(), userInfo, host, path, query, isPathOnly);
    }

    private static string? Refusal(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or '\x7f')
                return "it holds a control character";
        }

        return text.StartsWith(':') ? "the scheme before the colon is missing" : null;
    }

    private static string SchemeOf(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == ':')
                return text[..i];
            if (!char.IsAsciiLetter(c) && (i == 0 || !char.IsAsciiDigit(c) && c is not ('+' or '-' or '.')))
                return "";
        }

        return "";
    }

    // What Go refuses inside a URL. Each answer is a reason that holds nothing of the URL, or null.
    private const string BadEscapeReason = "a % is not followed by two hexadecimal digits";

    // validUserinfo and unescape in src/net/url/url.go.
    private static string? BadUserInfo(string? userInfo)
    {
        foreach (var c in userInfo ?? "")
        {
            if (!char.IsAsciiLetterOrDigit(c) && !"-._:~!$&'()*+,;=%@".Contains(c, StringComparison.Ordinal))
                return "the user or password holds a character that must be percent-encoded";
        }

        return BadEscape(userInfo ?? "");
    }

    // parseHost in src/net/url/url.go of Go 1.26 and newer, which refuses more colons and brackets than older ones do;
    // what only those take can't be reached with them either.
    private static string? BadHost(string host)
    {
        var bracket = host.LastIndexOf('[');
        if (bracket > 0)
            return "a bracket stands inside the host";
        if (bracket == 0)
            return BadAddress(host);
        var colon = host.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && !IsPort(host.AsSpan(colon))
            ? "the port after the host is not a number"
            : BadHostCharacter(host);
    }

    private static string? BadAddress(string host)
    {
        var end = host.LastIndexOf(']');
        if (end < 0)
            return "the host's closing bracket is missing";
        if (!IsPort(host.AsSpan(end + 1)))
            return "the port after the host is not a number";
        var address = host[1..end];
        var zone = address.IndexOf("%25", StringComparison.Ordinal);
        if (zone == address.Length - "%25".Length)
            return "the zone of the address in brackets is missing";
        return
            IPAddress.TryParse(zone < 0 ? address : address[..zone], out var parsed)
            && parsed.AddressFamily == AddressFamily.InterNetworkV6
            && !address.Contains('[', StringComparison.Ordinal)
            ? BadHostCharacter(address)
            : "what stands in brackets is no IPv6 address";
    }

    // A percent sign may stand for bytes beyond ASCII only, or for itself before a zone.
    private static string? BadHostCharacter(string host)
    {
        for (var i = 0; i < host.Length; i++)
        {
            var c = host[i];
            if (c == '%')
            {
                if (!IsEscape(host, i))
                    return BadEscapeReason;
                if (host[i + 1] < '8' && string.CompareOrdinal(host, i, "%25", 0, 3) != 0)
                    return "the host holds a percent-encoded character";
                i += 2;
            }
            else if (
                c < 0x80
                && !char.IsAsciiLetterOrDigit(c)
                && !"-_.~!$&'()*+,;=:[]<>\"".Contains(c, StringComparison.Ordinal)
            )
            {
                return c == ' ' ? "the host holds a blank" : "the host holds a character that no host has";
            }
        }

        return null;
    }

    private static string? BadEscape(string text)
    {
        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
        {
            if (!IsEscape(text, i))
                return BadEscapeReason;
        }

        return null;
    }

    private static bool IsEscape(string text, int percent) =>
        percent + 2 < text.Length && char.IsAsciiHexDigit(text[percent + 1]) && char.IsAsciiHexDigit(text[percent + 2]);

    private static bool IsPort(ReadOnlySpan<char> text) =>
        text.IsEmpty || text[0] == ':' && !text[1..].ContainsAnyExceptInRange('0', '9');
}
