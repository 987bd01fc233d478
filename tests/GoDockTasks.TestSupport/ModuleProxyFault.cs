namespace GoDockTasks.TestSupport;

/// <summary>A way in which a <see cref="ModuleProxy"/> fails.</summary>
public enum ModuleProxyFault
{
    None,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>410.</summary>
    Gone,

    /// <summary>401, with a challenge.</summary>
    Unauthorized,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>407, with a challenge.</summary>
    ProxyAuthenticationRequired,

    /// <summary>429.</summary>
    TooManyRequests,

    /// <summary>500.</summary>
    InternalServerError,

    /// <summary>502.</summary>
    BadGateway,

    /// <summary>503.</summary>
    ServiceUnavailable,

    /// <summary>200 with a page of HTML, whatever was asked for.</summary>
    SignInPage,

    /// <summary>
    /// 203 (Non-Authoritative Information) with such a page, as Azure DevOps answers who isn't signed in.
    /// </summary>
    SignInPageAs203,

    /// <summary>302 to such a page on the same server.</summary>
    RedirectToSignIn,

    /// <summary>The zip is no zip; .info and .mod are right.</summary>
    BrokenZip,

    /// <summary>The zip holds example.com/another; .info and .mod are right.</summary>
    ZipOfAnotherModule,

    /// <summary>The .mod file declares example.com/another; .info and the zip are right.</summary>
    GoModOfAnotherModule,

    /// <summary>Takes the request and never answers.</summary>
    Stalls,

    /// <summary>
    /// Takes the connection and never says a word, so that TLS can't begin either; an https URL, no requests recorded.
    /// </summary>
    StallsBeforeTls,

    /// <summary>Takes the request and resets the connection (RST).</summary>
    Resets,

    /// <summary>Nothing listens on its port, which stays reserved.</summary>
    Refuses,

    /// <summary>https with a certificate that no machine trusts; see <see cref="ModuleProxy.AuthorityPem"/>.</summary>
    UnknownAuthority,

    /// <summary>https with a certificate, by the same authority, that ended.</summary>
    ExpiredCertificate,

    /// <summary>https with a certificate, by the same authority, for proxy.example.com instead of 127.0.0.1.</summary>
    CertificateOfAnotherHost,

    /// <summary>200 and blanks without end, as fast as they go.</summary>
    EndlessBody,

    /// <summary>200 and the first byte of the right answer, then nothing more.</summary>
    SlowBody,
}
