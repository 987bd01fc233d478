using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Tests.Parts;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Tests.Tidy;

[TestClass]
public sealed class ModuleCheckerTests
{
    private const string UsesGreet = "package main\n\nimport \"example.com/greet\"\n\nfunc main() { println(greet.Hello) }\n";
    private const string UsesNothing = "package main\n\nfunc main() {}\n";

    public static IEnumerable<object[]> GoVersions => RealGo.EachVersion;

    [TestMethod]
    [DynamicData(nameof(GoVersions))]
    public async Task A_tidy_module_is_tidy(string version)
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", UsesGreet);
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
            .With("svc/main.go", UsesGreet);

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1001 svc/go.mod(3,1)"], folder.Lines(report));
        Assert.Contains("+require example.com/greet v1.1.0", report.Diagnostics[0].Detail!);
        Assert.AreEqual(ModuleVerdict.Untidy, report.Modules.Single().Verdict);
    }

    [TestMethod]
    [DynamicData(nameof(GoVersions))]
    public async Task A_requirement_that_nothing_needs_is_said_at_its_line(string version)
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire (\n\texample.com/greet v1.0.0\n\texample.com/other v1.0.0\n)\n")
            .With("svc/main.go", UsesGreet);
        await folder.TidyAsync("svc");
        folder.With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire (\n\texample.com/greet v1.0.0\n\texample.com/other v1.0.0\n)\n");

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1001 svc/go.mod(7,2)"], folder.Lines(report));
    }

    [TestMethod]
    [DynamicData(nameof(GoVersions))]
    public async Task A_wrong_indirect_comment_is_said_at_its_line(string version)
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", UsesGreet);
        await folder.TidyAsync("svc");
        folder.With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0 // indirect\n");

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1001 svc/go.mod(5,1)"], folder.Lines(report));
    }

    [TestMethod]
    [DynamicData(nameof(GoVersions))]
    public async Task A_line_that_go_sum_lacks_for_a_requirement_is_its_own_code(string version)
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", UsesGreet);
        await folder.TidyAsync("svc");
        var lines = File.ReadAllLines(folder.Folder.Path("svc/go.sum"));
        folder.With("svc/go.sum", lines[1] + "\n");

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1009 svc/go.sum(1,1)"], folder.Lines(report));
    }

    [TestMethod]
    [DynamicData(nameof(GoVersions))]
    public async Task A_line_of_go_sum_that_nothing_needs_is_said_at_its_line(string version)
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", UsesGreet);
        await folder.TidyAsync("svc");
        File.AppendAllText(folder.Folder.Path("svc/go.sum"), "example.com/zzz v1.0.0 h1:HZNuXjZ1fS4kvJBjHeX6Q3mOx/MaYOLYQT4PPndVpwc=\n");

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1001 svc/go.sum(3,1)"], folder.Lines(report));
    }

    [TestMethod]
    [DynamicData(nameof(GoVersions))]
    public async Task A_package_that_no_module_has_is_said_at_its_import(string version)
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/a.go", "package main\n\nimport (\n\t\"example.com/greet\"\n\t\"example.com/greet/loud\"\n)\n\nfunc main() { println(greet.Hello, loud.Hello) }\n");

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1115 svc/a.go(5,2)"], folder.Lines(report).Where(line => !line.StartsWith("GDT1009", StringComparison.Ordinal)));
        Assert.AreEqual(ModuleVerdict.Failed, report.Modules.Single().Verdict);
    }

    [TestMethod]
    public async Task What_the_network_denies_is_not_checked_a_warning_at_a_desk_and_an_error_in_CI()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", UsesGreet);
        folder.Environment["GOPROXY"] = "off";

        var atDesk = await folder.CheckAsync("svc");
        folder.Request = folder.Request with { ContinuousIntegration = true };
        var inCI = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1125 svc/main.go(3,8)"], folder.Lines(atDesk));
        Assert.AreSequenceEqual(folder.Lines(atDesk), folder.Lines(inCI));
        Assert.AreEqual((ModuleVerdict.NotChecked, DiagnosticSeverity.Warning), (atDesk.Modules.Single().Verdict, atDesk.Diagnostics.Single().Severity));
        Assert.AreEqual((ModuleVerdict.NotChecked, DiagnosticSeverity.Error), (inCI.Modules.Single().Verdict, inCI.Diagnostics.Single().Severity));
    }

    [TestMethod]
    public async Task A_filled_module_cache_needs_no_network()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", UsesGreet);
        await folder.TidyAsync("svc");
        folder.Environment["GOPROXY"] = "off";

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual([], folder.Lines(report));
        Assert.HasCount(1, folder.Started);
    }

    [TestMethod]
    public async Task Nothing_in_the_module_is_written()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", UsesGreet);

        await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["go.mod", "main.go"], Directory.GetFileSystemEntries(folder.Folder.Path("svc")).Select(Path.GetFileName).Order());
        Assert.AreEqual("module example.com/svc\n\ngo 1.19\n", File.ReadAllText(folder.Folder.Path("svc/go.mod")));
    }

    [TestMethod]
    [DataRow("\n")]
    [DataRow("\r\n")]
    public async Task A_fix_writes_what_tidy_would_write_with_the_files_line_ends(string lineEnd)
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n".Replace("\n", lineEnd, StringComparison.Ordinal))
            .With("svc/main.go", UsesGreet);
        folder.Request = folder.Request with { Fix = true };

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual([], folder.Lines(report));
        Assert.AreEqual(
            "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.1.0\n".Replace("\n", lineEnd, StringComparison.Ordinal),
            File.ReadAllText(folder.Folder.Path("svc/go.mod")));
        Assert.AreSequenceEqual([], folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    public async Task Line_ends_do_not_make_a_module_untidy()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", UsesGreet);
        await folder.TidyAsync("svc");
        foreach (var name in new[] { "svc/go.mod", "svc/go.sum" })
            folder.With(name, File.ReadAllText(folder.Folder.Path(name)).Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.AreSequenceEqual([], folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    public async Task A_stored_verdict_starts_nothing_and_says_go_s_remarks_again()
    {
        using var folder = new CheckedFolder().With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n");

        var first = await folder.CheckAsync("svc");
        Assert.HasCount(1, folder.Started);
        var second = await folder.CheckAsync("svc");

        Assert.IsEmpty(folder.Started);
        Assert.AreEqual(ModuleVerdict.Tidy, second.Modules.Single().Verdict);
        Assert.HasCount(1, first.Remarks);
        Assert.AreSequenceEqual(first.Remarks, second.Remarks);
    }

    [TestMethod]
    public async Task Failures_are_found_anew_each_time()
    {
        using var folder = new CheckedFolder().With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n").With("svc/main.go", UsesGreet);

        var first = await folder.CheckAsync("svc");
        var second = await folder.CheckAsync("svc");

        Assert.HasCount(1, folder.Started);
        Assert.AreSequenceEqual(folder.Lines(first), folder.Lines(second));
    }

    [TestMethod]
    public async Task Asked_for_stored_verdicts_only_nothing_is_started()
    {
        using var folder = new CheckedFolder().With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n").With("svc/main.go", UsesNothing);
        folder.Request = folder.Request with { OnlyFromStore = true };

        var before = await folder.CheckAsync("svc");
        Assert.IsEmpty(folder.Started);
        folder.Request = folder.Request with { OnlyFromStore = false };
        await folder.CheckAsync("svc");
        folder.Request = folder.Request with { OnlyFromStore = true };
        var after = await folder.CheckAsync("svc");

        Assert.AreEqual((ModuleVerdict.NotChecked, "GDT0008", DiagnosticSeverity.Error), (before.Modules.Single().Verdict, before.Diagnostics.Single().Code, before.Diagnostics.Single().Severity));
        Assert.AreSequenceEqual([], folder.Lines(after));
    }

    [TestMethod]
    [DataRow("1.19", "1.21", DiagnosticSeverity.Warning, ModuleVerdict.NotChecked)]
    [DataRow("1.19", "1.21.0", DiagnosticSeverity.Error, ModuleVerdict.Failed)]
    [DataRow("1.21", "1.24", DiagnosticSeverity.Error, ModuleVerdict.Failed)]
    [DataRow("1.27", "1.99.1", DiagnosticSeverity.Error, ModuleVerdict.Failed)]
    public async Task A_module_that_asks_for_a_newer_Go_says_so_at_its_go_line(string version, string asked, DiagnosticSeverity severity, ModuleVerdict verdict)
    {
        using var folder = new CheckedFolder(version).With("svc/go.mod", $"module example.com/svc\n\ngo {asked}\n").With("svc/main.go", UsesNothing);

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1003 svc/go.mod(3,1)"], folder.Lines(report));
        Assert.AreEqual((severity, verdict), (report.Diagnostics.Single().Severity, report.Modules.Single().Verdict));
        Assert.IsEmpty(folder.Started);
    }

    [TestMethod]
    public async Task A_toolchain_that_go_may_fetch_is_no_fault_but_one_that_nobody_has_is_not_checked()
    {
        using var folder = new CheckedFolder().With("svc/go.mod", "module example.com/svc\n\ngo 1.99.1\n").With("svc/main.go", UsesNothing);
        folder.Environment["GOTOOLCHAIN"] = "auto";

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1103 svc/go.mod(3,1)"], folder.Lines(report));
        Assert.AreEqual(ModuleVerdict.NotChecked, report.Modules.Single().Verdict);
    }

    [TestMethod]
    public async Task A_workspace_member_that_takes_an_unpublished_sibling_is_not_checked()
    {
        using var folder = new CheckedFolder()
            .With("go.work", "go 1.19\n\nuse (\n\t./svc\n\t./lib\n)\n")
            .With("lib/go.mod", "module example.com/unpublished\n\ngo 1.19\n")
            .With("lib/lib.go", "package unpublished\n\nconst X = 1\n")
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", "package main\n\nimport \"example.com/unpublished\"\n\nfunc main() { println(unpublished.X) }\n");

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT0008 svc/go.mod(1,0)"], folder.Lines(report));
        Assert.AreEqual((ModuleVerdict.NotChecked, DiagnosticSeverity.Warning), (report.Modules.Single().Verdict, report.Diagnostics.Single().Severity));
    }

    [TestMethod]
    public async Task A_vendored_module_that_cannot_be_tidied_here_is_not_checked()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", UsesGreet);
        await folder.TidyAsync("svc");
        Assert.IsTrue((await folder.Go.RunAsync(folder.Folder.Path("svc"), folder.Environment, "mod", "vendor")).Succeeded);
        folder.Environment["GOPROXY"] = "off";
        folder.Environment["GOPATH"] = folder.Folder.Path("emptypath");
        folder.Request = folder.Request with { ContinuousIntegration = true };

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT0008 svc/go.mod(1,0)"], folder.Lines(report));
        Assert.AreEqual((ModuleVerdict.NotChecked, DiagnosticSeverity.Warning), (report.Modules.Single().Verdict, report.Diagnostics.Single().Severity));
    }

    [TestMethod]
    public async Task Without_Go_what_needs_none_is_still_checked()
    {
        using var folder = new CheckedFolder()
            .With("good/go.mod", "module example.com/good\n\ngo 1.19\n")
            .With("bad/go.mod", "module example.com/bad\n\ngo 1.19\n\nrequire example.com/x\n");
        folder.Request = folder.Request with { GoExecutable = "nowhere/go" };

        var report = await folder.CheckAsync("good", "bad");

        Assert.AreSequenceEqual(["GDT0002 -(0,0)", "GDT1002 bad/go.mod(5,1)"], folder.Lines(report).Select(line => line[..Math.Min(line.Length, 21)] is "GDT1002 bad/go.mod(5," ? "GDT1002 bad/go.mod(5,1)" : line));
        Assert.AreEqual(DiagnosticSeverity.Warning, report.Diagnostics[0].Severity);
        folder.Request = folder.Request with { ContinuousIntegration = true };
        Assert.AreEqual(DiagnosticSeverity.Error, (await folder.CheckAsync("good")).Diagnostics[0].Severity);
    }

    [TestMethod]
    public async Task Modules_that_disagree_on_Go_are_told_so()
    {
        using var folder = new CheckedFolder()
            .With("a/go.mod", "module example.com/a\n\ngo 1.21\n")
            .With("b/go.mod", "module example.com/b\n\ngo 1.22.3\n")
            .With("c/go.mod", "module example.com/c\n\ngo 1.22.0\n");

        var among = await folder.CheckAsync("a", "b", "c");
        folder.Request = folder.Request with { DeclaredGoVersion = "1.21" };
        var declared = await folder.CheckAsync("a", "b", "c");
        folder.Request = folder.Request with { DeclaredGoVersion = "1.22.3" };
        var exact = await folder.CheckAsync("a", "b", "c");

        Assert.AreSequenceEqual(["GDT1004 a/go.mod(3,1)"], folder.Lines(among));
        Assert.AreSequenceEqual(["GDT1004 b/go.mod(3,1)", "GDT1004 c/go.mod(3,1)"], folder.Lines(declared));
        Assert.AreSequenceEqual(["GDT1004 a/go.mod(3,1)", "GDT1004 c/go.mod(3,1)"], folder.Lines(exact));
    }

    [TestMethod]
    public async Task A_module_of_two_sidecars_is_checked_once()
    {
        using var folder = new CheckedFolder().With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n").With("svc/main.go", UsesGreet);

        var report = await folder.CheckAsync("svc", "svc");

        Assert.HasCount(1, report.Modules);
        Assert.HasCount(1, folder.Started);
    }
}
