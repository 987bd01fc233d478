namespace GoDockTasks.Package.Tests;

/// <summary>Visual Studio's MSBuild isn't .NET itself, and runs .NET tasks in a process of their own.</summary>
[TestClass]
public sealed class TaskHostTests
{
    [TestMethod]
    public async Task In_a_process_of_its_own_the_check_says_and_returns_the_same()
    {
        using var tree = new SourceTree();
        tree.Environment["MSBUILDFORCEALLTASKSOUTOFPROC"] = "1";
        tree.Add("sidecars/orders", GoModule.Untidy);
        tree.Add("sidecars/pricing", GoModule.Tidy);
        await tree.AddAsync(
            "src/Shop/Shop.csproj",
            new("../../sidecars/orders", "../../sidecars/pricing") { Properties = [("WarningsNotAsErrors", "GDT1001")] }
        );

        var first = (await tree.CheckAsync("src/Shop/Shop.csproj", "-getTargetResult:GoModTidyCheck")).ShouldSucceed();
        var second = (await tree.CheckAsync("src/Shop/Shop.csproj")).ShouldSucceed();

        Assert.AreEqual(1, first.TaskHosts);
        Assert.AreSequenceEqual(["warning GDT1001 sidecars/orders/go.mod(7,2)"], first.Found);
        Assert.AreEqual("Untidy", first.TargetItems("GoModTidyCheck")[tree.Path("sidecars/orders")]);
        Assert.AreEqual("Tidy", first.TargetItems("GoModTidyCheck")[tree.Path("sidecars/pricing")]);
        Assert.AreSequenceEqual(first.Found, second.Found);
        Assert.HasCount(2, first.GoCommands);
        Assert.HasCount(1, second.GoCommands);
    }
}
