using System.Net;
using System.Net.Sockets;
using System.Text;
using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Proxies;

/// <summary>What an entry's answer, or its silence, is taken for.</summary>
[TestClass]
public sealed class ProxyProbeTests
{
    [TestMethod]
    [DataRow(ModuleProxyFault.None, "Answered:200")]
    [DataRow(ModuleProxyFault.NotFound, "NotFound:404")]
    [DataRow(ModuleProxyFault.Gone, "NotFound:410")]
    [DataRow(ModuleProxyFault.Unauthorized, "Unauthorized:401")]
    [DataRow(ModuleProxyFault.Forbidden, "Forbidden:403")]
    [DataRow(ModuleProxyFault.ProxyAuthenticationRequired, "ProxyAuthentication:407")]
    [DataRow(ModuleProxyFault.TooManyRequests, "ClientError:429")]
    [DataRow(ModuleProxyFault.InternalServerError, "ServerError:500")]
    [DataRow(ModuleProxyFault.BadGateway, "ServerError:502")]
    [DataRow(ModuleProxyFault.ServiceUnavailable, "ServerError:503")]
    [DataRow(ModuleProxyFault.SignInPage, "NotAModule:200")]
    [DataRow(ModuleProxyFault.SignInPageAs203, "NotAModule:203")]
    [DataRow(ModuleProxyFault.RedirectToSignIn, "NotAModule:200")]
    [DataRow(ModuleProxyFault.EndlessBody, "NotAModule:200")]
    [DataRow(ModuleProxyFault.Resets, "Reset")]
    [DataRow(ModuleProxyFault.Refuses, "Refused")]
    [DataRow(ModuleProxyFault.UnknownAuthority, "UnknownAuthority")]
    [DataRow(ModuleProxyFault.ExpiredCertificate, "ExpiredCertificate")]
    public async Task Each_fault_has_its_outcome(ModuleProxyFault fault, string expected)
    {
        using var folder = new TemporaryFolder();
        await using var proxy = await ModuleProxy.StartAsync(Probing.Store(folder), fault);
        Assert.AreEqual(expected, Probing.Outcomes(await Probing.AskAsync(proxy.Url.AbsoluteUri)));
    }

    [TestMethod]
    [DataRow(ModuleProxyFault.Stalls)]
    [DataRow(ModuleProxyFault.StallsBeforeTls)]
    [DataRow(ModuleProxyFault.SlowBody)]
    public async Task An_entry_that_never_ends_its_answer_runs_into_the_limit(ModuleProxyFault fault)
    {
        using var folder = new TemporaryFolder();
        await using var proxy = await ModuleProxy.StartAsync(Probing.Store(folder), fault);
        var results = await Probing.AskAsync(proxy.Url.AbsoluteUri, seconds: 0.3);
        Assert.AreEqual("Timeout", Probing.Outcomes(results));
        Assert.IsGreaterThanOrEqualTo(0.25, results[0].Elapsed.TotalSeconds);
        Assert.IsLessThan(20, results[0].Elapsed.TotalSeconds);
    }

    [TestMethod]
    public async Task A_certificate_of_another_host_is_told_from_one_of_an_unknown_authority()
    {
        using var folder = new TemporaryFolder();
        using var handler = Probing.Trusting();
        await using var proxy = await ModuleProxy.StartAsync(
            Probing.Store(folder),
            ModuleProxyFault.CertificateOfAnotherHost
        );
        Assert.AreEqual(
            "CertificateOfAnotherHost",
            Probing.Outcomes(await Probing.AskAsync(proxy.Url.AbsoluteUri, handler))
        );
    }

    [TestMethod]
    public async Task A_server_without_TLS_is_no_https_proxy()
    {
        using var folder = new TemporaryFolder();
        await using var proxy = await ModuleProxy.StartAsync(Probing.Store(folder));
        Assert.AreEqual("Tls", Probing.Outcomes(await Probing.AskAsync($"https://127.0.0.1:{proxy.Url.Port}")));
    }

    [TestMethod]
    [DataRow(SocketError.HostNotFound, "Dns")]
    [DataRow(SocketError.TryAgain, "Dns")]
    [DataRow(SocketError.NetworkUnreachable, "NoRoute")]
    [DataRow(SocketError.HostUnreachable, "NoRoute")]
    [DataRow(SocketError.TimedOut, "Timeout")]
    [DataRow(SocketError.AccessDenied, "Failed")]
    public async Task What_the_network_says_has_its_outcome(SocketError error, string expected)
    {
        using var handler = ProxyProbe.CreateHandler();
        handler.UseProxy = false;
        handler.ConnectCallback = (_, _) => throw new SocketException((int)error);
        Assert.AreEqual(expected, Probing.Outcomes(await Probing.AskAsync("https://proxy.example.com", handler)));
    }

    [TestMethod]
    public async Task The_networks_own_proxy_may_want_credentials()
    {
        using var folder = new TemporaryFolder();
        await using var onTheWay = await ModuleProxy.StartAsync(
            Probing.Store(folder),
            ModuleProxyFault.ProxyAuthenticationRequired
        );
        using var handler = ProxyProbe.CreateHandler();
        handler.Proxy = new WebProxy(onTheWay.Url);
        var results = await Probing.AskAsync("https://proxy.example.com,http://proxy.example.com", handler);
        Assert.AreEqual("ProxyAuthentication:407 ProxyAuthentication:407", Probing.Outcomes(results));
    }

    [TestMethod]
    [DataRow("""{"version":"v1.2.0"}""", "Answered:200")]
    [DataRow("""{"Version":"v1.3.0"}""", "NotAModule:200")]
    [DataRow("""{"Version":1}""", "NotAModule:200")]
    [DataRow("""{"Version":"\ud800"}""", "NotAModule:200")]
    [DataRow("""["v1.2.0"]""", "NotAModule:200")]
    [DataRow("", "NotAModule:200")]
    [DataRow("v1.2.0", "NotAModule:200")]
    public async Task Only_an_answer_for_the_version_is_one(string answer, string expected)
    {
        using var folder = new TemporaryFolder();
        var store = Probing
            .Store(folder)
            .Write(Probing.Module, Probing.Version, "info", Encoding.UTF8.GetBytes(answer));
        await using var proxy = await ModuleProxy.StartAsync(store);
        Assert.AreEqual(
            expected + " " + expected.Split(':')[0],
            Probing.Outcomes(await Probing.AskAsync($"{proxy.Url}|{store.Url}"))
        );
    }

    [TestMethod]
    public async Task An_answer_that_is_longer_than_any_real_one_is_not_read_to_its_end()
    {
        using var folder = new TemporaryFolder();
        var answer = $$"""{"Version":"{{Probing.Version}}"}""".PadRight(64 * 1024);
        var store = Probing
            .Store(folder)
            .Write(Probing.Module, Probing.Version, "info", Encoding.UTF8.GetBytes(answer));
        Assert.AreEqual("NotAModule", Probing.Outcomes(await Probing.AskAsync(store.Url)));
    }

    [TestMethod]
    public async Task Folders_are_looked_into_and_what_is_no_proxy_is_not_asked()
    {
        using var folder = new TemporaryFolder();
        var store = Probing.Store(folder);
        Directory.CreateDirectory(folder.Path("empty"));
        var results = await Probing.AskAsync(
            $"{store.Url}|{new Uri(folder.Path("empty"))},{new Uri(folder.Path("gone"))},direct"
        );
        Assert.AreEqual("Answered NotFound NoFolder NotProbed", Probing.Outcomes(results));
        Assert.AreEqual("NotProbed", Probing.Outcomes(await Probing.AskAsync("off")));
    }

    [TestMethod]
    public async Task What_has_no_place_in_a_URL_is_not_asked_for()
    {
        using var handler = ProxyProbe.CreateHandler();
        var results = await ProxyProbe.ProbeAsync(
            GoProxyList.Parse("http://127.0.0.1:1"),
            "not a module",
            "v1.0.0",
            handler,
            Netrc.None,
            TimeSpan.FromSeconds(5),
            CancellationToken.None
        );
        Assert.AreEqual("NotProbed", Probing.Outcomes(results));
    }

    [TestMethod]
    public async Task Entries_are_asked_at_once()
    {
        using var handler = new AllOrNothing(expected: 3);
        var results = await Probing.AskAsync(
            "https://a.example.com,https://b.example.com|https://c.example.com",
            handler
        );
        Assert.AreEqual("NotFound:404 NotFound:404 NotFound:404", Probing.Outcomes(results));
    }

    [TestMethod]
    public async Task The_callers_cancellation_is_no_result()
    {
        using var folder = new TemporaryFolder();
        await using var proxy = await ModuleProxy.StartAsync(Probing.Store(folder), ModuleProxyFault.Stalls);
        using var cancelled = new CancellationTokenSource();
        var asking = Probing.AskAsync(proxy.Url.AbsoluteUri, cancellationToken: cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => asking);
    }

    [TestMethod]
    public void Only_a_module_that_is_nobodys_secret_is_asked_for()
    {
        var settings = new GoSettings(
            new(new Dictionary<string, string> { ["GOPRIVATE"] = "a.example.com" })
            {
                Properties = new Dictionary<string, string>
                {
                    ["GOPRIVATE"] = "b.example.com",
                    ["GONOPROXY"] = "c.example.com",
                },
            }
        );
        (string, string)[] required =
        [
            ("a.example.com/x", "v1.0.0"),
            ("b.example.com/x", "v1.0.0"),
            ("c.example.com/x", "v1.0.0"),
            ("bad", "v1.0.0"),
        ];
        Assert.IsNull(ProxyProbe.ChooseModule(settings, required));
        Assert.AreEqual(
            ("d.example.com/x", "v1.1.0"),
            ProxyProbe.ChooseModule(
                settings,
                [.. required, ("d.example.com/x", "v1.1.0"), ("e.example.com/x", "v1.0.0")]
            )
        );
    }

    /// <summary>Answers (404) as soon as all expected requests have come, and not before.</summary>
    private sealed class AllOrNothing(int expected) : HttpMessageHandler
    {
        private readonly TaskCompletionSource all = new();
        private int asked;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            if (Interlocked.Increment(ref asked) == expected)
                all.SetResult();
            await all.Task.WaitAsync(cancellationToken);
            return new(HttpStatusCode.NotFound);
        }
    }
}
