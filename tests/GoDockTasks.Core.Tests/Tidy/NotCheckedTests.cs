using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Tests.Tidy;

/// <summary>What could not be checked is never called fine.</summary>
[TestClass]
public sealed class NotCheckedTests
{
    [TestMethod]
    public async Task What_the_network_denies_is_not_checked_a_warning_at_a_desk_and_an_error_in_CI()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);
        folder.Environment["GOPROXY"] = "off";

        var atDesk = await folder.CheckAsync("svc");
        folder.Request = folder.Request with { ContinuousIntegration = true };
        var inCI = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1125 svc/main.go(3,8)"], folder.Lines(atDesk));
        Assert.AreSequenceEqual(folder.Lines(atDesk), folder.Lines(inCI));
        Assert.AreEqual(
            (ModuleVerdict.NotChecked, DiagnosticSeverity.Warning),
            (atDesk.Modules.Single().Verdict, atDesk.Diagnostics.Single().Severity)
        );
        Assert.AreEqual(
            (ModuleVerdict.NotChecked, DiagnosticSeverity.Error),
            (inCI.Modules.Single().Verdict, inCI.Diagnostics.Single().Severity)
        );
    }

    [TestMethod]
    public async Task What_no_file_imports_is_told_at_the_line_that_asks_for_it()
    {
        using var folder = new CheckedFolder()
            .With("tool/go.mod", "module example.com/tool\n\ngo 1.24\n\ntool example.com/other/cmd/print\n")
            .With("tool/main.go", "package main\n\nfunc main() {}\n")
            .With(
                "svc/go.mod",
                "module example.com/svc\n\ngo 1.19\n\nrequire (\n\texample.com/greet v1.0.0 // indirect\n"
                    + "\texample.com/lib v0.0.0\n)\n\nreplace example.com/lib => ../lib\n"
            )
            .With("svc/main.go", "package main\n\nimport \"example.com/lib\"\n\nfunc main() { println(lib.X) }\n")
            .With("lib/go.mod", "module example.com/lib\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("lib/lib.go", "package lib\n\nimport \"example.com/greet/more\"\n\nconst X = more.X\n");
        folder.Environment["GOPROXY"] = "off";

        var report = await folder.CheckAsync("tool", "svc");

        Assert.AreSequenceEqual(
            ["GDT1125 svc/go.mod(6,2)", "GDT1125 tool/go.mod(5,1)"],
            folder.Lines(report).Where(line => line.StartsWith("GDT1125", StringComparison.Ordinal)).Order()
        );
    }

    [TestMethod]
    public async Task A_workspace_member_that_takes_an_unpublished_sibling_is_not_checked()
    {
        using var folder = new CheckedFolder()
            .With("go.work", "go 1.19\n\nuse (\n\t./svc\n\t./lib\n)\n")
            .With("lib/go.mod", "module example.com/unpublished\n\ngo 1.19\n")
            .With("lib/lib.go", "package unpublished\n\nconst X = 1\n")
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With(
                "svc/main.go",
                "package main\n\nimport \"example.com/unpublished\"\n\nfunc main() { println(unpublished.X) }\n"
            );

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT0008 svc/go.mod(1,0)"], folder.Lines(report));
        Assert.AreEqual(
            (ModuleVerdict.NotChecked, DiagnosticSeverity.Warning),
            (report.Modules.Single().Verdict, report.Diagnostics.Single().Severity)
        );
    }

    [TestMethod]
    [DataRow("v1.2.0", "http://127.0.0.1:1", "GDT1127")]
    [DataRow("v1.2.0", "off", "GDT1125")]
    [DataRow("v0.0.0-20240102030405-0123456789ab", "http://127.0.0.1:1", "GDT1127")]
    [DataRow("v1.2.0", "file:///nowhere", "GDT0008")]
    [DataRow("v0.0.0", "http://127.0.0.1:1", "GDT0008")]
    [DataRow("v0.0.0-00010101000000-000000000000", "http://127.0.0.1:1", "GDT0008")]
    public async Task A_member_that_requires_a_version_of_another_needs_the_network_unless_that_version_is_nowhere(
        string required,
        string proxy,
        string code
    )
    {
        using var folder = new CheckedFolder()
            .With("go.work", "go 1.19\n\nuse (\n\t./svc\n\t./lib\n)\n")
            .With("lib/go.mod", "module example.com/lib\n\ngo 1.19\n")
            .With("lib/lib.go", "package lib\n\nconst X = 1\n")
            .With("svc/go.mod", $"module example.com/svc\n\ngo 1.19\n\nrequire example.com/lib {required}\n")
            .With("svc/main.go", "package main\n\nimport \"example.com/lib\"\n\nfunc main() { println(lib.X) }\n");
        folder.Environment["GOPROXY"] = proxy;
        folder.Request = folder.Request with { ContinuousIntegration = true };

        var found = (await folder.CheckAsync("svc")).Diagnostics.Single(diagnostic =>
            diagnostic.Code is not ("GDT1209" or "GDT1203" or "GDT1009")
        );

        Assert.AreEqual(
            (code, code == "GDT0008" ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error),
            (found.Code, found.Severity)
        );
        if (code == "GDT1127")
            Assert.AreEqual((folder.Folder.Path("svc/go.mod"), 5), (found.Location.File, found.Location.Line));
    }

    [TestMethod]
    [DataRow("example.com/svc/gone", "GDT1115")]
    [DataRow("example.com/unpublished2", "GDT1121")]
    public async Task What_no_workspace_member_has_is_missing(string package, string code)
    {
        using var folder = new CheckedFolder()
            .With("go.work", "go 1.19\n\nuse (\n\t./svc\n\t./lib\n)\n")
            .With("lib/go.mod", "module example.com/unpublished\n\ngo 1.19\n")
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", $"package main\n\nimport _ \"{package}\"\n\nfunc main() {{}}\n");

        Assert.AreSequenceEqual([code + " svc/main.go(3,10)"], folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    public async Task A_vendored_module_that_cannot_be_tidied_here_is_not_checked()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);
        await folder.TidyAsync("svc");
        Assert.IsTrue(
            (await folder.Go.RunAsync(folder.Folder.Path("svc"), folder.Environment, "mod", "vendor")).Succeeded
        );
        folder.Environment["GOPROXY"] = "off";
        folder.Environment["GOPATH"] = folder.Folder.Path("emptypath");
        folder.Request = folder.Request with { ContinuousIntegration = true };

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT0008 svc/go.mod(1,0)"], folder.Lines(report));
        Assert.AreEqual(
            (ModuleVerdict.NotChecked, DiagnosticSeverity.Warning),
            (report.Modules.Single().Verdict, report.Diagnostics.Single().Severity)
        );
    }

    [TestMethod]
    public async Task Without_Go_what_needs_none_is_still_checked()
    {
        using var folder = new CheckedFolder()
            .With("good/go.mod", "module example.com/good\n\ngo 1.19\n")
            .With("bad/go.mod", "module example.com/bad\n\ngo 1.19\n\nrequire example.com/x\n");
        folder.Request = folder.Request with { Go = folder.Request.Go with { Executable = "nowhere/go" } };

        var report = await folder.CheckAsync("good", "bad");

        Assert.AreSequenceEqual(
            ["GDT0002 -(0,0)", "GDT1002 bad/go.mod(5,1)"],
            folder
                .Lines(report)
                .Select(line =>
                    line[..Math.Min(line.Length, 21)] is "GDT1002 bad/go.mod(5," ? "GDT1002 bad/go.mod(5,1)" : line
                )
        );
        Assert.AreEqual(DiagnosticSeverity.Warning, report.Diagnostics[0].Severity);
        folder.Request = folder.Request with { ContinuousIntegration = true };
        Assert.AreEqual(DiagnosticSeverity.Error, (await folder.CheckAsync("good")).Diagnostics[0].Severity);
    }

    [TestMethod]
    public async Task A_go_that_takes_too_long_and_one_that_does_not_start()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);
        folder.Request = folder.Request with { Timeout = TimeSpan.FromMilliseconds(1) };
        Assert.AreSequenceEqual(["GDT0007 svc/go.mod(1,0)"], folder.Lines(await folder.CheckAsync("svc")));

        folder
            .With("goroot/VERSION", File.ReadAllText(Path.Combine(folder.Go.Root, "VERSION")))
            .With("goroot/go.env", "")
            .With("goroot/bin/go", "not a program")
            .With("goroot/pkg/tool/go", "")
            .With("goroot/src/runtime/go", "");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.Folder.Path("goroot/bin/go"), (UnixFileMode)0b111_101_101);
        folder.Request = folder.Request with
        {
            Go = folder.Request.Go with { Executable = folder.Folder.Path("goroot/bin/go") },
        };
        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT0002 -(0,0)"], folder.Lines(report));
        Assert.HasCount(1, folder.Started);
        Assert.AreEqual(ModuleVerdict.NotChecked, report.Modules.Single().Verdict);
    }
}
