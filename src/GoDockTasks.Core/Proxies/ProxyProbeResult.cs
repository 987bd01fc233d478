using System.Globalization;

namespace GoDockTasks.Core.Proxies;

/// <summary>What one entry of GOPROXY said.</summary>
/// <param name="Status">The HTTP status that decided it; 0 where there was none.</param>
/// <param name="Elapsed">From the question to the end of the answer, or to the failure.</param>
public sealed record ProxyProbeResult(GoProxyEntry Entry, ProxyProbeOutcome Outcome, int Status, TimeSpan Elapsed)
{
    /// <summary>
    /// The entry, whether it answered, how long it took and why not, on one line without credentials.
    /// </summary>
    public string Summary =>
        Outcome switch
        {
            ProxyProbeOutcome.Answered => $"{Name} answered in {Milliseconds} ms",
            ProxyProbeOutcome.NotProbed => $"{Name} is not asked: {Reason}",
            _ => $"{Name} failed after {Milliseconds} ms: {Reason}",
        };

    internal string Name => $"GOPROXY entry {Entry.Number.ToString(CultureInfo.InvariantCulture)} ({Entry.Display})";

    internal string Reason =>
        Outcome switch
        {
            ProxyProbeOutcome.NotProbed when Entry.Kind == GoProxyEntryKind.Direct =>
                "direct is no proxy but each module's own repository",
            ProxyProbeOutcome.NotProbed when Entry.Kind == GoProxyEntryKind.Off => "off forbids downloads",
            ProxyProbeOutcome.NotProbed => "the module's path or version can't be part of a URL",
            ProxyProbeOutcome.NotFound => $"it doesn't have the module{StatusText}",
            ProxyProbeOutcome.NoFolder => "its folder doesn't exist",
            ProxyProbeOutcome.Unauthorized => $"it wants credentials{StatusText}",
            ProxyProbeOutcome.Forbidden => $"it refuses access{StatusText}",
            ProxyProbeOutcome.ProxyAuthentication => $"the network's own proxy wants credentials{StatusText}",
            ProxyProbeOutcome.ClientError => $"it refuses the request{StatusText}",
            ProxyProbeOutcome.ServerError => $"the server failed{StatusText}",
            ProxyProbeOutcome.NotAModule => "it answered, but not with a module: a sign-in page, or no module proxy",
            ProxyProbeOutcome.Dns => "its host's name isn't known",
            ProxyProbeOutcome.Refused => "the connection was refused",
            ProxyProbeOutcome.Reset => "the connection was cut",
            ProxyProbeOutcome.Timeout => "no answer within the time limit",
            ProxyProbeOutcome.NoRoute => "there is no way to its network",
            ProxyProbeOutcome.UnknownAuthority =>
                "its certificate is signed by an authority that this machine doesn't trust",
            ProxyProbeOutcome.ExpiredCertificate => "its certificate has expired",
            ProxyProbeOutcome.CertificateOfAnotherHost => "its certificate is for another host",
            ProxyProbeOutcome.Tls => "no TLS connection came about",
            ProxyProbeOutcome.Insecure => "it goes over plain http where go insists on https",
            _ => $"it didn't answer as a server does{StatusText}",
        };

    private string Milliseconds => ((long)Elapsed.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    private string StatusText => Status == 0 ? "" : $" ({Status.ToString(CultureInfo.InvariantCulture)})";
}
