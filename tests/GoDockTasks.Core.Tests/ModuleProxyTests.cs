namespace GoDockTasks.Core.Tests;

/// <summary>The proxy that other tests fail against is one that a real go accepts, and fails as it says.</summary>
[TestClass]
public sealed class ModuleProxyTests
{
    [TestMethod]
    [DynamicData(nameof(RealGo.EachVersion), typeof(RealGo))]
    public async Task Every_go_downloads_a_module_over_http_and_from_a_folder(string version)
    {
        using var folder = new TemporaryFolder();
        var store = Store(folder);
        await using var proxy = await ModuleProxy.StartAsync(store);
        foreach (var url in new[] { proxy.Url.AbsoluteUri, store.Url })
        {
            var (exitCode, output) = await DownloadAsync(folder, url, version);
            Assert.AreEqual(0, exitCode, output);
        }

        // Go writes the exclamation mark of an escaped path as %21.
        Assert.Contains("/example.com/%21greet/@v/v1.2.0.zip", proxy.Requests.Select(request => request.Path));
    }

    [TestMethod]
    [DataRow(ModuleProxyFault.NotFound, "404")]
    [DataRow(ModuleProxyFault.Gone, "410")]
    [DataRow(ModuleProxyFault.Unauthorized, "401")]
    [DataRow(ModuleProxyFault.Forbidden, "403")]
    [DataRow(ModuleProxyFault.ProxyAuthenticationRequired, "407")]
    [DataRow(ModuleProxyFault.TooManyRequests, "429")]
    [DataRow(ModuleProxyFault.InternalServerError, "500")]
    [DataRow(ModuleProxyFault.BadGateway, "502")]
    [DataRow(ModuleProxyFault.ServiceUnavailable, "503")]
    [DataRow(ModuleProxyFault.SignInPage, "invalid character '<'")]
    [DataRow(ModuleProxyFault.RedirectToSignIn, "invalid character '<'")]
    [DataRow(ModuleProxyFault.BrokenZip, "not a valid zip file")]
    [DataRow(ModuleProxyFault.ZipOfAnotherModule, "unexpected file")]
    [DataRow(ModuleProxyFault.Resets, "connection reset")]
    [DataRow(ModuleProxyFault.Refuses, "connection refused")]
    [DataRow(ModuleProxyFault.StallsBeforeTls, "TLS handshake timeout")]
    [DataRow(ModuleProxyFault.UnknownAuthority, "unknown authority")]
    [DataRow(ModuleProxyFault.ExpiredCertificate, "has expired")]
    [DataRow(ModuleProxyFault.CertificateOfAnotherHost, "IP SANs")]
    public async Task Each_fault_is_what_go_takes_it_for(ModuleProxyFault fault, string says)
    {
        using var folder = new TemporaryFolder();
        await using var proxy = await ModuleProxy.StartAsync(Store(folder), fault);
        var (exitCode, output) = await DownloadAsync(folder, proxy.Url.AbsoluteUri);
        Assert.AreEqual(1, exitCode, output);
        Assert.Contains(says, output);
    }

    private static ModuleStore Store(TemporaryFolder folder) =>
        new ModuleStore(folder.Path("store")).Add("example.com/Greet", "v1.2.0", ("greet.go", "package greet\n"));

    private static async Task<(int ExitCode, string Output)> DownloadAsync(
        TemporaryFolder folder,
        string goProxy,
        string version = RealGo.Newest
    )
    {
        var own = folder.Path(Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(own);
        var outcome = await RealGo
            .Get(version)
            .RunAsync(
                own,
                RealGo.Environment(own, ("GOPROXY", goProxy)),
                "mod",
                "download",
                "-x",
                "example.com/Greet@v1.2.0"
            );
        return (outcome.ExitCode, outcome.StandardOutput + outcome.StandardError);
    }
}
