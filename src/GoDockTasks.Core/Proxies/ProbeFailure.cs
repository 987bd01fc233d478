using System.Net.Sockets;
using System.Security.Authentication;

namespace GoDockTasks.Core.Proxies;

/// <summary>What a failed request means.</summary>
internal static class ProbeFailure
{
    /// <summary>By the status of a whole answer that is no 200.</summary>
    public static ProxyProbeOutcome Of(int status) =>
        status switch
        {
            // "Non-Authoritative Information": a service's sign-in page.
            203 => ProxyProbeOutcome.NotAModule,
            404 or 410 => ProxyProbeOutcome.NotFound,
            401 => ProxyProbeOutcome.Unauthorized,
            403 => ProxyProbeOutcome.Forbidden,
            407 => ProxyProbeOutcome.ProxyAuthentication,
            >= 500 => ProxyProbeOutcome.ServerError,
            >= 400 => ProxyProbeOutcome.ClientError,
            _ => ProxyProbeOutcome.Failed,
        };

    /// <summary>By what the request threw: the innermost cause that says something.</summary>
    public static (ProxyProbeOutcome Outcome, int Status) Of(Exception exception)
    {
        // A proxy on the way (HTTPS_PROXY) that didn't open the tunnel.
        if (
            exception is HttpRequestException
            {
                HttpRequestError: HttpRequestError.ProxyTunnelError,
                StatusCode: { } status
            }
        )
            return ((int)status == 407 ? ProxyProbeOutcome.ProxyAuthentication : ProxyProbeOutcome.Failed, (int)status);
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            var outcome = cause switch
            {
                SocketException socket => Of(socket.SocketErrorCode),
                AuthenticationException tls => OfTls(tls.Message),
                _ => null,
            };
            if (outcome is not null)
                return (outcome.Value, 0);
        }

        return (
            (exception as HttpRequestException)?.HttpRequestError ?? (exception as HttpIOException)?.HttpRequestError
        ) switch
        {
            HttpRequestError.NameResolutionError => (ProxyProbeOutcome.Dns, 0),
            HttpRequestError.SecureConnectionError => (ProxyProbeOutcome.Tls, 0),
            HttpRequestError.ResponseEnded => (ProxyProbeOutcome.Reset, 0),
            HttpRequestError.InvalidResponse => (ProxyProbeOutcome.NotAModule, 0),
            _ => (ProxyProbeOutcome.Failed, 0),
        };
    }

    private static ProxyProbeOutcome? Of(SocketError error) =>
        error switch
        {
            SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery =>
                ProxyProbeOutcome.Dns,
            SocketError.ConnectionRefused => ProxyProbeOutcome.Refused,
            SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown =>
                ProxyProbeOutcome.Reset,
            SocketError.TimedOut => ProxyProbeOutcome.Timeout,
            SocketError.NetworkUnreachable
            or SocketError.HostUnreachable
            or SocketError.NetworkDown
            or SocketError.HostDown => ProxyProbeOutcome.NoRoute,
            _ => null,
        };

    // SslStream names the flags of X509ChainStatusFlags and SslPolicyErrors in its message and nowhere else. Like Go it
    // is asked for the dates first: a certificate that ended is often by an authority that nobody trusts any longer.
    private static ProxyProbeOutcome OfTls(string message)
    {
        if (message.Contains("NotTimeValid", StringComparison.Ordinal))
            return ProxyProbeOutcome.ExpiredCertificate;
        if (
            message.Contains("UntrustedRoot", StringComparison.Ordinal)
            || message.Contains("PartialChain", StringComparison.Ordinal)
        )
            return ProxyProbeOutcome.UnknownAuthority;
        return message.Contains("RemoteCertificateNameMismatch", StringComparison.Ordinal)
            ? ProxyProbeOutcome.CertificateOfAnotherHost
            : ProxyProbeOutcome.Tls;
    }
}

/// <summary>How an entry of GOPROXY took a question.</summary>
internal enum ProxyProbeOutcome
{
    /// <summary>It has the module.</summary>
    Answered,

    /// <summary>It isn't a proxy (direct, off), or the module's path can't be asked for.</summary>
    NotProbed,

    /// <summary>404 or 410: it works, but doesn't have the module. go asks the next entry.</summary>
    NotFound,

    /// <summary>The folder of a file:// entry doesn't exist.</summary>
    NoFolder,

    /// <summary>401.</summary>
    Unauthorized,

    /// <summary>403, or a folder that this user can't read.</summary>
    Forbidden,

    /// <summary>407: the network's own proxy, on the way there, wants credentials.</summary>
    ProxyAuthentication,

    /// <summary>Another status below 500 that is no success.</summary>
    ClientError,

    /// <summary>5xx.</summary>
    ServerError,

    /// <summary>It answers, but not as a module proxy does: a sign-in page, another version, no end.</summary>
    NotAModule,

    /// <summary>Its host's name isn't known.</summary>
    Dns,

    /// <summary>Nothing listens there, or a firewall says no.</summary>
    Refused,

    /// <summary>The connection was cut.</summary>
    Reset,

    /// <summary>No whole answer within the time limit.</summary>
    Timeout,

    /// <summary>No way to its network.</summary>
    NoRoute,

    /// <summary>Its certificate comes from an authority that this machine doesn't trust.</summary>
    UnknownAuthority,

    /// <summary>Its certificate has ended or not begun.</summary>
    ExpiredCertificate,

    /// <summary>Its certificate is for another host.</summary>
    CertificateOfAnotherHost,

    /// <summary>TLS failed in another way: it speaks none, or only versions that are too old.</summary>
    Tls,

    /// <summary>
    /// Credentials in an http:// URL, which go refuses to send; a redirect from https to http, which it doesn't follow.
    /// </summary>
    Insecure,

    /// <summary>Anything else.</summary>
    Failed,
}
