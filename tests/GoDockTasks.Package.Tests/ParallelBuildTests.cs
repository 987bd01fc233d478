namespace GoDockTasks.Package.Tests;

/// <summary>Two builds of one tree at once, as an editor and a console do them.</summary>
[TestClass]
public sealed class ParallelBuildTests
{
    [TestMethod]
    public async Task Both_come_to_the_same_end_and_both_may_fill_the_store()
    {
        using var tree = new SourceTree();
        for (var i = 0; i < 4; i++)
            tree.Add($"sidecars/service{i}", GoModule.Tidy);
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/**/go.mod"));

        var builds = await Task.WhenAll(
            tree.BuildAsync("src/Shop/Shop.csproj", "-c:Debug"),
            tree.BuildAsync("src/Shop/Shop.csproj", "-c:Release")
        );
        var after = (await tree.CheckAsync("src/Shop/Shop.csproj")).ShouldSucceed();

        foreach (var build in builds)
            Assert.IsEmpty(build.ShouldSucceed().Found);
        Assert.IsEmpty(after.GoCommands);
        Assert.IsEmpty(
            TreeSnapshot.Files(tree.CacheFolder).Where(file => file.EndsWith(".tmp", StringComparison.Ordinal))
        );
    }

    [TestMethod]
    public async Task Both_may_mend_the_same_module()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Untidy);
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/orders"));
        var files = TreeSnapshot.Files(tree.Path("sidecars"));

        var checks = await Task.WhenAll(
            tree.CheckAsync("src/Shop/Shop.csproj", "-p:GoDockFix=true"),
            tree.CheckAsync("src/Shop/Shop.csproj", "-p:GoDockFix=true")
        );

        foreach (var check in checks)
            Assert.IsEmpty(check.ShouldSucceed().Found);
        Assert.AreEqual(GoModule.UntidyMended, await File.ReadAllTextAsync(tree.Path("sidecars/orders/go.mod")));
        Assert.AreSequenceEqual(files, TreeSnapshot.Files(tree.Path("sidecars")));
    }
}
