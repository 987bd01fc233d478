using GoDockTasks.Core.Processes;

namespace GoDockTasks.Package.Tests;

/// <summary>A build begins its check, goes on, and asks for the report before it compiles.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class BackgroundCheckTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    [DataRow("-m:1", DisplayName = "in MSBuild's process")]
    [DataRow("-mt", DisplayName = "multithreaded")]
    public async Task Go_runs_while_the_build_goes_on(string how)
    {
        using var tree = new SourceTree();
        await MakePipeAsync(tree);
        tree.Add("sidecars/orders", GoModule.Untidy);
        var go = FakeGo.WriteForTidy(tree, "go", $"cat ../../src/pipe\n{FakeGo.Real}");
        await tree.AddAsync(
            "src/Shop/Shop.csproj",
            new("../../sidecars/orders")
            {
                Properties = [("GoDockGoExe", go), ("GoDockTimeoutSeconds", "60")],
                Xml = Between("<Exec Command=\"echo go on &gt; ../pipe\" Timeout=\"60000\" />"),
            }
        );

        var build = (await tree.BuildAsync("src/Shop/Shop.csproj", how)).ShouldFail();

        Assert.AreSequenceEqual(["error GDT1001 sidecars/orders/go.mod(7,2)"], build.Found);
        Assert.AreEqual(1, build.Checks);
        // A go that isn't in a distribution is asked for its settings first.
        Assert.HasCount(2, build.GoCommands);
        Assert.DoesNotContain("Shop:Csc", build.Tasks);
    }

    [TestMethod]
    public async Task What_a_step_before_compiling_sets_counts()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Untidy);
        tree.Add("sidecars/pricing", GoModule.Tidy);
        await tree.AddAsync(
            "src/Shop/Shop.csproj",
            new("../../sidecars/orders")
            {
                Xml = Between(
                    "<ItemGroup><GoSidecar Remove=\"@(GoSidecar)\" /><GoSidecar "
                        + "Include=\"../../sidecars/pricing\" /></ItemGroup>"
                ),
            }
        );

        var build = (await tree.BuildAsync("src/Shop/Shop.csproj")).ShouldSucceed();

        Assert.IsEmpty(build.Found);
    }

    [TestMethod]
    [DataRow(
        "GoDockGoProxy",
        "proxy.example.com",
        "warning GDT1201 src/Shop/Shop.csproj(0,0)",
        "warning GDT1211 src/Shop/Shop.csproj(0,0)"
    )]
    [DataRow("GoDockGoExe", "/nowhere/go", "warning GDT0002 src/Shop/Shop.csproj(0,0)")]
    [DataRow("GoDockGoVersion", "1.26", "warning GDT1004 sidecars/orders/go.mod(3,1)")]
    public async Task What_such_a_step_sets_is_what_go_is_asked_with(
        string name,
        string value,
        params string[] expected
    )
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Tidy);
        await tree.AddAsync(
            "src/Shop/Shop.csproj",
            new("../../sidecars/orders") { Xml = Between($"<PropertyGroup><{name}>{value}</{name}></PropertyGroup>") }
        );

        Assert.AreSequenceEqual(expected, (await tree.BuildAsync("src/Shop/Shop.csproj")).Found);
    }

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    public async Task Code_that_a_step_generates_while_go_runs_counts()
    {
        using var tree = new SourceTree();
        await MakePipeAsync(tree);
        tree.Add("sidecars/orders", GoModule.Untidy);
        // The first tidy has ended before the step writes the file that makes the module a tidy one.
        var real = FakeGo.Real["exec ".Length..];
        var go = FakeGo.WriteForTidy(
            tree,
            "go",
            $"if [ \"$1\" != mod ] || [ -e ../../src/done ]; then {FakeGo.Real}; fi\n{real}\nend=$?\n"
                + $"echo go on > ../../src/pipe\nexit $end"
        );
        await tree.AddAsync(
            "src/Shop/Shop.csproj",
            new("../../sidecars/orders")
            {
                Properties = [("GoDockGoExe", go), ("GoDockTimeoutSeconds", "60")],
                Xml =
                    "  <Target Name=\"Generate\" BeforeTargets=\"PreBuildEvent\"><Exec Command=\"cat "
                    + "../pipe &amp;&amp; touch ../done &amp;&amp; "
                    + "printf 'package main\\n\\nimport _ %sexample.com/unused%s\\n' '&quot;' '&quot;' &gt; "
                    + "../../sidecars/orders/generated.go\" Timeout=\"60000\" /></Target>",
            }
        );

        var build = (await tree.BuildAsync("src/Shop/Shop.csproj", "-m:1")).ShouldSucceed();

        Assert.IsEmpty(build.Found);
        Assert.AreEqual(2, build.GoCommands.Count(command => command.Contains(" mod tidy ", StringComparison.Ordinal)));
    }

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    [DataRow("-m:1", DisplayName = "in MSBuild's process")]
    [DataRow("-mt", DisplayName = "multithreaded")]
    public async Task A_build_that_never_asks_leaves_no_go(string how)
    {
        using var go = new HangingGo();
        using var tree = new SourceTree();
        await MakePipeAsync(tree);
        tree.Add("sidecars/orders", GoModule.Tidy);
        await tree.AddAsync(
            "src/Shop/Shop.csproj",
            new("../../sidecars/orders")
            {
                Properties =
                [
                    ("GoDockGoExe", FakeGo.WriteForTidy(tree, "go", $"echo started > ../../src/pipe\n{go.Script}")),
                ],
                Xml = Between(
                    "<Exec Command=\"cat ../pipe\" Timeout=\"60000\" /><Error Code=\"SHOP1\" Text=\"Stop.\" />"
                ),
            }
        );

        var building = tree.BuildAsync("src/Shop/Shop.csproj", how);
        using var run = await go.StartedAsync(TestContext.CancellationToken);
        var build = (await building).ShouldFail();
        await run.EndedAsync(TestContext.CancellationToken);

        Assert.AreSequenceEqual(
            ["SHOP1"],
            build.Diagnostics.Where(diagnostic => diagnostic.Severity == "error").Select(diagnostic => diagnostic.Code)
        );
        Assert.AreEqual(0, build.Checks);
    }

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    public async Task A_build_that_waits_for_the_report_ends_on_Ctrl_C()
    {
        using var go = new HangingGo();
        using var tree = new SourceTree();
        await MakePipeAsync(tree);
        tree.Add("sidecars/orders", GoModule.Tidy);
        await tree.AddAsync(
            "src/Shop/Shop.csproj",
            new("../../sidecars/orders")
            {
                Properties = [("GoDockGoExe", FakeGo.WriteForTidy(tree, "go", $"cat ../../src/pipe\n{go.Script}"))],
                Xml =
                    "  <Target Name=\"Late\" BeforeTargets=\"GoModTidyCheck\"><Exec Command=\"echo go on "
                    + "&gt; ../pipe\" Timeout=\"60000\" /></Target>",
            }
        );

        var building = tree.BuildAsync("src/Shop/Shop.csproj", "-m:1");
        using var run = await go.StartedAsync(TestContext.CancellationToken);
        await run.InterruptParentAsync();
        await run.EndedAsync(TestContext.CancellationToken);
        var build = (await building).ShouldFail();

        Assert.IsEmpty(build.Diagnostics.Where(diagnostic => diagnostic.Severity == "error"));
    }

    private static string Between(string tasks) =>
        $"  <Target Name=\"Between\" AfterTargets=\"BeforeBuild\">{tasks}</Target>";

    // Who writes waits for a reader, and the other way round.
    private static async Task MakePipeAsync(SourceTree tree)
    {
        var pipe = tree.Path("src/pipe");
        Directory.CreateDirectory(tree.Path("src"));
        var made = await new ProcessRunner().RunAsync(
            new("/usr/bin/mkfifo", [pipe], tree.Root, new Dictionary<string, string>(), TimeSpan.FromMinutes(1)),
            CancellationToken.None
        );
        Assert.IsTrue(made.Succeeded, made.StandardError);
    }
}
