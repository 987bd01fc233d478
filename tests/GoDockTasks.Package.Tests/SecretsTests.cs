namespace GoDockTasks.Package.Tests;

/// <summary>A password that stands in the machine's settings.</summary>
[TestClass]
public sealed class SecretsTests
{
    [TestMethod]
    public async Task It_appears_nowhere_in_the_console_or_the_binary_log()
    {
        const string User = "buildbot-7f3a";
        const string Password = "hunter2-91cc";
        using var tree = new SourceTree();
        tree.Add(
            "sidecars/orders",
            new(
                ("go.mod", "module example.com/orders\n\ngo 1.19\n\nrequire example.com/absent v1.0.0\n"),
                ("main.go", "package main\n\nimport _ \"example.com/absent\"\n\nfunc main() {}\n")
            )
        );
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/orders"));
        await using var proxy = await ModuleProxy.StartAsync(
            new(tree.Beside("proxy")),
            ModuleProxyFault.UnknownAuthority
        );
        tree.Environment["GOPROXY"] = proxy.Url.AbsoluteUri.Replace(
            "://",
            $"://{User}:{Password}@",
            StringComparison.Ordinal
        );

        var build = (
            await tree.BuildAsync("src/Shop/Shop.csproj", "-v:diag", "-p:GoDockProbeProxies=true")
        ).ShouldFail();

        Assert.AreSequenceEqual(
            [
                "error GDT1009 sidecars/orders/go.mod(5,1)",
                "warning GDT1129 sidecars/orders/go.mod(5,1)",
                "warning GDT1202 src/Shop/Shop.csproj(0,0)",
                "warning GDT1210 src/Shop/Shop.csproj(0,0)",
            ],
            build.Found
        );
        var log = BinaryLog.ReadText(build.LogFile);
        Assert.Contains("GDT1202", log);
        foreach (var secret in new[] { User, Password })
        {
            Assert.DoesNotContain(secret, build.Console);
            Assert.DoesNotContain(secret, log);
            Assert.IsEmpty(build.Messages.Where(message => message.Contains(secret, StringComparison.Ordinal)));
        }
    }

    [TestMethod]
    public async Task An_address_in_the_linkers_flags_is_logged_without_its_credentials()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Tidy);
        await tree.AddAsync(
            "src/Shop/Shop.csproj",
            new("../../sidecars/orders")
            {
                BuildsSidecars = true,
                Xml =
                    "  <ItemGroup><GoSidecar Update=\"../../sidecars/orders\" LdFlags=\"-X "
                    + "main.Upstream=https://buildbot:hunter2@orders.example.com\" /></ItemGroup>",
            }
        );

        var build = (await tree.BuildAsync("src/Shop/Shop.csproj")).ShouldSucceed();

        Assert.Contains("https://***@orders.example.com", build.GoBuilds.Single());
        Assert.DoesNotContain("hunter2", build.GoBuilds.Single());
    }
}
