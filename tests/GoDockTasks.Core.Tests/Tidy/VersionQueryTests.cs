using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Tests.Tidy;

/// <summary>
/// A go.mod may name a branch, a commit or "latest" where a version belongs: go mod tidy puts one in its place, and go
/// build refuses the file until then.
/// </summary>
[TestClass]
public sealed class VersionQueryTests
{
    public static IEnumerable<object[]> Queries =>
        from version in new[] { "1.19", "1.27" }
        from line in new[]
        {
            "require example.com/greet main",
            "require example.com/greet latest",
            "require example.com/greet >=v1.0.1",
            "require example.com/greet \"<v1.2.0\"",
            "require example.com/greet 0a1b2c3d4e5f",
            "require example.com/greet v1",
        }
        select new object[] { version, line };

    [TestMethod]
    [DynamicData(nameof(Queries))]
    public async Task It_is_not_tidy_at_its_line_and_a_fix_mends_it(string version, string line)
    {
        using var folder = await FolderAsync(version, line);
        Assert.IsFalse((await LoadAsync(folder)).Succeeded);

        var report = await folder.CheckAsync("svc");
        folder.Request = folder.Request with { Fix = true };
        var mended = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1001 svc/go.mod(5,1)"], folder.Lines(report));
        Assert.AreEqual(ModuleVerdict.Untidy, report.Modules.Single().Verdict);
        Assert.IsEmpty(folder.Lines(mended));
        Assert.Contains("require example.com/greet v1.1.0\n", File.ReadAllText(folder.Folder.Path("svc/go.mod")));
        Assert.IsTrue((await LoadAsync(folder)).Succeeded);
    }

    [TestMethod]
    public async Task So_it_is_with_a_replacement()
    {
        using var folder = await FolderAsync(
            "1.27",
            "require example.com/greet v1.0.0\n\nreplace example.com/greet => example.com/greet main"
        );

        Assert.AreSequenceEqual(["GDT1001 svc/go.mod(7,1)"], folder.Lines(await folder.CheckAsync("svc")).Distinct());
    }

    [TestMethod]
    [DataRow("http://127.0.0.1:1", "GDT1127")]
    [DataRow("off", "GDT1125")]
    public async Task Without_a_network_it_is_the_networks_fault(string proxy, string code)
    {
        using var folder = await FolderAsync("1.27", "require example.com/greet main");
        folder.Environment["GOPROXY"] = proxy;

        var found = (await folder.CheckAsync("svc")).Diagnostics.Single(diagnostic => diagnostic.Code != "GDT1209");

        Assert.AreEqual((code, DiagnosticSeverity.Warning), (found.Code, found.Severity));
        Assert.AreEqual((folder.Folder.Path("svc/go.mod"), 5), (found.Location.File, found.Location.Line));
    }

    [TestMethod]
    public async Task A_branch_that_is_nowhere_is_said_at_its_line()
    {
        using var folder = await FolderAsync("1.27", "require example.com/greet gone");

        var found = (await folder.CheckAsync("svc")).Diagnostics.Single();

        Assert.AreNotEqual("GDT1002", found.Code);
        Assert.AreEqual((folder.Folder.Path("svc/go.mod"), 5), (found.Location.File, found.Location.Line));
    }

    [TestMethod]
    [DataRow("require example.com/greet patch")]
    [DataRow("require example.com/greet 1.1.0")]
    [DataRow("require example.com/greet !main")]
    [DataRow("require example.com/greet >=main")]
    [DataRow("require example.com/greet main other")]
    [DataRow("replace example.com/greet => ../greet main")]
    public async Task What_go_cannot_resolve_either_does_not_parse(string line)
    {
        using var folder = await FolderAsync("1.27", line);

        Assert.AreEqual("GDT1002", (await folder.CheckAsync("svc")).Diagnostics.Single().Code);
        Assert.IsEmpty(folder.Started);
    }

    [TestMethod]
    public void Elsewhere_it_is_refused_as_go_mod_edit_does()
    {
        const string Text = "module m\n\nrequire example.com/greet main\n";

        Assert.AreEqual(
            (3, 27),
            GoModFile
                .Parse(Text, "/go.mod")
                .Diagnostics.Select(diagnostic => (diagnostic.Location.Line, diagnostic.Location.Column))
                .Single()
        );
        Assert.IsTrue(GoModFile.Parse(Text, "/go.mod", acceptQueries: true).Value.HasQueries);
        Assert.IsFalse(
            GoModFile
                .Parse("module m\n\nrequire example.com/greet v1.2\n", "/go.mod", acceptQueries: true)
                .Value.HasQueries
        );
    }

    private static async Task<CheckedFolder> FolderAsync(string version, string line)
    {
        var folder = new CheckedFolder(version)
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.1.0\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);
        await folder.TidyAsync("svc");
        foreach (var revision in new[] { "main", "0a1b2c3d4e5f" })
            folder.Proxy.Write(
                "example.com/greet",
                revision,
                "info",
                Encoding.UTF8.GetBytes("""{"Version":"v1.1.0","Time":"2024-01-02T03:04:05Z"}""")
            );
        return folder.With("svc/go.mod", $"module example.com/svc\n\ngo 1.19\n\n{line}\n");
    }

    // As go build does, it loads the packages without changing go.mod, and then compiles nothing.
    private static Task<ProcessOutcome> LoadAsync(CheckedFolder folder) =>
        folder.Go.RunAsync(folder.Folder.Path("svc"), folder.Environment, "list", "-deps", ".");
}
