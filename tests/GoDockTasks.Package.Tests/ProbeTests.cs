namespace GoDockTasks.Package.Tests;

/// <summary>GoDockProbeProxies, against a proxy that wants https and credentials.</summary>
[TestClass]
public sealed class ProbeTests
{
    private const string Password = "hunter2-55ab";

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task A_proxy_that_go_has_credentials_for_in_netrc_is_shown_them_and_nobody_else_is()
    {
        using var tree = new SourceTree();
        tree.Add(
            "sidecars/orders",
            new(
                ("go.mod", "module example.com/orders\n\ngo 1.19\n\nrequire example.com/greet v1.2.0\n"),
                ("main.go", "package main\n\nimport \"example.com/greet\"\n\nfunc main() { greet.Greet() }\n")
            )
        );
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/orders"));
        var store = new ModuleStore(tree.Beside("proxy")).Add(
            "example.com/greet",
            "v1.2.0",
            ("greet.go", "package greet\n\nfunc Greet() {}\n")
        );
        await using var proxy = await ModuleProxy.StartAsync(store, https: true);
        proxy.Credentials = "buildbot:" + Password;
        await File.WriteAllTextAsync(tree.Beside("authority.pem"), ModuleProxy.AuthorityPem);
        await File.WriteAllTextAsync(
            tree.Beside("netrc"),
            $"machine {proxy.Url.Authority} login buildbot password {Password}\n"
        );
        tree.Environment["GOPATH"] = tree.Beside("gopath");
        tree.Environment["GOPROXY"] = proxy.Url.AbsoluteUri.TrimEnd('/');
        tree.Environment["SSL_CERT_FILE"] = tree.Beside("authority.pem");
        tree.Environment["NETRC"] = tree.Beside("nowhere");

        var without = (await tree.CheckAsync("src/Shop/Shop.csproj", "-p:GoDockProbeProxies=true")).ShouldFail();
        tree.Environment["NETRC"] = tree.Beside("netrc");
        var with = (
            await tree.CheckAsync("src/Shop/Shop.csproj", "-p:GoDockProbeProxies=true", "-p:GoDockFix=true")
        ).ShouldSucceed();

        Assert.Contains("warning GDT1210 src/Shop/Shop.csproj(0,0)", without.Found);
        Assert.AreSequenceEqual([], with.Found);
        Assert.Contains("example.com/greet v1.2.0", with.Console);
        Assert.DoesNotContain(Password, with.Console);
        Assert.DoesNotContain(Password, BinaryLog.ReadText(with.LogFile));
    }
}
