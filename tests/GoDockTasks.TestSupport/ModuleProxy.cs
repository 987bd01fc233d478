using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GoDockTasks.TestSupport;

/// <summary>
/// A Go module proxy on 127.0.0.1 over the modules of a <see cref="ModuleStore"/>, which fails as it is told to.
/// Stopped, with every connection that still hangs on it, when disposed.
/// </summary>
public sealed class ModuleProxy : IAsyncDisposable
{
    private readonly ConcurrentQueue<ModuleProxyRequest> requests = new();
    private readonly ModuleProxyAnswers answers;
    private WebApplication? server;
    private Socket? deaf;

    private ModuleProxy(ModuleStore store, ModuleProxyFault fault) => answers = new(store, fault);

    /// <summary>For GOPROXY: <c>http://127.0.0.1:port</c>, or https for the faults of TLS.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>Which requests the fault is for, by their path; all unless told otherwise.</summary>
    public Func<string, bool> Fails
    {
        get => answers.Fails;
        set => answers.Fails = value;
    }

    /// <summary>
    /// "user:password" that a request must bring as Basic credentials to be served (401 otherwise); null for none.
    /// </summary>
    public string? Credentials
    {
        get => answers.Credentials;
        set => answers.Credentials = value;
    }

    /// <summary>Where every request is redirected to (302; its path is added), or null.</summary>
    public Uri? RedirectsTo
    {
        get => answers.RedirectsTo;
        set => answers.RedirectsTo = value;
    }

    /// <summary>What came so far, oldest first.</summary>
    public IReadOnlyList<ModuleProxyRequest> Requests => [.. requests];

    /// <summary>
    /// The authority behind the https faults, for who wants to trust it (Go: a file named in SSL_CERT_FILE).
    /// </summary>
    public static string AuthorityPem => ModuleProxyCertificates.AuthorityPem;

    /// <param name="https">For faults that aren't TLS's: https with a certificate by the same authority.</param>
    public static async Task<ModuleProxy> StartAsync(
        ModuleStore store,
        ModuleProxyFault fault = ModuleProxyFault.None,
        bool https = false
    )
    {
        var proxy = new ModuleProxy(store, fault);
        try
        {
            if (fault is ModuleProxyFault.Refuses or ModuleProxyFault.StallsBeforeTls)
                proxy.StartDeaf(fault);
            else
                await proxy.StartServerAsync(fault, https);
            return proxy;
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        answers.Stop();
        deaf?.Dispose();
        if (server is not null)
        {
            // No grace: what still hangs was meant to.
            await server.StopAsync(new CancellationToken(canceled: true));
            await server.DisposeAsync();
        }

        answers.Dispose();
    }

    // A bound socket keeps its port from others: without Listen it refuses, with it the system accepts and nobody
    // speaks.
    private void StartDeaf(ModuleProxyFault fault)
    {
        deaf = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        if (fault == ModuleProxyFault.StallsBeforeTls)
            deaf.Listen();
        var scheme = fault == ModuleProxyFault.StallsBeforeTls ? "https" : "http";
        Url = new($"{scheme}://127.0.0.1:{((IPEndPoint)deaf.LocalEndPoint!).Port}");
    }

    private async Task StartServerAsync(ModuleProxyFault fault, bool https)
    {
        var tls =
            https
            || fault
                is ModuleProxyFault.UnknownAuthority
                    or ModuleProxyFault.ExpiredCertificate
                    or ModuleProxyFault.CertificateOfAnotherHost;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
                {
                    listen.Protocols = HttpProtocols.Http1;
                    if (tls)
                        listen.UseHttps(ModuleProxyCertificates.For(fault));
                }));
        server = builder.Build();
        server.Run(AnswerAsync);
        await server.StartAsync();
        Url = new(server.Urls.Single());
    }

    private Task AnswerAsync(HttpContext context)
    {
        // Request.Path is decoded already, and what came over the wire is what matters.
        var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        requests.Enqueue(
            new(
                context.Request.Method,
                path,
                context.Request.Headers.ToDictionary(
                    header => header.Key,
                    header => header.Value.ToString(),
                    StringComparer.OrdinalIgnoreCase
                )
            )
        );
        return answers.AnswerAsync(context, path);
    }
}

/// <summary>A request that a <see cref="ModuleProxy"/> got.</summary>
/// <param name="Path">As it came over the wire, still escaped, with its leading slash and query.</param>
/// <param name="Headers">By name, whatever its case.</param>
public sealed record ModuleProxyRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers);
