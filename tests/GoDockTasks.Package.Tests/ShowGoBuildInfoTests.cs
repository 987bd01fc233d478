namespace GoDockTasks.Package.Tests;

/// <summary>`dotnet build -t:ShowGoBuildInfo`. Go's own programs are Go binaries, too.</summary>
[TestClass]
public sealed class ShowGoBuildInfoTests
{
    private static readonly string Gofmt = Path.Combine(
        RealGo.Get().Root,
        "bin",
        OperatingSystem.IsWindows() ? "gofmt.exe" : "gofmt"
    );

    [TestMethod]
    public async Task What_go_version_prints_is_printed_and_reported()
    {
        using var tree = new SourceTree();
        await tree.AddAsync("src/Shop/Shop.csproj", new() { IsMultiTargeted = true });
        Directory.CreateDirectory(tree.Path("dist/bin"));
        File.Copy(Gofmt, tree.Path("dist/bin/gofmt 订单"));
        File.Copy(RealGo.Get().Executable, tree.Path("dist/go"));
        tree.Write("dist/readme.txt", "Not a program at all.");

        var build = (
            await tree.BuildAsync(
                "src/Shop/Shop.csproj",
                "-t:ShowGoBuildInfo",
                "-p:GoDockFiles=../../dist%3B../../dist/go",
                "-p:GoDockReport=../../out/info.txt",
                "-getTargetResult:ShowGoBuildInfo"
            )
        ).ShouldSucceed();

        var expected = await RealGo
            .Get()
            .RunAsync(tree.Path("src/Shop"), tree.Environment, "version", "-m", "../../dist", "../../dist/go");
        Assert.AreEqual(expected.StandardOutput, await File.ReadAllTextAsync(tree.Path("out/info.txt")));
        foreach (var line in expected.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Assert.Contains(line, build.Messages);
        Assert.HasCount(1, build.Tasks.Where(task => task.EndsWith(":ShowGoBuildInfo", StringComparison.Ordinal)));
        Assert.IsEmpty(build.GoCommands);
        Assert.Contains("out/info.txt", build.Console);
    }

    [TestMethod]
    public async Task A_file_that_is_not_Go_fails_the_build_at_that_file()
    {
        using var tree = new SourceTree();
        await tree.AddAsync("src/Shop/Shop.csproj", new());
        tree.Write("dist/readme.txt", "Not a program at all.");
        File.Copy(Gofmt, tree.Path("dist/gofmt"));

        var build = (
            await tree.BuildAsync("src/Shop/Shop.csproj", "-t:ShowGoBuildInfo", "-p:GoDockFiles=../../dist/*")
        ).ShouldFail();

        Assert.AreSequenceEqual(["error GDT3008 dist/readme.txt(0,0)"], build.Found);
    }

    [TestMethod]
    public async Task Builds_do_not_run_it_and_without_files_it_does_nothing()
    {
        using var tree = new SourceTree();
        await tree.AddAsync("src/Shop/Shop.csproj", new());

        var ordinary = (await tree.BuildAsync("src/Shop/Shop.csproj", $"-p:GoDockFiles={Gofmt}")).ShouldSucceed();
        var empty = (await tree.BuildAsync("src/Shop/Shop.csproj", "-t:ShowGoBuildInfo")).ShouldSucceed();

        Assert.DoesNotContain("Shop:ShowGoBuildInfo", ordinary.Tasks);
        Assert.DoesNotContain("Shop:ShowGoBuildInfo", empty.Tasks);
    }
}
