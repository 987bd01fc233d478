using System.Globalization;

namespace GoDockTasks.Package.Tests;

/// <summary>RecoverGoModule as users run it.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
public sealed class RecoveryTests
{
    private const string Archive = "gopath/pkg/mod/cache/download/example.com/greet/@v/v1.2.0.zip";

    [TestMethod]
    public async Task RecoverGoModule_mends_the_module_cache_and_returns_what_it_mended()
    {
        using var tree = new SourceTree();
        var store = await AddGreeterAsync(tree);
        await File.WriteAllTextAsync(tree.Beside(Archive), "PK");
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
            await File.ReadAllBytesAsync(tree.Beside(Archive))
        );
    }

    [TestMethod]
    [NeedsRoot("only root can have files that another user can't change")]
    public async Task A_cache_of_another_user_stays_as_it_is_and_the_line_that_helps_is_printed()
    {
        using var tree = new SourceTree();
        var store = await AddGreeterAsync(tree);
        await File.WriteAllTextAsync(tree.Beside(Archive), "PK");
        tree.Environment["GOPROXY"] = store.Url;
        tree.Environment["GOCACHE"] = "/tmp/" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        tree.BecomeOrdinaryUser();
        var cache = TreeSnapshot.Take(tree.Beside("gopath"));

        var recovery = (
            await tree.BuildAsync("src/Shop/Shop.csproj", "-t:RecoverGoModule", "-p:GoDockRecoverScope=modules")
        ).ShouldFail();

        Assert.Contains(
            "error GDT5016 ../gopath/pkg/mod/cache/download/example.com/greet/@v",
            string.Join('\n', recovery.Found)
        );
        Assert.Contains($"sudo chown -R \"$(id -u):$(id -g)\" '{tree.Beside("gopath/pkg/mod")}'", recovery.Console);
        Assert.AreSequenceEqual(cache, TreeSnapshot.Take(tree.Beside("gopath")));
    }

    // With what it requires in a module cache of the tree's own.
    private static async Task<ModuleStore> AddGreeterAsync(SourceTree tree)
    {
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
        return store;
    }
}
