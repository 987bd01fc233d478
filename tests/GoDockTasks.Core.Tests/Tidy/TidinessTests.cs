using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Tests.Tidy;

/// <summary>What `go mod tidy` would change is said line by line, the same on every Go.</summary>
[TestClass]
public sealed class TidinessTests
{
    public static IEnumerable<object[]> GoVersions => RealGo.EachVersion;

    [TestMethod]
    [DynamicData(nameof(GoVersions))]
    public async Task A_tidy_module_is_tidy(string version)
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);
        await folder.TidyAsync("svc");

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual([], folder.Lines(report));
        Assert.AreEqual(ModuleVerdict.Tidy, report.Modules.Single().Verdict);
    }

    [TestMethod]
    [DynamicData(nameof(GoVersions))]
    public async Task A_missing_requirement_is_said_where_it_goes(string version)
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1001 svc/go.mod(3,1)"], folder.Lines(report));
        Assert.Contains("main.go:3", report.Diagnostics[0].Message);
        Assert.Contains("+require example.com/greet v1.1.0", report.Diagnostics[0].Detail!);
        Assert.AreEqual(ModuleVerdict.Untidy, report.Modules.Single().Verdict);
    }

    [TestMethod]
    [DynamicData(nameof(GoVersions))]
    public async Task A_requirement_that_nothing_needs_is_said_at_its_line(string version)
    {
        using var folder = new CheckedFolder(version)
            .With(
                "svc/go.mod",
                "module example.com/svc\n\ngo 1.19\n\nrequire (\n\texample.com/greet v1.0.0\n"
                    + "\texample.com/other v1.0.0\n)\n"
            )
            .With("svc/main.go", CheckedFolder.UsesGreet);
        await folder.TidyAsync("svc");
        folder.With(
            "svc/go.mod",
            "module example.com/svc\n\ngo 1.19\n\nrequire (\n\texample.com/greet v1.0.0\n"
                + "\t// why it was here\n\texample.com/other v1.0.0\n)\n"
        );

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1001 svc/go.mod(8,2)"], folder.Lines(report));
    }

    [TestMethod]
    [DynamicData(nameof(GoVersions))]
    public async Task A_wrong_indirect_comment_is_said_at_its_line(string version)
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);
        await folder.TidyAsync("svc");
        folder.With(
            "svc/go.mod",
            "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0 // indirect\n"
        );

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1001 svc/go.mod(5,1)"], folder.Lines(report));
    }

    [TestMethod]
    [DynamicData(nameof(GoVersions))]
    public async Task A_line_that_go_sum_lacks_for_a_requirement_is_its_own_code(string version)
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);
        await folder.TidyAsync("svc");
        var lines = File.ReadAllLines(folder.Folder.Path("svc/go.sum"));

        foreach (var line in lines)
        {
            folder.With("svc/go.sum", line + "\n");
            Assert.AreSequenceEqual(["GDT1009 svc/go.sum(1,1)"], folder.Lines(await folder.CheckAsync("svc")));
        }
    }

    [TestMethod]
    [DynamicData(nameof(GoVersions))]
    public async Task A_line_of_go_sum_that_nothing_needs_is_said_at_its_line(string version)
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);
        await folder.TidyAsync("svc");
        File.AppendAllText(
            folder.Folder.Path("svc/go.sum"),
            "example.com/zzz v1.0.0 h1:HZNuXjZ1fS4kvJBjHeX6Q3mOx/MaYOLYQT4PPndVpwc=\n"
        );

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1001 svc/go.sum(3,1)"], folder.Lines(report));
    }

    [TestMethod]
    [DynamicData(nameof(GoVersions))]
    public async Task A_package_that_no_module_has_is_said_at_its_import(string version)
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With(
                "svc/a.go",
                "package main\n\nimport (\n\t\"example.com/greet\"\n\t\"example.com/greet/loud\"\n)\n\n"
                    + "func main() { println(greet.Hello, loud.Hello) }\n"
            );

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(
            ["GDT1115 svc/a.go(5,2)"],
            folder.Lines(report).Where(line => !line.StartsWith("GDT1009", StringComparison.Ordinal))
        );
        Assert.AreEqual(ModuleVerdict.Failed, report.Modules.Single().Verdict);
    }

    [TestMethod]
    [DynamicData(nameof(GoVersions))]
    public async Task What_go_cannot_read_or_find_is_said_where_it_stands(string version)
    {
        using var folder = new CheckedFolder(version)
            .With(
                "svc/go.mod",
                "module example.com/svc\n\ngo 1.19\n\nrequire example.com/near v0.0.0\n\n"
                    + "replace example.com/near => ../near\n"
            )
            .With("svc/main.go", "package main\n\nimport _ \"example.com/near\"\n\nfunc main() {}\n")
            .With("near/go.mod", "module example.com/near\n\nrequire nonsense\n")
            .With("near/near.go", "package near\n")
            .With(
                "version/go.mod",
                "module example.com/version\n\ngo 1.19\n\nrequire (\n\texample.com/other v1.0.0\n"
                    + "\texample.com/greet v1.9.0\n)\n"
            )
            .With("version/main.go", CheckedFolder.UsesGreet)
            .With("version/go.sum", "");

        var lines = folder.Lines(await folder.CheckAsync("svc", "version"));

        Assert.Contains(
            line => line.StartsWith("GDT1002 near/go.mod(3,", StringComparison.Ordinal),
            lines,
            string.Join("; ", lines)
        );
        Assert.Contains(
            line =>
                line.StartsWith("GDT11", StringComparison.Ordinal)
                && line.EndsWith(" version/go.mod(7,2)", StringComparison.Ordinal),
            lines
        );
    }

    [TestMethod]
    [DataRow("module example.com/svc\n\ngo 1.19\n\n")]
    [DataRow("module   example.com/svc\n\n\n\ngo\t1.19")]
    public async Task Blanks_and_blank_lines_are_no_difference_as_go_has_it(string goMod)
    {
        using var folder = new CheckedFolder().With("svc/go.mod", goMod).With("svc/svc.go", "package svc\n");
        var svc = folder.Folder.Path("svc");

        // Go's own verdict, though `go mod tidy` without -diff writes the file anew.
        Assert.IsTrue((await folder.Go.RunAsync(svc, folder.Environment, "mod", "tidy", "-diff")).Succeeded);

        Assert.IsEmpty(folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    public async Task With_any_line_ends_only_what_differs_is_said()
    {
        using var folder = new CheckedFolder()
            .With(
                "svc/go.mod",
                "module example.com/svc\r\n\r\ngo 1.19\r\n\r\nrequire (\r\n\texample.com/greet v1.0.0\r\n"
                    + "\texample.com/other v1.0.0\r\n)\r\n"
            )
            .With("svc/main.go", CheckedFolder.UsesGreet);
        await folder.TidyAsync("svc");
        folder.With(
            "svc/go.mod",
            "module example.com/svc\r\n\r\ngo 1.19\r\n\r\nrequire (\r\n\texample.com/greet v1.0.0\r\n"
                + "\texample.com/other v1.0.0\r\n)\r\n"
        );

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1001 svc/go.mod(7,2)"], folder.Lines(report));
        Assert.DoesNotContain("-module", report.Diagnostics[0].Detail!);

        await folder.TidyAsync("svc");
        foreach (var name in new[] { "svc/go.mod", "svc/go.sum" })
            folder.With(name, File.ReadAllText(folder.Folder.Path(name)).ReplaceLineEndings("\r\n"));
        File.AppendAllText(
            folder.Folder.Path("svc/go.sum"),
            "example.com/zzz v1.0.0 h1:HZNuXjZ1fS4kvJBjHeX6Q3mOx/MaYOLYQT4PPndVpwc=\r\n"
        );
        report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1001 svc/go.sum(3,1)"], folder.Lines(report));
        Assert.DoesNotContain("--- go.mod", report.Diagnostics[0].Detail!);
    }

    [TestMethod]
    public async Task What_go_warns_of_is_said_without_credentials_and_nothing_else_is()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", "package main\n\nfunc main() {}\n");
        folder.Remark =
            "go: downloading example.com/greet v1.0.0\ngo: warning: https://me:s3c9@proxy.example.com is "
            + "slow\nwarning\n";

        Assert.AreSequenceEqual(
            ["go: warning: https://***@proxy.example.com is slow"],
            (await folder.CheckAsync("svc")).Remarks
        );
    }

    [TestMethod]
    public async Task Line_ends_do_not_make_a_module_untidy()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);
        await folder.TidyAsync("svc");
        foreach (var name in new[] { "svc/go.mod", "svc/go.sum" })
            folder.With(
                name,
                File.ReadAllText(folder.Folder.Path(name)).Replace("\n", "\r\n", StringComparison.Ordinal)
            );

        Assert.AreSequenceEqual([], folder.Lines(await folder.CheckAsync("svc")));
    }
}
