using System.Net;
using System.Net.Sockets;

namespace GoDockTasks.Core.Proxies;

/// <summary>What Go refuses inside a URL. Each answer is a reason that holds nothing of the URL, or null.</summary>
internal sealed partial record GoUrl
{
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
