using System.Diagnostics;

namespace GoDockTasks.Package.Tests;

/// <summary>Ctrl-C and time limits.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class CancellationTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    [DataRow("-m:1", "-t:Build", DisplayName = "in MSBuild's process")]
    // With -mt MSBuild runs the SDK's tasks in a process of its own, and says MSB4028 where one of them is ended. A
    // build of this target alone is at none of them while go runs.
    [DataRow("-mt", "-t:GoModTidyCheck", DisplayName = "multithreaded")]
    public async Task After_Ctrl_C_the_build_ends_at_once_and_no_go_is_left(string how, string target)
    {
        using var go = new HangingGo();
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Tidy);
        await tree.AddAsync(
            "src/Shop/Shop.csproj",
            new("../../sidecars/orders") { Properties = [("GoDockGoExe", FakeGo.WriteForTidy(tree, "go", go.Script))] }
        );
        var sources = TreeSnapshot.Take(tree.Root);

        var building = tree.BuildAsync("src/Shop/Shop.csproj", how, target);
        using var run = await go.StartedAsync(TestContext.CancellationToken);
        var clock = Stopwatch.StartNew();
        await run.InterruptParentAsync();
        await run.EndedAsync(TestContext.CancellationToken);
        var build = await building;

        // Far less alone; but the machine may be busy.
        Assert.IsLessThan(TimeSpan.FromSeconds(60), clock.Elapsed);
        build.ShouldFail();
        Assert.IsEmpty(build.Diagnostics.Where(diagnostic => diagnostic.Severity == "error"));
        Assert.AreSequenceEqual(sources, TreeSnapshot.Take(tree.Root));
    }

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    public async Task A_go_that_hangs_is_ended_at_the_time_limit_and_named()
    {
        using var tidying = new HangingGo();
        using var asked = new HangingGo();
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Tidy);
        await tree.AddAsync(
            "src/Tidying/Tidying.csproj",
            new("../../sidecars/orders")
            {
                Properties = [("GoDockGoExe", FakeGo.WriteForTidy(tree, "go-tidying", tidying.Script))],
            }
        );
        await tree.AddAsync(
            "src/Asked/Asked.csproj",
            new("../../sidecars/orders")
            {
                Properties = [("GoDockGoExe", FakeGo.Write(tree, "go-asked", asked.Script))],
            }
        );
        tree.Write("All.slnx", Solution.Slnx("src/Tidying/Tidying.csproj", "src/Asked/Asked.csproj"));

        var checking = tree.CheckAsync("All.slnx", "-p:GoDockTimeoutSeconds=2");
        using var tidyRun = await tidying.StartedAsync(TestContext.CancellationToken);
        using var askedRun = await asked.StartedAsync(TestContext.CancellationToken);
        var check = (await checking).ShouldFail();
        await tidyRun.EndedAsync(TestContext.CancellationToken);
        await askedRun.EndedAsync(TestContext.CancellationToken);

        Assert.AreSequenceEqual(["error GDT0007 sidecars/orders/go.mod(1,0)"], check.FoundIn("Tidying"));
        Assert.AreSequenceEqual(["error GDT0007 src/Asked/Asked.csproj(0,0)"], check.FoundIn("Asked"));
    }
}
