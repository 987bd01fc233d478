namespace GoDockTasks.Package.Tests;

/// <summary>A project with two target frameworks is one project.</summary>
[TestClass]
public sealed class MultiTargetTests
{
    [TestMethod]
    [DataRow("", DisplayName = "all")]
    [DataRow("-p:TargetFramework=net10.0", DisplayName = "dotnet build -f net10.0")]
    public async Task The_check_runs_once_and_warns_once(string framework)
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Untidy);
        await tree.AddAsync(
            "src/Shop/Shop.csproj",
            new("../../sidecars/orders") { IsMultiTargeted = true, Properties = [("WarningsNotAsErrors", "GDT1001")] }
        );

        var build = (
            await tree.BuildAsync("src/Shop/Shop.csproj", framework.Length == 0 ? [] : [framework])
        ).ShouldSucceed();

        Assert.AreSequenceEqual(["warning GDT1001 sidecars/orders/go.mod(7,2)"], build.Found);
        Assert.AreEqual(1, build.Checks);
        Assert.AreEqual(framework.Length == 0, Directory.Exists(tree.Path("src/Shop/bin/Debug/net10.0-windows")));
    }

    [TestMethod]
    public async Task The_check_alone_returns_its_modules_for_all_frameworks_and_for_one()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Tidy);
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/orders") { IsMultiTargeted = true });

        var all = (await tree.CheckAsync("src/Shop/Shop.csproj", "-getTargetResult:GoModTidyCheck")).ShouldSucceed();
        var one = (
            await tree.CheckAsync(
                "src/Shop/Shop.csproj",
                "-getTargetResult:GoModTidyCheck",
                "-p:TargetFramework=net10.0"
            )
        ).ShouldSucceed();

        foreach (var check in new[] { all, one })
        {
            Assert.AreEqual(1, check.Checks);
            Assert.AreEqual("Tidy", check.TargetItems("GoModTidyCheck").Single().Value);
        }
    }
}
