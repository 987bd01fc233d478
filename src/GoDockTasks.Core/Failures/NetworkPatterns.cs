using System.Collections.Immutable;
using static GoDockTasks.Core.Diagnostics.DiagnosticCatalogue;
using static GoDockTasks.Core.Failures.Specificity;

namespace GoDockTasks.Core.Failures;

/// <summary>
/// Proxies and the way to them: cmd/go/internal/modfetch/proxy and web, net, net/http, crypto/tls; curl's words through
/// git; Windows' words through Go.
/// </summary>
internal static class NetworkPatterns
{
    private const string Tunnel =
        "HTTPS_PROXY refused the connection: give it credentials (http://user:password@host), or name the "
        + "host in NO_PROXY";

    private const string NoTunnel =
        "HTTPS_PROXY or HTTP_PROXY names a proxy that doesn't answer; in a container, 127.0.0.1 is the container "
        + "itself: give the proxy's address to the build ('docker build --build-arg HTTPS_PROXY=…'), or "
        + "unset it";

    private const string NoRoute =
        "this machine has no way there by IPv6, which the name's address asks for: give the container an IPv6 network, "
        + "or have the name resolved to IPv4";

    private const string NoNames =
        "the step's name server can't resolve it: build with this machine's network ('docker build --network=host'), "
        + "or give the daemon a name server that can (dns in its settings)";

    private const string NoWay =
        "the step has no way to that server: hand it the proxy that has one ('docker build --build-arg "
        + "HTTPS_PROXY=…'), or open the firewall";

    private const string BrokenOff =
        "the server, or a proxy before it, broke the transfer off: run the command again; where it goes on, see its "
        + "log, or set GODEBUG=http2client=0 to go without HTTP/2";

    public static readonly ImmutableArray<FailurePattern> All =
    [
        // Programs of a step that aren't go: curl, apt and both kinds of wget.
        new(Dns, Cause, "curl: (6) ") { Advice = NoNames },
        new(Dns, Cause, "Temporary failure resolving '") { Advice = NoNames },
        new(Dns, Cause, "wget: bad address '") { Advice = NoNames },
        new(Dns, Cause, "wget: unable to resolve host address ") { Advice = NoNames },
        new(ConnectionRefused, Cause, "curl: (7) ") { Advice = NoWay },
        new(NetworkTimeout, Cause, "curl: (28) ") { Advice = NoWay },
        new(Certificate, Cause, "curl: (60) "),
        new(Unclassified, Cause, ": temporary error (try again later)")
        {
            Advice = "apk could not fetch its index: " + NoNames,
        },
        new(ProxyOff, Outside, "module lookup disabled by GOPROXY=off"),
        new(MalformedGoProxy, Cause, "invalid proxy URL"),
        new(MalformedGoProxy, Cause, "invalid file:// proxy URL"),
        new(MalformedGoProxy, Cause, "GOPROXY list is not the empty string, but contains no entries"),
        // web.HTTPError: "reading URL: status".
        new(NotOnProxy, Outside, "reading {*}://{*}: 404"),
        new(NotOnProxy, Outside, "reading {*}://{*}: 410"),
        new(NotOnProxy, Outside, "reading file://{*}: no such file or directory"),
        new(NotOnProxy, Outside, "reading file://{*}: The system cannot find "),
        // "Non-Authoritative Information": what a service answers with its sign-in page.
        new(NotAModule, Outside, "reading {*}://{*}: 203"),
        new(NetworkTimeout, Outside, "reading {*}://{*}: 408"),
        new(ProxyServerError, Outside, "reading {*}://{*}: 429"),
        new(ProxyServerError, Outside, "reading {*}://{*}: 5"),
        new(ProxyAuth, Outside, "reading {*}://{*}: 4"),
        // A CONNECT through HTTPS_PROXY leaves only the status's words.
        new(ProxyAuth, Outside, "\": Proxy Authentication Required") { Advice = Tunnel },
        new(ProxyAuth, Outside, "\": Forbidden") { Advice = Tunnel },
        new(ProxyServerError, Outside, "\": Bad Gateway"),
        new(ProxyServerError, Outside, "\": Service Unavailable"),
        new(ProxyServerError, Outside, "\": Gateway Timeout"),
        new(ProxyAuth, Cause, "refusing to pass credentials to insecure URL"),
        new(NotAModule, Outside, "stopped after 10 redirects"),
        new(NotAModule, Outside, "redirected from secure URL"),
        // Before what the connections of all others suffer from.
        new(ConnectionRefused, Outside, "proxyconnect tcp: dial tcp {*}connect: ") { Advice = NoTunnel },
        new(ConnectionRefused, Outside, "cannot assign requested address") { Advice = NoRoute },
        new(ConnectionRefused, Outside, "stream error: stream ID ") { Advice = BrokenOff },
        new(ConnectionRefused, Outside, "INTERNAL_ERROR; received from peer") { Advice = BrokenOff },
        new(ConnectionRefused, Outside, "http2: server sent GOAWAY") { Advice = BrokenOff },
        // Before what a name server's connection can suffer from.
        new(Dns, Outside, "dial tcp: lookup "),
        new(Dns, Outside, "no such host"),
        new(Dns, Outside, "unable to look up "),
        new(Dns, Outside, "server misbehaving"),
        new(Dns, Outside, "Temporary failure in name resolution"),
        new(Dns, Outside, "Could not resolve host"),
        new(NetworkTimeout, Outside, "i/o timeout"),
        new(NetworkTimeout, Outside, "context deadline exceeded"),
        new(NetworkTimeout, Outside, "TLS handshake timeout"),
        new(NetworkTimeout, Outside, "Client.Timeout exceeded"),
        new(NetworkTimeout, Outside, "timed out"),
        new(NetworkTimeout, Outside, "did not properly respond after a period of time"),
        new(Certificate, Outside, "x509: "),
        new(Certificate, Outside, "tls: failed to verify certificate"),
        new(Certificate, Outside, "remote error: tls: "),
        new(Certificate, Outside, "SSL certificate problem"),
        new(Certificate, Outside, "server certificate verification failed"),
        new(ConnectionRefused, Outside, "connection refused"),
        new(ConnectionRefused, Outside, "connection reset"),
        new(ConnectionRefused, Outside, "actively refused it"),
        new(ConnectionRefused, Outside, "forcibly closed by the remote host"),
        new(ConnectionRefused, Outside, "connect: no route to host"),
        new(ConnectionRefused, Outside, "connect: network is unreachable"),
        new(ConnectionRefused, Outside, "connect: permission denied"),
        new(ConnectionRefused, Outside, "Failed to connect to "),
        new(ConnectionRefused, Outside, "Couldn't connect to server"),
        new(ConnectionRefused, Outside, "://{*}\": EOF"),
        new(ConnectionRefused, Outside, "://{*}: unexpected EOF"),
        // One side speaks TLS and the other doesn't: the wrong address, or a box in between.
        new(ConnectionRefused, Outside, "first record does not look like a TLS handshake"),
        new(ConnectionRefused, Outside, "server gave HTTP response to HTTPS client"),
    ];
}
