using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Proxies;

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
