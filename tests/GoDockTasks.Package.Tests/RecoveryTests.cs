namespace GoDockTasks.Package.Tests;

/// <summary>RecoverGoModule as users run it.</summary>
[TestClass]
public sealed class RecoveryTests
{
    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    public async Task RecoverGoModule_mends_the_module_cache_and_returns_what_it_mended()
    {
        using var tree = new SourceTree();
        var store = new ModuleStore(tree.Beside("proxy")).Add(
            "example.com/greet",
            "v1.2.0",
            ("greet.go", "package greet\n\nfunc Greet() {}\n")
        );
        tree.Environment["GOPATH"] = tree.Beside("gopath");
        tree.Add(
            "sidecars/greeter",
            new(
                ("go.mod", "module example.com/greeter\n\ngo 1.19\n\nrequire example.com/greet v1.2.0\n"),
                ("main.go", "package main\n\nimport \"example.com/greet\"\n\nfunc main() { greet.Greet() }\n")
            )
        );
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/greeter"));
        var tidy = await RealGo
            .Get()
            .RunAsync(
                tree.Path("sidecars/greeter"),
                new Dictionary<string, string>(tree.Environment, StringComparer.Ordinal) { ["GOPROXY"] = store.Url },
                "mod",
                "tidy"
            );
        Assert.IsTrue(tidy.Succeeded, tidy.StandardError);
        var archive = tree.Beside("gopath/pkg/mod/cache/download/example.com/greet/@v/v1.2.0.zip");
        await File.WriteAllTextAsync(archive, "PK");
        tree.Environment["GOPROXY"] = "http://127.0.0.1:1";
        var modules = TreeSnapshot.Take(tree.Path("sidecars"));

        var recovery = (
            await tree.BuildAsync(
                "src/Shop/Shop.csproj",
                "-t:RecoverGoModule",
                "-getTargetResult:RecoverGoModule",
                "-p:GoDockFallbackProxies=" + store.Url.Replace("%", "%25", StringComparison.Ordinal)
            )
        ).ShouldSucceed();

        Assert.AreSequenceEqual(
            ["message GDT5010 sidecars/greeter/go.sum(1,1)", "warning GDT5012 sidecars/greeter/go.sum(1,1)"],
            recovery.Found
        );
        Assert.AreEqual("Recovered", recovery.TargetItems("RecoverGoModule").Single().Value);
        Assert.AreSequenceEqual(modules, TreeSnapshot.Take(tree.Path("sidecars")));
        Assert.AreSequenceEqual(
            await File.ReadAllBytesAsync(Path.Combine(store.Folder, "example.com/greet/@v/v1.2.0.zip")),
            await File.ReadAllBytesAsync(archive)
        );
    }
}
