using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Proxies;

/// <summary>Asks the entries of GOPROXY for a module, each for itself, to see which of them work.</summary>
internal static class ProxyProbe
{
    /// <summary>
    /// The first required module that may be asked for: proxies aren't told of one that GOPRIVATE or GONOPROXY keeps
    /// from them, in this build or on this machine. Null where all are private or none is required.
    /// </summary>
    public static (string Path, string Version)? ChooseModule(
        GoSettings settings,
        IReadOnlyList<(string Path, string Version)> required
    )
    {
        foreach (var module in required)
        {
            if (
                !IsPrivate(settings, module.Path)
                && !IsPrivate(settings.Machine, module.Path)
                && AddressOf(module.Path, module.Version) is not null
            )
                return module;
        }

        return null;
    }

    /// <summary>For <see cref="ProbeAsync"/>: redirects are followed there, with Go's rules for credentials.</summary>
    public static SocketsHttpHandler CreateHandler() => new() { AllowAutoRedirect = false, UseCookies = false };

    /// <summary>Asks every entry for a module's <c>.info</c>, all at once.</summary>
    /// <param name="path">Of a module that isn't private, see <see cref="ChooseModule"/>.</param>
    /// <param name="handler">Not disposed here.</param>
    /// <param name="netrc">
    /// Credentials are sent over https alone, and to the host that they are for alone. Credentials by a GOAUTH command
    /// aren't asked for.
    /// </param>
    /// <param name="limit">For each entry.</param>
    /// <returns>One result an entry, in the list's order. What goes wrong with an entry is its result.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<ImmutableArray<ProxyProbeResult>> ProbeAsync(
        GoProxyList list,
        string path,
        string version,
        HttpMessageHandler handler,
        Netrc netrc,
        TimeSpan limit,
        CancellationToken cancellationToken
    )
    {
        using var client = new HttpClient(handler, disposeHandler: false)
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        var question = new ProxyQuestion(client, netrc, AddressOf(path, version), version);
        var results = await Task.WhenAll(
                list.Entries.Select(entry => ProbeAsync(entry, question, limit, cancellationToken))
            )
            .ConfigureAwait(false);
        return [.. results];
    }

    private static async Task<ProxyProbeResult> ProbeAsync(
        GoProxyEntry entry,
        ProxyQuestion question,
        TimeSpan limit,
        CancellationToken cancellationToken
    )
    {
        var clock = Stopwatch.StartNew();
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(limit);
        try
        {
            // A folder on a server that is gone holds up its thread, but nobody who waits.
            var (outcome, status) = await Task.Run(() => question.AskAsync(entry, limited.Token), limited.Token)
                .WaitAsync(limited.Token)
                .ConfigureAwait(false);
            return new(entry, outcome, status, clock.Elapsed);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(entry, ProxyProbeOutcome.Timeout, 0, clock.Elapsed);
        }
    }

    private static bool IsPrivate(GoSettings settings, string path) =>
        ModulePath.MatchPatterns(settings["GOPRIVATE"].Value, path)
        || ModulePath.MatchPatterns(settings["GONOPROXY"].Value, path);

    // Below the proxy's own URL, without a slash in front; null for what has no place there.
    private static string? AddressOf(string path, string version) =>
        ModulePath.Escape(path) is { } escapedPath && ModuleVersion.Escape(version) is { } escapedVersion
            ? $"{escapedPath}/@v/{escapedVersion}.info"
            : null;
}

/// <summary>What one entry of GOPROXY said.</summary>
/// <param name="Status">The HTTP status that decided it; 0 where there was none.</param>
/// <param name="Elapsed">From the question to the end of the answer, or to the failure.</param>
internal sealed record ProxyProbeResult(GoProxyEntry Entry, ProxyProbeOutcome Outcome, int Status, TimeSpan Elapsed)
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

/// <summary>What the answers of all entries together mean.</summary>
internal static class ProxyProbeVerdict
{
    /// <summary>
    /// GDT1210, one for each entry that failed. An entry that only lacks the module does its work; that is reported
    /// where no other has it either and the list doesn't end in direct.
    /// </summary>
    public static ImmutableArray<Diagnostic> Diagnose(GoSetting goProxy, ImmutableArray<ProxyProbeResult> results)
    {
        var isServed = false;
        foreach (var result in results)
            isServed |= result.Outcome == ProxyProbeOutcome.Answered || result.Entry.Kind == GoProxyEntryKind.Direct;
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        for (var i = 0; i < results.Length; i++)
        {
            var result = results[i];
            if (result.Outcome is ProxyProbeOutcome.Answered or ProxyProbeOutcome.NotProbed)
                continue;
            if (result.Outcome == ProxyProbeOutcome.NotFound && isServed)
                continue;
            diagnostics.Add(
                new(
                    DiagnosticCatalogue.ProxyUnreachable,
                    goProxy.Location,
                    $"{result.Summary}; {Fix(result)}{Consequence(result, isLast: i == results.Length - 1)}"
                )
            );
        }

        return diagnostics.ToImmutable();
    }

    /// <summary>
    /// Whether go gets to an entry that doesn't answer, and to none behind it that would. It sets itself no limit for
    /// an answer.
    /// </summary>
    public static bool IsStalled(ImmutableArray<ProxyProbeResult> results)
    {
        var isStalled = false;
        foreach (var result in results)
        {
            if (result.Outcome == ProxyProbeOutcome.Answered || result.Entry.Kind == GoProxyEntryKind.Direct)
                return false;
            isStalled |= result.Outcome == ProxyProbeOutcome.Timeout;
            if (
                !result.Entry.FallsBackOnAnyError
                && result.Outcome is not (ProxyProbeOutcome.NotFound or ProxyProbeOutcome.NoFolder)
            )
                break;
        }

        return isStalled;
    }

    private static string Consequence(ProxyProbeResult result, bool isLast)
    {
        if (isLast)
            return "";
        return
            result.Entry.FallsBackOnAnyError
            || result.Outcome is ProxyProbeOutcome.NotFound or ProxyProbeOutcome.NoFolder
            ? " (go asks the next entry)"
            : " (go stops here: only | after the entry lets it ask the next one)";
    }

    private static string Fix(ProxyProbeResult result) =>
        result.Outcome switch
        {
            ProxyProbeOutcome.Unauthorized or ProxyProbeOutcome.Forbidden =>
                $"put 'machine {result.Entry.Url?.Host} login … password …' into the .netrc file, or ask "
                    + $"who runs it for access",
            ProxyProbeOutcome.ProxyAuthentication => "give HTTPS_PROXY its credentials, or name the host in NO_PROXY",
            ProxyProbeOutcome.ServerError or ProxyProbeOutcome.Reset =>
                "try again, or put another proxy after it with |",
            ProxyProbeOutcome.UnknownAuthority =>
                "add the company's certificate to the system's store, or name it in SSL_CERT_FILE",
            ProxyProbeOutcome.ExpiredCertificate =>
                "its owner has to renew it; if the date of this machine is wrong, set it",
            ProxyProbeOutcome.Insecure => "write https:// and keep the credentials in the .netrc file",
            ProxyProbeOutcome.NotFound => "no entry of GOPROXY has the module: add a proxy that does, or direct",
            ProxyProbeOutcome.NotAModule =>
                "open it in a browser: sign in to the network, correct the path in GOPROXY, or put "
                    + "credentials for it into the .netrc file",
            ProxyProbeOutcome.NoFolder => "make it, or remove the entry",
            ProxyProbeOutcome.Timeout or ProxyProbeOutcome.NoRoute or ProxyProbeOutcome.Refused =>
                "check the network, VPN and firewall, or use another proxy",
            _ => "check GOPROXY: go env GOPROXY",
        };
}
