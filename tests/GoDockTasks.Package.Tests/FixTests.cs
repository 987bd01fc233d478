namespace GoDockTasks.Package.Tests;

/// <summary>Who writes into the source tree: GoDockFix and nobody else.</summary>
[TestClass]
public sealed class FixTests
{
    [TestMethod]
    public async Task GoDockFix_mends_a_module_and_the_next_build_has_nothing_to_say()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Untidy);
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/orders"));
        var files = TreeSnapshot.Files(tree.Path("sidecars"));

        var mending = (await tree.BuildAsync("src/Shop/Shop.csproj", "-p:GoDockFix=true")).ShouldSucceed();
        var next = (await tree.CheckAsync("src/Shop/Shop.csproj")).ShouldSucceed();

        Assert.IsEmpty(mending.Found);
        Assert.Contains("GoDockFix:", mending.Console);
        Assert.IsEmpty(next.Found);
        Assert.AreEqual(GoModule.UntidyMended, await File.ReadAllTextAsync(tree.Path("sidecars/orders/go.mod")));
        Assert.AreSequenceEqual(files, TreeSnapshot.Files(tree.Path("sidecars")));
    }

    [TestMethod]
    public async Task A_build_changes_no_file_of_the_source_tree_and_needs_no_network()
    {
        using var tree = new SourceTree();
        await AddDownloadedAsync(tree, "sidecars/downloaded");
        tree.Add("sidecars/unsummed", new([.. Downloaded.Files]));
        tree.Add("sidecars/untidy", GoModule.Untidy);
        tree.Add("sidecars/lacking", GoModule.Lacking);
        tree.Add(
            "sidecars/crlf",
            new(
                ("go.mod", "module example.com/crlf\r\n\r\ngo 1.19\r\n"),
                ("main.go", "package main\r\n\r\nfunc main() {}\r\n")
            )
        );
        await tree.AddAsync(
            "src/Shop/Shop.csproj",
            new("../../sidecars/**/go.mod") { Properties = [("WarningsNotAsErrors", "GDT1001;GDT1009")] }
        );
        var before = TreeSnapshot.Take(tree.Root);

        var build = (await tree.BuildAsync("src/Shop/Shop.csproj")).ShouldSucceed();

        Assert.AreSequenceEqual(
            [
                "warning GDT1001 sidecars/lacking/go.mod(5,1)",
                "warning GDT1001 sidecars/untidy/go.mod(7,2)",
                "warning GDT1009 sidecars/unsummed/go.mod(5,1)",
            ],
            build.Found
        );
        Assert.AreSequenceEqual(before, TreeSnapshot.Take(tree.Root));
    }

    [TestMethod]
    public async Task Without_the_module_and_the_network_nobody_can_say_which_is_a_warning_locally_and_an_error_in_CI()
    {
        using var tree = new SourceTree();
        await AddDownloadedAsync(tree, "sidecars/downloaded");
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/downloaded"));
        tree.Environment["GOPATH"] = tree.Beside("empty");

        var desk = (await tree.CheckAsync("src/Shop/Shop.csproj", "-getTargetResult:GoModTidyCheck")).ShouldSucceed();
        tree.Environment["CI"] = "true";
        var server = (await tree.CheckAsync("src/Shop/Shop.csproj")).ShouldFail();

        Assert.AreSequenceEqual(["warning GDT1125 sidecars/downloaded/main.go(3,8)"], desk.Found);
        Assert.AreEqual("NotChecked", desk.TargetItems("GoModTidyCheck").Single().Value);
        Assert.AreSequenceEqual(["error GDT1125 sidecars/downloaded/main.go(3,8)"], server.Found);
    }

    // Everything but its go.sum.
    private static GoModule Downloaded { get; } =
        new(
            ("go.mod", "module example.com/downloaded\n\ngo 1.19\n\nrequire example.com/greet v1.2.0\n"),
            ("main.go", "package main\n\nimport \"example.com/greet\"\n\nfunc main() { greet.Greet() }\n")
        );

    // With its go.sum, and with what it requires in a module cache of the tree's own.
    private static async Task AddDownloadedAsync(SourceTree tree, string folder)
    {
        var store = new ModuleStore(tree.Beside("proxy")).Add(
            "example.com/greet",
            "v1.2.0",
            ("greet.go", "package greet\n\nfunc Greet() {}\n")
        );
        tree.Environment["GOPATH"] = tree.Beside("gopath");
        tree.Add(folder, Downloaded);
        var tidy = await RealGo
            .Get()
            .RunAsync(
                tree.Path(folder),
                new Dictionary<string, string>(tree.Environment, StringComparer.Ordinal) { ["GOPROXY"] = store.Url },
                "mod",
                "tidy"
            );
        Assert.IsTrue(tidy.Succeeded, tidy.StandardError);
    }
}
