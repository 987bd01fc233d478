namespace GoDockTasks.Package.Tests;

/// <summary>A build begins its programs, goes on, and waits for what is left before it compiles.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class BackgroundBuildTests
{
    private const string Project = "src/Shop/Shop.csproj";

    // Written when go is done.
    private const string Stamp = "obj/Debug/net10.0/godock/stamps/orders";

    // Where nothing is built yet, go compiles the standard library first.
    private const string AwaitProgram =
        $"<Exec Command=\"until [ -e {Stamp} ]; do sleep 0.1; done\" Timeout=\"600000\" />";

    private static readonly GoModule Orders = new(
        ("go.mod", "module example.com/orders\n\ngo 1.19\n"),
        ("main.go", Program("first"))
    );

    [TestMethod]
    public async Task Go_builds_while_the_build_goes_on()
    {
        using var tree = await TreeAsync(AwaitProgram);

        var build = (await tree.BuildAsync(Project)).ShouldSucceed();

        Assert.HasCount(1, build.GoBuilds);
        Assert.AreEqual("first\n", await SayAsync(tree));
        Assert.IsEmpty(build.Found);
    }

    [TestMethod]
    public async Task What_a_step_before_compiling_writes_is_in_the_program()
    {
        using var tree = await TreeAsync(AwaitProgram + Replace(Program("second")));

        var build = (await tree.BuildAsync(Project)).ShouldSucceed();

        Assert.HasCount(2, build.GoBuilds);
        Assert.AreEqual("second\n", await SayAsync(tree));
    }

    [TestMethod]
    public async Task What_such_a_step_mends_is_no_error()
    {
        using var tree = await TreeAsync(Replace(Program("mended")));
        tree.Write("sidecars/orders/main.go", "package main\n\nfunc main() { missing() }\n");

        var build = (await tree.BuildAsync(Project)).ShouldSucceed();

        Assert.AreEqual("mended\n", await SayAsync(tree));
        Assert.IsEmpty(build.Found);
    }

    [TestMethod]
    public async Task A_build_that_stops_before_it_asks_fails_as_it_did_and_leaves_nothing_half_made()
    {
        using var tree = await TreeAsync("<Error Code=\"SHOP1\" Text=\"Stop.\" />");

        var build = (await tree.BuildAsync(Project)).ShouldFail();
        var left = TreeSnapshot.Files(tree.Path("src/Shop/obj")).Where(file => file.EndsWith(".tmp"));

        Assert.AreSequenceEqual(["SHOP1"], build.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.IsEmpty(left);
    }

    [TestMethod]
    public async Task Nothing_is_begun_under_question()
    {
        using var tree = await TreeAsync("");
        (await tree.BuildAsync(Project)).ShouldSucceed();
        tree.Write("sidecars/orders/main.go", Program("second"));

        var build = (await tree.BuildAsync(Project, "-question")).ShouldFail();

        Assert.IsEmpty(build.GoCommands);
        Assert.AreEqual("first\n", await SayAsync(tree));
    }

    [TestMethod]
    public async Task Nothing_is_begun_of_a_module_that_is_not_known_to_be_tidy()
    {
        using var tree = await TreeAsync("");
        tree.Write("sidecars/orders/go.mod", "module example.com/orders\n\ngo 1.19\n\nrequire example.com/no v1.0.0\n");
        tree.Write("sidecars/orders/main.go", "package main\n\nimport _ \"example.com/no\"\n\nfunc main() {}\n");

        var hash = Convert.ToBase64String(new byte[32]);
        tree.Write(
            "sidecars/orders/go.sum",
            $"example.com/no v1.0.0 h1:{hash}\nexample.com/no v1.0.0/go.mod h1:{hash}\n"
        );

        // Nothing listens there, which locally is no error of the check.
        var build = (await tree.BuildAsync(Project, "-p:GoDockGoProxy=http://127.0.0.1:9")).ShouldFail();

        Assert.HasCount(1, build.GoBuilds);
    }

    // What C files a program is made of only go knows, so that it can't be told later what was built.
    [TestMethod]
    public async Task What_nobody_could_tell_to_be_the_same_is_built_once()
    {
        using var tree = await TreeAsync("", metadata: "CgoEnabled=\"true\"");

        var build = (await tree.BuildAsync(Project)).ShouldSucceed();

        Assert.HasCount(1, build.GoBuilds);
    }

    private static string Program(string text) =>
        $"package main\n\nimport \"fmt\"\n\nfunc main() {{ fmt.Println(\"{text}\") }}\n";

    private static string Replace(string text) =>
        $"<WriteLinesToFile File=\"../../sidecars/orders/main.go\" Overwrite=\"true\" Lines=\"{Escape(text)}\" />";

    private static string Escape(string text) =>
        text.Replace("(", "%28", StringComparison.Ordinal)
            .Replace(")", "%29", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal)
            .Replace("\n", "%0a", StringComparison.Ordinal);

    private static async Task<SourceTree> TreeAsync(string between, string metadata = "")
    {
        var tree = new SourceTree();
        tree.Add("sidecars/orders", Orders);
        await tree.AddAsync(
            Project,
            new("../../sidecars/orders")
            {
                BuildsSidecars = true,
                Xml =
                    $"  <ItemGroup><GoSidecar Update=\"@(GoSidecar)\" {metadata} /></ItemGroup>\n"
                    + $"  <Target Name=\"Between\" AfterTargets=\"BeforeBuild\">{between}</Target>",
            }
        );
        return tree;
    }

    private static async Task<string> SayAsync(SourceTree tree)
    {
        var program = tree.Path("src/Shop/bin/Debug/net10.0/sidecars/orders/orders");
        var run = await new GoDockTasks.Core.Processes.ProcessRunner().RunAsync(
            new(program, [], tree.Root, new Dictionary<string, string>(), TimeSpan.FromMinutes(1)),
            CancellationToken.None
        );
        Assert.IsTrue(run.Succeeded, run.StandardError);
        return run.StandardOutput;
    }
}
