namespace GoDockTasks.Core.Proxies;

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
