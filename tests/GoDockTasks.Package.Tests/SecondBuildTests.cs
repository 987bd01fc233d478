namespace GoDockTasks.Package.Tests;

/// <summary>What was found before is not found again with a program.</summary>
[TestClass]
public sealed class SecondBuildTests
{
    private const string Remark = "matched no packages";

    [TestMethod]
    public async Task A_second_build_starts_no_go_and_says_what_the_first_one_said()
    {
        using var tree = await TwoModulesAsync();

        var first = (await tree.BuildAsync("src/Shop/Shop.csproj")).ShouldSucceed();
        var second = (await tree.BuildAsync("src/Shop/Shop.csproj")).ShouldSucceed();

        string[] found = ["warning GDT1004 sidecars/empty/go.mod(3,1)"];
        Assert.AreSequenceEqual(found, first.Found);
        Assert.AreSequenceEqual(found, second.Found);
        Assert.HasCount(2, first.GoCommands);
        Assert.IsEmpty(second.GoCommands);
        foreach (var build in new[] { first, second })
            Assert.HasCount(1, build.Messages.Where(message => message.Contains(Remark, StringComparison.Ordinal)));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task A_second_build_opens_no_file_of_a_module_but_what_lint_reads_and_that_once()
    {
        using var tree = new SourceTree();
        foreach (var name in (string[])["orders", "pricing"])
        {
            tree.Write(
                $"sidecars/{name}/go.mod",
                $"module example.com/{name}\n\ngo 1.21\n\nrequire example.com/kit v0.0.0\n\n"
                    + $"replace example.com/kit => ../kit\n"
            );
            tree.Write($"sidecars/{name}/go.sum", "");
            tree.Write(
                $"sidecars/{name}/main.go",
                "package main\n\nimport (\n\t_ \"embed\"\n\n\t\"example.com/kit\"\n)\n\n"
                    + "//go:embed name.txt\nvar name string\n\nfunc main() { kit.Say(name) }\n"
            );
            tree.Write($"sidecars/{name}/name.txt", name);
        }

        tree.Write("sidecars/kit/go.mod", "module example.com/kit\n\ngo 1.21\n");
        tree.Write("sidecars/kit/kit.go", "package kit\n\nfunc Say(text string) { println(text) }\n");
        tree.Write(
            "sidecars/orders/Dockerfile",
            "FROM golang:1.27 AS build\nWORKDIR /src\nCOPY . .\nRUN cd orders && go build -o /orders .\n"
                + "FROM scratch\nCOPY --from=build /orders /\nENTRYPOINT [\"/orders\"]\n"
        );
        await tree.AddAsync(
            "src/Shop/Shop.csproj",
            new("../../sidecars/orders", "../../sidecars/pricing") { BuildsSidecars = true }
        );
        (await tree.BuildAsync("src/Shop/Shop.csproj")).ShouldSucceed();

        using var opened = OpenedFiles.Watch(tree.Path("sidecars"));
        (await tree.BuildAsync("src/Shop/Shop.csproj")).ShouldSucceed();

        // Whether a program calls for certificates or time zones, its whole text says.
        Assert.AreSequenceEqual(["kit/kit.go", "orders/Dockerfile", "orders/main.go"], opened.Take());
    }

    [TestMethod]
    public async Task A_fresh_clone_with_the_same_store_starts_no_go()
    {
        using var tree = await TwoModulesAsync();
        using var clone = await TwoModulesAsync();
        clone.Environment.Remove("GoDockCacheDir");

        var first = (await tree.CheckAsync("src/Shop/Shop.csproj")).ShouldSucceed();
        var second = (
            await clone.CheckAsync("src/Shop/Shop.csproj", "-p:GoDockCacheDir=" + Escape(tree.CacheFolder))
        ).ShouldSucceed();

        Assert.HasCount(2, first.GoCommands);
        Assert.IsEmpty(second.GoCommands);
        Assert.AreSequenceEqual(first.Found, second.Found);
        Assert.HasCount(1, second.Messages.Where(message => message.Contains(Remark, StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task A_store_is_found_from_the_projects_folder_and_in_the_users_cache_folder_where_none_is_named()
    {
        using var tree = new SourceTree();
        tree.Environment.Remove("GoDockCacheDir");
        tree.Environment["XDG_CACHE_HOME"] = tree.Beside("cache");
        tree.Add("sidecars/orders", GoModule.Tidy);
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/orders"));

        var named = (await tree.CheckAsync("src/Shop/Shop.csproj", "-p:GoDockCacheDir=verdicts")).ShouldSucceed();
        var unnamed = (await tree.CheckAsync("src/Shop/Shop.csproj")).ShouldSucceed();
        var again = (await tree.CheckAsync("src/Shop/Shop.csproj")).ShouldSucceed();

        Assert.HasCount(1, named.GoCommands);
        Assert.IsTrue(Directory.Exists(tree.Path("src/Shop/verdicts")));
        Assert.HasCount(1, unnamed.GoCommands);
        Assert.IsTrue(OperatingSystem.IsMacOS() || Directory.Exists(tree.Beside("cache/godocktasks")));
        Assert.IsEmpty(again.GoCommands);
    }

    [TestMethod]
    public async Task A_change_that_matters_starts_go_for_that_module_alone()
    {
        using var tree = await TwoModulesAsync();
        await tree.CheckAsync("src/Shop/Shop.csproj");

        tree.Write(
            "sidecars/newer/main.go",
            "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"another body\") }\n"
        );
        var body = (await tree.CheckAsync("src/Shop/Shop.csproj")).ShouldSucceed();
        tree.Write(
            "sidecars/newer/main.go",
            "package main\n\nimport \"example.com/absent\"\n\nfunc main() { absent.Use() }\n"
        );
        var import = (await tree.CheckAsync("src/Shop/Shop.csproj")).ShouldSucceed();

        Assert.IsEmpty(body.GoCommands);
        Assert.HasCount(1, import.GoCommands);
        Assert.Contains("warning GDT1125 sidecars/newer/main.go(3,8)", import.Found);
    }

    // One module that go remarks on, one that is newer than it.
    private static async Task<SourceTree> TwoModulesAsync()
    {
        var tree = new SourceTree();
        tree.Add("sidecars/empty", new(("go.mod", "module example.com/empty\n\ngo 1.19\n")));
        tree.Add("sidecars/newer", GoModule.WithGo("1.20"));
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/empty", "../../sidecars/newer"));
        return tree;
    }

    private static string Escape(string path) =>
        path.Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal);
}
