namespace GoDockTasks.Package.Tests;

/// <summary>What every user sees first.</summary>
[TestClass]
public sealed class TidyTests
{
    [TestMethod]
    public async Task A_tidy_module_builds_without_a_word()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Tidy);
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/orders"));

        var build = (await tree.BuildAsync("src/Shop/Shop.csproj")).ShouldSucceed();

        Assert.IsEmpty(build.Found);
        Assert.AreEqual(1, build.Checks);
        Assert.HasCount(1, build.GoCommands);
        Assert.IsTrue(File.Exists(tree.Path("src/Shop/bin/Debug/net10.0/Shop.dll")));
    }

    [TestMethod]
    public async Task An_untidy_module_is_an_error_at_the_line_to_change_with_the_diff()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Untidy);
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/orders"));

        var build = (await tree.BuildAsync("src/Shop/Shop.csproj")).ShouldFail();

        Assert.AreSequenceEqual(["error GDT1001 sidecars/orders/go.mod(7,2)"], build.Found);
        Assert.IsTrue(
            build.Messages.Any(message => message.Contains("\n-\texample.com/unused v0.0.0", StringComparison.Ordinal))
        );
        Assert.IsFalse(File.Exists(tree.Path("src/Shop/bin/Debug/net10.0/Shop.dll")));
    }

    [TestMethod]
    public async Task The_same_mistakes_give_the_same_codes_on_every_Go()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/untidy", GoModule.Untidy);
        tree.Add("sidecars/lacking", GoModule.Lacking);
        tree.Add(
            "sidecars/broken",
            new(("go.mod", "module example.com/broken\n\ngo 1.19\n\nrequires example.com/money v1.0.0\n"))
        );
        tree.Add(
            "sidecars/nowhere",
            new(
                ("go.mod", "module example.com/nowhere\n\ngo 1.19\n"),
                ("main.go", "package main\n\nimport _ \"example.com/absent\"\n\nfunc main() {}\n")
            )
        );
        foreach (var version in RealGo.Versions)
        {
            await tree.AddAsync(
                $"src/Go{version}/Go{version}.csproj",
                new("../../sidecars/**/go.mod") { Properties = [("GoDockGoExe", RealGo.Get(version).Executable)] }
            );
        }

        tree.Write(
            "All.slnx",
            Solution.Slnx([.. RealGo.Versions.Select(version => $"src/Go{version}/Go{version}.csproj")])
        );

        var build = (await tree.CheckAsync("All.slnx")).ShouldFail();

        foreach (var version in RealGo.Versions)
        {
            Assert.AreSequenceEqual(
                [
                    "error GDT1001 sidecars/lacking/go.mod(5,1)",
                    "error GDT1001 sidecars/untidy/go.mod(7,2)",
                    "error GDT1002 sidecars/broken/go.mod(5,1)",
                    "warning GDT1125 sidecars/nowhere/main.go(3,10)",
                ],
                build.FoundIn("Go" + version),
                version
            );
        }
    }

    [TestMethod]
    public async Task A_glob_finds_every_module_but_those_of_others()
    {
        using var tree = new SourceTree();
        string[] own = ["sidecars/orders", "sidecars/tools/lister"];
        string[] foreign = ["vendor/a", "orders/testdata/b", "web/node_modules/c", "bin/d", "obj/e"];
        foreach (var folder in own)
            tree.Add(folder, GoModule.Tidy);
        foreach (var folder in foreign)
            tree.Write($"sidecars/{folder}/go.mod", "not a module\n");
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/**/go.mod"));

        var check = (await tree.CheckAsync("src/Shop/Shop.csproj", "-getTargetResult:GoModTidyCheck")).ShouldSucceed();

        Assert.IsEmpty(check.Found);
        Assert.AreSequenceEqual(
            own.Select(tree.Path),
            check.TargetItems("GoModTidyCheck").Keys.Order(StringComparer.Ordinal)
        );
    }
}
