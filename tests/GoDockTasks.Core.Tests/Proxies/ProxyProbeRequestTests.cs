using System.Text;
using GoDockTasks.Core.Proxies;

namespace GoDockTasks.Core.Tests.Proxies;

/// <summary>What goes over the wire: the same as from a real go, and credentials to nobody else.</summary>
[TestClass]
public sealed class ProxyProbeRequestTests
{
    [TestMethod]
    [DataRow("")]
    [DataRow("/")]
    [DataRow("/base/path/")]
    [DataRow("/base//path")]
    [DataRow("/a%2Fb")]
    [DataRow("/a b")]
    [DataRow("/a+b/c?key=value")]
    public async Task The_question_is_the_one_that_go_asks(string basePath)
    {
        using var folder = new TemporaryFolder();
        await using var proxy = await ModuleProxy.StartAsync(Probing.Store(folder), ModuleProxyFault.NotFound);
        var goProxy = proxy.Url.AbsoluteUri.TrimEnd('/') + basePath;
        await RealGo
            .Get()
            .RunAsync(
                folder.Root,
                RealGo.Environment(folder.Root, ("GOPROXY", goProxy)),
                "list",
                "-m",
                $"{Probing.Module}@{Probing.Version}"
            );
        var expected = proxy.Requests[0].Path;
        var before = proxy.Requests.Count;
        await Probing.AskAsync(goProxy);
        Assert.AreEqual(expected, proxy.Requests[before].Path);
    }

    [TestMethod]
    [DataRow("machine HOST login me password pw", "me:pw")]
    [DataRow("machine HOST/example.com login team password pw machine HOST login me password pw", "team:pw")]
    [DataRow("machine other.example.com login me password pw", null)]
    [DataRow("default login me password pw", null)]
    public async Task Credentials_are_those_that_go_sends(string netrc, string? credentials)
    {
        using var folder = new TemporaryFolder();
        using var handler = Probing.Trusting();
        await using var proxy = await ModuleProxy.StartAsync(Probing.Store(folder), ModuleProxyFault.UnknownAuthority);
        var text = netrc.Replace("HOST", proxy.Url.Authority, StringComparison.Ordinal);
        var environment = RealGo.Environment(
            folder.Root,
            ("GOPROXY", proxy.Url.AbsoluteUri),
            ("NETRC", folder.Write("netrc", text)),
            ("SSL_CERT_FILE", folder.Write("authority.pem", ModuleProxy.AuthorityPem))
        );
        var outcome = await RealGo
            .Get()
            .RunAsync(folder.Root, environment, "list", "-m", $"{Probing.Module}@{Probing.Version}");
        Assert.AreEqual(0, outcome.ExitCode, outcome.StandardError);
        var fromGo = proxy.Requests[0].Headers.GetValueOrDefault("Authorization");
        var before = proxy.Requests.Count;
        Assert.AreEqual("Answered:200", Probing.Outcomes(await Probing.AskAsync(proxy.Url.AbsoluteUri, handler, text)));
        Assert.AreEqual(fromGo, proxy.Requests[before].Headers.GetValueOrDefault("Authorization"));
        Assert.AreEqual(Basic(credentials), fromGo);
    }

    [TestMethod]
    public async Task A_proxy_that_wants_credentials_gets_them()
    {
        using var folder = new TemporaryFolder();
        using var handler = Probing.Trusting();
        await using var proxy = await ModuleProxy.StartAsync(Probing.Store(folder), ModuleProxyFault.UnknownAuthority);
        proxy.Credentials = "me:p@w/1";
        Assert.AreEqual("Unauthorized:401", Probing.Outcomes(await Probing.AskAsync(proxy.Url.AbsoluteUri, handler)));
        Assert.AreEqual(
            "Answered:200",
            Probing.Outcomes(
                await Probing.AskAsync(
                    proxy.Url.AbsoluteUri,
                    handler,
                    $"machine {proxy.Url.Authority} login me password p@w/1"
                )
            )
        );
        Assert.AreEqual(
            "Answered:200",
            Probing.Outcomes(await Probing.AskAsync($"https://me:p%40w%2F1@{proxy.Url.Authority}", handler))
        );
    }

    [TestMethod]
    public async Task Credentials_do_not_go_over_plain_http()
    {
        using var folder = new TemporaryFolder();
        await using var proxy = await ModuleProxy.StartAsync(Probing.Store(folder));
        var results = await Probing.AskAsync(
            $"{proxy.Url}|http://me:pw@{proxy.Url.Authority}",
            netrc: $"machine {proxy.Url.Authority} login me password pw"
        );
        Assert.AreEqual("Answered:200 Insecure", Probing.Outcomes(results));
        Assert.IsNull(proxy.Requests.Single().Headers.GetValueOrDefault("Authorization"));
    }

    [TestMethod]
    public async Task Credentials_do_not_follow_a_redirect_to_another_server()
    {
        using var folder = new TemporaryFolder();
        using var handler = Probing.Trusting();
        await using var other = await ModuleProxy.StartAsync(Probing.Store(folder), ModuleProxyFault.UnknownAuthority);
        await using var proxy = await ModuleProxy.StartAsync(Probing.Store(folder), ModuleProxyFault.UnknownAuthority);
        proxy.RedirectsTo = other.Url;
        var netrc =
            $"machine {proxy.Url.Authority} login me password pw\nmachine {other.Url.Authority} login me password pw";
        Assert.AreEqual(
            "Answered:200",
            Probing.Outcomes(await Probing.AskAsync(proxy.Url.AbsoluteUri, handler, netrc))
        );
        Assert.AreEqual(Basic("me:pw"), proxy.Requests.Single().Headers.GetValueOrDefault("Authorization"));
        Assert.IsNull(other.Requests.Single().Headers.GetValueOrDefault("Authorization"));
    }

    [TestMethod]
    public async Task Credentials_follow_a_redirect_on_the_same_server()
    {
        using var folder = new TemporaryFolder();
        using var handler = Probing.Trusting();
        await using var proxy = await ModuleProxy.StartAsync(
            Probing.Store(folder),
            ModuleProxyFault.RedirectToSignIn,
            https: true
        );
        await Probing.AskAsync($"https://me:pw@{proxy.Url.Authority}", handler);
        Assert.HasCount(2, proxy.Requests);
        Assert.AreEqual(Basic("me:pw"), proxy.Requests[1].Headers.GetValueOrDefault("Authorization"));
    }

    [TestMethod]
    public async Task A_redirect_from_https_to_http_is_not_followed()
    {
        using var folder = new TemporaryFolder();
        using var handler = Probing.Trusting();
        await using var plain = await ModuleProxy.StartAsync(Probing.Store(folder));
        await using var proxy = await ModuleProxy.StartAsync(Probing.Store(folder), ModuleProxyFault.UnknownAuthority);
        proxy.RedirectsTo = plain.Url;
        Assert.AreEqual("Insecure:302", Probing.Outcomes(await Probing.AskAsync(proxy.Url.AbsoluteUri, handler)));
        Assert.IsEmpty(plain.Requests);
    }

    [TestMethod]
    public async Task Redirects_without_end_end()
    {
        using var folder = new TemporaryFolder();
        await using var proxy = await ModuleProxy.StartAsync(Probing.Store(folder));
        proxy.RedirectsTo = proxy.Url;
        Assert.AreEqual("Failed", Probing.Outcomes(await Probing.AskAsync(proxy.Url.AbsoluteUri)));
        Assert.HasCount(11, proxy.Requests);
    }

    private static string? Basic(string? credentials) =>
        credentials is null ? null : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));
}
