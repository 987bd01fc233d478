namespace GoDockTasks.Core.Tests.Recovery;

/// <summary>Whom a recovery asks for what, by the request logs of two proxies.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
public sealed class ProxyRecoveryTests
{
    private const string Archive = "/example.com/m00/@v/v1.0.0.zip";

    public static IEnumerable<object[]> OldestAndNewest =>
        [
            ["1.19"],
            [RealGo.Newest],
        ];

    [TestMethod]
    [DynamicData(nameof(OldestAndNewest))]
    public async Task Where_a_proxy_fails_it_is_tried_three_times_and_then_the_fallback_once(string go)
    {
        var (folder, first, second) = await WithProxiesAsync(ModuleProxyFault.ServiceUnavailable, go);
        await using var _ = folder;

        var report = await folder.RecoverAsync();

        Assert.AreSequenceEqual(
            new[] { "W GDT5012 module/go.sum(1)", "M GDT5010 module/go.sum(1)" },
            folder.Lines(report)
        );
        Assert.AreEqual(3, Asked(first).Length, string.Join('\n', Asked(first)));
        Assert.AreEqual(1, Asked(second).Count(path => path == Archive));
        StringAssert.Contains(report.Diagnostics[1].Message, second.Url.Authority);
    }

    [TestMethod]
    [DataRow(ModuleProxyFault.Refuses)]
    [DataRow(ModuleProxyFault.Resets)]
    [DataRow(ModuleProxyFault.NotFound)]
    [DataRow(ModuleProxyFault.Gone)]
    [DataRow(ModuleProxyFault.BrokenZip)]
    public async Task Where_a_proxy_has_nothing_to_give_the_fallback_is_asked(ModuleProxyFault fault)
    {
        var (folder, _, second) = await WithProxiesAsync(fault);
        await using var _ = folder;

        var report = await folder.RecoverAsync();

        Assert.AreEqual("example.com/m00@v1.0.0", report.Recovered.Single());
        Assert.AreEqual(1, Asked(second).Count(path => path == Archive));
    }

    [TestMethod]
    public async Task Where_a_proxy_stalls_the_fallback_is_asked_when_the_time_is_over()
    {
        var (folder, first, second) = await WithProxiesAsync(ModuleProxyFault.Stalls);
        await using var _ = folder;
        folder.Timeout = TimeSpan.FromSeconds(5);

        var report = await folder.RecoverAsync();

        Assert.AreEqual("example.com/m00@v1.0.0", report.Recovered.Single());
        Assert.AreEqual(1, Asked(first).Length);
        Assert.AreEqual(1, Asked(second).Count(path => path == Archive));
    }

    [TestMethod]
    [DataRow(ModuleProxyFault.Unauthorized)]
    [DataRow(ModuleProxyFault.Forbidden)]
    public async Task Where_a_proxy_refuses_access_no_other_is_asked(ModuleProxyFault fault)
    {
        var (folder, first, second) = await WithProxiesAsync(fault);
        await using var _ = folder;

        var report = await folder.RecoverAsync();

        Assert.AreSequenceEqual(
            new[] { "W GDT5012 module/go.sum(1)", "E GDT1122 module/go.sum(1)" },
            folder.Lines(report)
        );
        Assert.AreEqual(1, Asked(first).Length);
        Assert.AreEqual(0, Asked(second).Length);
    }

    [TestMethod]
    [DataRow("example.com/m00", "")]
    [DataRow("example.com/m00", "none")]
    [DataRow("", "example.com/m00")]
    public async Task A_private_module_is_never_asked_of_a_fallback_and_another_is(string isPrivate, string noProxy)
    {
        var (folder, _, second) = await WithProxiesAsync(ModuleProxyFault.ServiceUnavailable, modules: 2);
        await using var _ = folder;
        File.WriteAllText(folder.Beside("zip", "m01"), "PK");
        // Private ones come from where they live, which nobody reaches here.
        folder.Environment["HTTPS_PROXY"] = "http://127.0.0.1:1";
        folder.Environment["GOPRIVATE"] = isPrivate;
        folder.Environment["GONOPROXY"] = noProxy;

        var report = await folder.RecoverAsync();

        Assert.AreEqual("example.com/m01@v1.0.0", report.Recovered.Single());
        Assert.IsFalse(Asked(second).Any(path => path.Contains("m00", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DynamicData(nameof(OldestAndNewest))]
    public async Task A_proxy_that_serves_a_tampered_module_stops_it(string go)
    {
        var (folder, _, second) = await WithProxiesAsync(ModuleProxyFault.None, go, evil: true);
        await using var _ = folder;
        folder.ChangeConsistently();

        var report = await folder.RecoverAsync();

        Assert.AreSequenceEqual(
            new[]
            {
                "W GDT5012 module/go.sum(1)",
                "W GDT5013 gopath/pkg/mod/example.com/m00@v1.0.0",
                "E GDT1110 module/go.sum(1)",
            },
            folder.Lines(report).Take(3).ToArray()
        );
        Assert.AreEqual(0, report.Recovered.Length);
        Assert.AreEqual(0, Asked(second).Length);
        Assert.IsFalse(File.Exists(folder.Beside("zip")));
        Assert.IsNull(await folder.ProgramAsync());
    }

    [TestMethod]
    public async Task A_fallbacks_password_is_used_and_not_shown()
    {
        var (folder, _, _) = await WithProxiesAsync(ModuleProxyFault.NotFound);
        await using var _ = folder;
        // Go sends no password over http.
        var secured = await folder.ServeAsync(https: true);
        secured.Credentials = "me:hunter2";
        folder.Environment["SSL_CERT_FILE"] = folder.Write("authority.pem", ModuleProxy.AuthorityPem);

        folder.Fallbacks = new UriBuilder(secured.Url) { UserName = "me", Password = "wrong2" }
            .Uri
            .AbsoluteUri;
        var refused = await folder.RecoverAsync();
        File.WriteAllText(folder.Beside("zip"), "PK");
        folder.Fallbacks = new UriBuilder(secured.Url) { UserName = "me", Password = "hunter2" }
            .Uri
            .AbsoluteUri;
        var report = await folder.RecoverAsync();

        Assert.AreSequenceEqual(["W GDT5012 module/go.sum(1)", "E GDT1122 module/go.sum(1)"], folder.Lines(refused));
        Assert.AreEqual("example.com/m00@v1.0.0", report.Recovered.Single());
        foreach (var one in refused.Diagnostics.Concat(report.Diagnostics))
            Assert.DoesNotMatchRegex("hunter2|wrong2", one.Message + one.Detail);
    }

    [TestMethod]
    public async Task GOPROXY_off_is_somebodys_decision_that_a_fallback_does_not_take_back()
    {
        var (folder, _, second) = await WithProxiesAsync(ModuleProxyFault.None);
        await using var _ = folder;
        folder.Environment["GOPROXY"] = "off";

        var report = await folder.RecoverAsync();

        Assert.AreSequenceEqual(["W GDT5012 module/go.sum(1)", "E GDT1125 module/go.sum(1)"], folder.Lines(report));
        Assert.AreEqual(0, Asked(second).Length);
    }

    [TestMethod]
    [DataRow("-mod=vendor")]
    [DataRow("-mod=mod")]
    [DataRow("-modcacherw")]
    public async Task Flags_of_the_user_are_in_nobodys_way(string flags)
    {
        var (folder, _, _) = await WithProxiesAsync(ModuleProxyFault.NotFound);
        await using var _ = folder;
        await folder.MustAsync("mod", "vendor");
        folder.Edit("m.go", "package m00\n");
        folder.Environment["GOFLAGS"] = flags;

        var report = await folder.RecoverAsync();

        Assert.AreEqual("example.com/m00@v1.0.0", report.Recovered.Single());
    }

    private static string[] Asked(ModuleProxy proxy) => [.. proxy.Requests.Select(request => request.Path)];

    /// <summary>GOPROXY is one that fails, the fallback one that doesn't; the module's archive is damaged.</summary>
    private static async Task<(RecoveredFolder Folder, ModuleProxy First, ModuleProxy Second)> WithProxiesAsync(
        ModuleProxyFault fault,
        string go = RealGo.Newest,
        int modules = 1,
        bool evil = false
    )
    {
        var folder = await RecoveredFolder.CreateAsync(go, modules);
        var store = evil
            ? new ModuleStore(folder.Path("evil")).Add("example.com/m00", "v1.0.0", ("m.go", "package m00 // evil\n"))
            : folder.Store;
        var first = await folder.ServeAsync(fault, store);
        var second = await folder.ServeAsync();
        folder.Environment["GOPROXY"] = first.Url.AbsoluteUri;
        folder.Fallbacks = second.Url.AbsoluteUri;
        File.WriteAllText(folder.Beside("zip"), "PK");
        return (folder, first, second);
    }
}
