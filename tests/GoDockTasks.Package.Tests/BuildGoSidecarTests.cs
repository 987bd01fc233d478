using System.Text.Json;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Package.Tests;

/// <summary>Sidecars as a part of a build, from their sources to the output folder.</summary>
[TestClass]
public sealed class BuildGoSidecarTests
{
    private const string Project = "src/Shop/Shop.csproj";
    private const string Output = "src/Shop/bin/Debug/net10.0/";

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task A_build_leaves_programs_that_run_a_second_one_starts_no_go_and_a_change_starts_one()
    {
        using var tree = await TreeAsync();
        tree.Add(
            "sidecars/library",
            new(("go.mod", "module example.com/library\n\ngo 1.19\n"), ("library.go", "package library\n"))
        );

        var first = (await tree.BuildAsync(Project)).ShouldSucceed();
        var said = await RunAsync(tree, Output + "sidecars/orders/orders");
        var second = (await tree.BuildAsync(Project)).ShouldSucceed();
        tree.Write(
            "sidecars/pricing/main.go",
            "package main\n\nimport \"fmt\"\n\nvar version = \"none\"\n\n"
                + "func main() { fmt.Println(\"changed\", version) }\n"
        );
        tree.Write(
            "Directory.Build.targets",
            "<Project><ItemGroup><GoSidecar Update=\"../../sidecars/pricing\" LdFlags=\"-X "
                + "main.version=$VERSION\" /></ItemGroup></Project>\n"
        );
        var third = (await tree.BuildAsync(Project, "-p:Version=2.1.0")).ShouldSucceed();

        Assert.AreEqual("hello\n", said);
        Assert.HasCount(2, first.GoBuilds);
        Assert.IsEmpty(second.GoCommands);
        Assert.HasCount(1, third.GoBuilds);
        Assert.AreEqual("changed 2.1.0\n", await RunAsync(tree, Output + "sidecars/pricing/pricing"));
        Assert.IsFalse(Directory.Exists(tree.Path(Output + "sidecars/library")));
        Assert.IsEmpty(first.Found.Concat(second.Found).Concat(third.Found));
    }

    [TestMethod]
    public async Task After_a_clean_nothing_is_left_and_what_is_no_longer_listed_goes_with_the_next_build()
    {
        using var tree = await TreeAsync();
        await tree.AddAsync(
            "src/Without/Shop.csproj",
            new("../../sidecars/orders") { Properties = [("GoDockSkip", "true")] }
        );

        (await tree.BuildAsync(Project)).ShouldSucceed();
        await File.WriteAllTextAsync(
            tree.Path(Project),
            new DotnetProject("../../sidecars/orders") { BuildsSidecars = true }.ToString()
        );
        (await tree.BuildAsync(Project)).ShouldSucceed();
        var left = TreeSnapshot.Files(tree.Path(Output));
        (await tree.BuildAsync("src/Without/Shop.csproj")).ShouldSucceed();
        (await tree.BuildAsync("src/Without/Shop.csproj")).ShouldSucceed();
        foreach (var project in new[] { Project, "src/Without/Shop.csproj" })
        {
            // Neither is anything left of the last sidecar that a project had.
            await File.WriteAllTextAsync(tree.Path(project), new DotnetProject().ToString());
            (await tree.RunAsync(["clean", tree.Path(project)])).ShouldSucceed();
        }

        Assert.Contains("sidecars/orders/orders", left);
        Assert.DoesNotContain(
            path => path.Contains("godock", StringComparison.Ordinal),
            TreeSnapshot.Files(tree.Path("src"))
        );
        Assert.DoesNotContain("sidecars/pricing/pricing", left);
        Assert.AreSequenceEqual(
            TreeSnapshot.Files(tree.Path("src/Without")),
            TreeSnapshot.Files(tree.Path("src/Shop"))
        );
    }

    [TestMethod]
    public async Task A_build_that_skips_them_leaves_the_programs_of_the_one_before_and_a_design_time_build_makes_none()
    {
        using var tree = await TreeAsync();

        var design = (await tree.BuildAsync(Project, "-p:DesignTimeBuild=true")).ShouldSucceed();
        var madeByDesign = Directory.Exists(tree.Path(Output + "sidecars"));
        (await tree.BuildAsync(Project)).ShouldSucceed();
        var skipped = (await tree.BuildAsync(Project, "-p:GoDockSkip=true")).ShouldSucceed();
        var byName = (
            await tree.BuildAsync(Project, "-t:BuildGoSidecar", "-p:GoDockSkip=true", "-getTargetResult:BuildGoSidecar")
        ).ShouldSucceed();

        Assert.IsFalse(madeByDesign);
        Assert.IsEmpty(design.GoCommands.Concat(skipped.GoCommands).Concat(byName.GoCommands));
        Assert.IsTrue(File.Exists(tree.Path(Output + "sidecars/orders/orders")));
        Assert.Contains("\"TargetPath\": \"sidecars/orders/orders\"", byName.Process.StandardOutput);
    }

    [TestMethod]
    public async Task Compile_errors_are_errors_at_their_places_and_the_compiler_of_the_project_does_not_run()
    {
        using var tree = await TreeAsync();
        tree.Write(
            "sidecars/pricing/main.go",
            "package main\n\nfunc main() {\n\tnothing()\n\tvar x int = \"text\"\n\t_ = x\n}\n"
        );

        var build = (await tree.BuildAsync(Project)).ShouldFail();

        Assert.AreSequenceEqual(
            ["error GDT1150 sidecars/pricing/main.go(4,2)", "error GDT1150 sidecars/pricing/main.go(5,14)"],
            build.Found
        );
        Assert.DoesNotContain("Shop:CoreCompile", build.Targets);
    }

    [TestMethod]
    public async Task Each_target_framework_has_its_own_and_the_target_by_name_makes_all()
    {
        using var tree = await TreeAsync(multiTargeted: true);

        var named = (await tree.BuildAsync(Project, "-t:BuildGoSidecar")).ShouldSucceed();
        var build = (await tree.BuildAsync(Project)).ShouldSucceed();

        Assert.HasCount(4, named.GoBuilds);
        Assert.IsEmpty(build.GoBuilds);
        Assert.AreEqual(1, build.Checks);
        foreach (var framework in new[] { "net10.0", "net10.0-windows" })
            Assert.AreEqual("hello\n", await RunAsync(tree, $"src/Shop/bin/Debug/{framework}/sidecars/orders/orders"));
    }

    [TestMethod]
    public async Task What_is_published_for_each_runtime_has_the_programs_for_it()
    {
        using var tree = await TreeAsync();
        tree.Write("nuget.config", RestoredProject.NuGetConfig("<clear />"));

        var plain = (
            await tree.RunAsync(["publish", tree.Path(Project), "--no-restore", "-p:PublishDir=../../plain/"])
        ).ShouldSucceed();
        (
            await tree.RunAsync([
                "publish",
                tree.Path(Project),
                "-r",
                "win-x64",
                "--self-contained",
                "false",
                "-p:PublishDir=../../both/",
            ])
        ).ShouldSucceed();
        (
            await tree.RunAsync([
                "publish",
                tree.Path(Project),
                "-r",
                "linux-musl-arm64",
                "--self-contained",
                "false",
                "-p:PublishDir=../../both/",
            ])
        ).ShouldSucceed();
        var again = (
            await tree.RunAsync([
                "publish",
                tree.Path(Project),
                "-r",
                "linux-musl-arm64",
                "--self-contained",
                "false",
                "--no-build",
                "-p:PublishDir=../../again/",
            ])
        ).ShouldSucceed();

        Assert.HasCount(2, plain.GoBuilds);
        Assert.AreEqual("hello\n", await RunAsync(tree, "plain/sidecars/orders/orders"));
        Assert.AreSequenceEqual("MZ"u8.ToArray(), File.ReadAllBytes(tree.Path("both/sidecars/orders/orders.exe"))[..2]);
        // The machine's number in an ELF header: 183 is AArch64.
        Assert.AreEqual(183, File.ReadAllBytes(tree.Path("both/sidecars/orders/orders"))[18]);
        Assert.IsEmpty(again.GoCommands);
        Assert.AreSequenceEqual(
            [
                "sidecars/orders/orders",
                "sidecars/orders/orders.intoto.json",
                "sidecars/pricing/pricing",
                "sidecars/pricing/pricing.intoto.json",
            ],
            TreeSnapshot.Files(tree.Path("again")).Where(file => file.StartsWith("sidecars/", StringComparison.Ordinal))
        );
    }

    [TestMethod]
    public async Task What_is_published_as_a_single_file_leaves_programs_and_fingerprints_out_of_it()
    {
        using var tree = await TreeAsync();

        (await tree.BuildAsync(Project)).ShouldSucceed();
        var evaluation = (
            await tree.BuildAsync(
                Project,
                "-t:ComputeResolvedFilesToPublishList",
                "-p:NoBuild=true",
                "-getItem:ResolvedFileToPublish"
            )
        ).ShouldSucceed();

        using var items = JsonDocument.Parse(evaluation.Console);
        var published = items
            .RootElement.GetProperty("Items")
            .GetProperty("ResolvedFileToPublish")
            .EnumerateArray()
            .Where(item =>
                item.GetProperty("RelativePath").GetString()!.StartsWith("sidecars/", StringComparison.Ordinal)
            )
            .ToList();
        Assert.HasCount(4, published);
        Assert.IsTrue(published.All(item => item.GetProperty("ExcludeFromSingleFile").GetString() == "true"));
    }

    [TestMethod]
    public async Task A_runtime_that_go_lacks_and_a_machine_without_go_are_errors_unless_nothing_is_built()
    {
        using var tree = await TreeAsync();

        var runtime = (
            await tree.BuildAsync(Project, "-t:BuildGoSidecar", "-p:RuntimeIdentifier=browser-wasm")
        ).ShouldFail();
        var go = (await tree.BuildAsync(Project, "-t:BuildGoSidecar", "-p:GoDockGoExe=/nowhere/go")).ShouldFail();
        await tree.AddAsync("src/Checked/Checked.csproj", new("../../sidecars/orders"));
        (
            await tree.BuildAsync("src/Checked/Checked.csproj", "-t:BuildGoSidecar", "-p:GoDockGoExe=/nowhere/go")
        ).ShouldSucceed();

        Assert.AreSequenceEqual(["error GDT0009 src/Shop/Shop.csproj(0,0)"], runtime.Found);
        Assert.AreSequenceEqual(["error GDT0002 src/Shop/Shop.csproj(0,0)"], go.Found);
    }

    [TestMethod]
    [DataRow("-m", DisplayName = "several processes")]
    [DataRow("-mt", DisplayName = "multithreaded")]
    public async Task Projects_that_list_the_same_sidecars_are_built_at_once(string how)
    {
        using var tree = await TreeAsync();
        await tree.AddAsync(
            "src/Admin/Admin.csproj",
            new("../../sidecars/orders", "../../sidecars/pricing") { BuildsSidecars = true }
        );
        tree.Write("All.slnx", Solution.Slnx(Project, "src/Admin/Admin.csproj"));

        var build = (await tree.BuildAsync("All.slnx", how)).ShouldSucceed();
        var second = (await tree.BuildAsync("All.slnx", how)).ShouldSucceed();

        Assert.HasCount(4, build.GoBuilds);
        Assert.IsEmpty(second.GoBuilds);
        Assert.AreSequenceEqual(
            File.ReadAllBytes(tree.Path(Output + "sidecars/orders/orders")),
            File.ReadAllBytes(tree.Path("src/Admin/bin/Debug/net10.0/sidecars/orders/orders"))
        );
    }

    [TestMethod]
    public async Task Two_builds_of_one_project_at_once_leave_whole_programs()
    {
        using var tree = await TreeAsync();

        var builds = await Task.WhenAll(
            tree.BuildAsync(Project, "-t:BuildGoSidecar"),
            tree.BuildAsync(Project, "-t:BuildGoSidecar")
        );

        foreach (var build in builds)
            Assert.IsEmpty(build.ShouldSucceed().Found);
        Assert.AreEqual("hello\n", await RunAsync(tree, Output + "sidecars/orders/orders"));
        Assert.IsEmpty(
            TreeSnapshot.Files(tree.Path("src/Shop/obj")).Where(file => file.EndsWith(".tmp", StringComparison.Ordinal))
        );
    }

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task After_Ctrl_C_no_go_and_no_half_program_is_left()
    {
        using var go = new HangingGo();
        using var tree = await TreeAsync();
        var fake = FakeGo.WriteForTidy(tree, "go", go.Script);

        var building = tree.BuildAsync(
            Project,
            "-t:BuildGoSidecar",
            "-m:1",
            "-p:GoDockGoExe=" + fake.Replace(";", "%3B", StringComparison.Ordinal)
        );
        using var run = await go.StartedAsync(TestContext.CancellationToken);
        using var other = await go.StartedAsync(TestContext.CancellationToken);
        await run.InterruptParentAsync();
        await run.EndedAsync(TestContext.CancellationToken);
        await other.EndedAsync(TestContext.CancellationToken);
        var build = (await building).ShouldFail();

        Assert.IsEmpty(build.Diagnostics.Where(diagnostic => diagnostic.Severity == "error"));
        Assert.IsFalse(File.Exists(tree.Path(Output + "sidecars/orders/orders")));
    }

    [TestMethod]
    public async Task Question_and_the_editor_are_answered()
    {
        using var tree = await TreeAsync();

        var before = (await tree.BuildAsync(Project, "-t:BuildGoSidecar", "-question")).ShouldFail();
        (await tree.BuildAsync(Project, "-t:BuildGoSidecar")).ShouldSucceed();
        var after = (await tree.BuildAsync(Project, "-t:BuildGoSidecar", "-question")).ShouldSucceed();
        var inputs = await tree.BuildAsync(Project, "-getItem:UpToDateCheckInput");

        Assert.AreSequenceEqual(
            ["error GDT0008 sidecars/orders/go.mod(0,0)", "error GDT0008 sidecars/pricing/go.mod(0,0)"],
            before.Found
        );
        Assert.IsEmpty(before.GoCommands.Concat(after.GoCommands));
        Assert.HasCount(
            1,
            inputs
                .Items("UpToDateCheckInput")
                .Where(path => !File.Exists(Path.GetFullPath(path, tree.Path("src/Shop"))))
        );
    }

    private static async Task<SourceTree> TreeAsync(bool multiTargeted = false)
    {
        var tree = new SourceTree();
        // The subject is building; both modules are the same, and one could be taken from the store while the other is
        // built.
        tree.Environment["GoDockProgramStoreMegabytes"] = "0";
        tree.Add("sidecars/orders", GoModule.Tidy);
        tree.Add("sidecars/pricing", GoModule.Tidy);
        await tree.AddAsync(
            Project,
            new("../../sidecars/orders", "../../sidecars/pricing")
            {
                BuildsSidecars = true,
                IsMultiTargeted = multiTargeted,
            }
        );
        return tree;
    }

    private static async Task<string> RunAsync(SourceTree tree, string program)
    {
        var run = await new ProcessRunner().RunAsync(
            new(tree.Path(program), [], tree.Root, tree.Environment, TimeSpan.FromMinutes(1)),
            CancellationToken.None
        );
        Assert.IsTrue(run.Succeeded, run.StandardError);
        return run.StandardOutput;
    }
}
