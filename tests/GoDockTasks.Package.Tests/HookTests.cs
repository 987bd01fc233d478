namespace GoDockTasks.Package.Tests;

/// <summary>When a build checks, and when it doesn't.</summary>
[TestClass]
public sealed class HookTests
{
    [TestMethod]
    [DataRow("Build", "DesignTimeBuild", DisplayName = "design-time build")]
    [DataRow("Compile", "DesignTimeBuild", DisplayName = "what an editor asks for")]
    [DataRow("Build", "GoDockSkip", DisplayName = "GoDockSkip")]
    public async Task A_build_that_is_not_to_check_runs_nothing(string target, string property)
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Untidy);
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/orders"));

        var build = (
            await tree.BuildAsync("src/Shop/Shop.csproj", "-t:" + target, $"-p:{property}=true")
        ).ShouldSucceed();

        Assert.IsEmpty(build.Found);
        Assert.IsEmpty(build.Tasks.Where(task => task.EndsWith("GoModTidyCheck", StringComparison.Ordinal)));
        Assert.IsFalse(Directory.Exists(tree.CacheFolder));
    }

    [TestMethod]
    public async Task A_target_that_is_asked_for_by_name_runs_in_spite_of_GoDockSkip()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Untidy);
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/orders"));

        var check = (await tree.CheckAsync("src/Shop/Shop.csproj", "-p:GoDockSkip=true")).ShouldFail();

        Assert.AreSequenceEqual(["error GDT1001 sidecars/orders/go.mod(7,2)"], check.Found);
    }
}
