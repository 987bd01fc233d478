using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using GoDockTasks.Core.Proxies;

namespace GoDockTasks.Core.Tests.Proxies;

/// <summary>What tests of <see cref="ProxyProbe"/> share.</summary>
internal static class Probing
{
    public const string Module = "example.com/Greet";
    public const string Version = "v1.2.0";

    public static ModuleStore Store(TemporaryFolder folder) =>
        new ModuleStore(folder.Path("store")).Add(Module, Version, ("greet.go", "package greet\n"));

    /// <summary>A handler that trusts the authority behind the test proxies.</summary>
    public static SocketsHttpHandler Trusting()
    {
        var handler = ProxyProbe.CreateHandler();
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                RevocationMode = X509RevocationMode.NoCheck,
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { X509Certificate2.CreateFromPem(ModuleProxy.AuthorityPem) },
            },
        };
        return handler;
    }

    public static async Task<ImmutableArray<ProxyProbeResult>> AskAsync(
        string goProxy,
        HttpMessageHandler? handler = null,
        string netrc = "",
        double seconds = 20,
        CancellationToken cancellationToken = default
    )
    {
        using var own = ProxyProbe.CreateHandler();
        return await ProxyProbe.ProbeAsync(
            GoProxyList.Parse(goProxy),
            Module,
            Version,
            handler ?? own,
            Netrc.Parse(netrc),
            TimeSpan.FromSeconds(seconds),
            cancellationToken
        );
    }

    public static string Outcomes(ImmutableArray<ProxyProbeResult> results) =>
        string.Join(
            ' ',
            results.Select(result => result.Status == 0 ? $"{result.Outcome}" : $"{result.Outcome}:{result.Status}")
        );
}
