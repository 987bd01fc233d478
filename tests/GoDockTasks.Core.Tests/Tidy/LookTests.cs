using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Tests.Tidy;

/// <summary>What is found by looking comes out of the check, once, whatever go itself says of it.</summary>
[TestClass]
public sealed class LookTests
{
    [TestMethod]
    [DynamicData(nameof(RealGo.EachVersion), typeof(RealGo))]
    public async Task Merge_markers_in_go_sum(string version)
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/go.sum", "<<<<<<< HEAD\n=======\n>>>>>>> other\n")
            .With("svc/main.go", CheckedFolder.Empty);

        Assert.StartsWith("GDT1002 svc/go.sum(1,", folder.Lines(await folder.CheckAsync("svc")).Distinct().First());
        Assert.IsEmpty(folder.Started);
    }

    [TestMethod]
    [DynamicData(nameof(RealGo.EachVersion), typeof(RealGo))]
    public async Task A_missing_go_sum(string version)
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1009 svc/go.mod(5,1)"], folder.Lines(report));
        Assert.AreEqual(ModuleVerdict.Untidy, report.Modules.Single().Verdict);
    }

    [TestMethod]
    [DynamicData(nameof(RealGo.EachVersion), typeof(RealGo))]
    public async Task A_replace_target_that_is_missing(string version)
    {
        using var folder = new CheckedFolder(version)
            .With(
                "svc/go.mod",
                "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n\n"
                    + "replace example.com/greet => ../greet\n"
            )
            .With("svc/main.go", CheckedFolder.UsesGreet);

        Assert.AreSequenceEqual(["GDT1008 svc/go.mod(7,30)"], folder.Lines(await folder.CheckAsync("svc")));
        Assert.IsEmpty(folder.Started);
    }

    [TestMethod]
    [DynamicData(nameof(RealGo.EachVersion), typeof(RealGo))]
    public async Task A_workspace_member_that_is_missing(string version)
    {
        using var folder = new CheckedFolder(version)
            .With("go.work", "go 1.19\n\nuse (\n\t./svc\n\t./gone\n)\n")
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", CheckedFolder.Empty)
            .With("other/go.mod", "module example.com/other2\n\ngo 1.19\n");

        Assert.AreSequenceEqual(
            ["GDT1011 go.work(5,2)", "GDT1011 other/go.mod(1,1)"],
            folder.Lines(await folder.CheckAsync("svc", "other"))
        );
    }

    [TestMethod]
    public async Task A_replace_target_that_only_another_module_needs()
    {
        using var folder = new CheckedFolder()
            .With(
                "svc/go.mod",
                "module example.com/svc\n\ngo 1.19\n\nrequire example.com/other v1.0.0\n\n"
                    + "replace example.com/greet => ../gone\n"
            )
            .With("svc/main.go", "package main\n\nimport _ \"example.com/other\"\n\nfunc main() {}\n")
            .With("svc/go.sum", "");

        var report = await folder.CheckAsync("svc");

        Assert.Contains(
            DiagnosticSeverity.Error,
            report
                .Diagnostics.Where(diagnostic => diagnostic.Code == "GDT1008")
                .Select(diagnostic => diagnostic.Severity)
        );
        Assert.AreEqual(ModuleVerdict.Failed, report.Modules.Single().Verdict);
    }

    [TestMethod]
    [DataRow("go 1.19\n\nuse ./svc\nnonsense\n", "GDT1002 go.work(4,1)")]
    [DataRow("go 1.19\n\nuse ./svc\n\nreplace example.com/greet => ./gone\n", "GDT1008 go.work(5,30)")]
    [DataRow("go 1.19\n\ntoolchain go1.21.0\n\nuse ./svc\n", "GDT1002 go.work(3,1)")]
    public async Task A_workspace_that_is_wrong_by_itself(string work, string expected)
    {
        using var folder = new CheckedFolder("1.19")
            .With("go.work", work)
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", CheckedFolder.Empty);

        Assert.AreSequenceEqual([expected], folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    public async Task A_workspace_that_is_named_and_not_there()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", CheckedFolder.Empty);
        folder.Environment["GOWORK"] = folder.Folder.Path("gone.work");

        Assert.Contains("GDT1011 -(0,0)", folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    [DataRow("1.19", "toolchain go1.21.0", "GDT1002 svc/go.mod(5,1)")]
    [DataRow("1.23", "tool example.com/greet", "GDT1002 svc/go.mod(5,1)")]
    [DataRow("1.24", "ignore ./web", "GDT1002 svc/go.mod(5,1)")]
    public async Task A_directive_that_this_Go_does_not_know(string version, string directive, string expected)
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", $"module example.com/svc\n\ngo 1.19\n\n{directive}\n")
            .With("svc/main.go", CheckedFolder.Empty);

        Assert.AreSequenceEqual([expected], folder.Lines(await folder.CheckAsync("svc")));
        Assert.IsEmpty(folder.Started);
    }

    [TestMethod]
    public async Task A_module_at_the_root_of_the_temporary_folder()
    {
        using var folder = new CheckedFolder()
            .With("tmp/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("tmp/main.go", CheckedFolder.Empty);
        folder.Request = folder.Request with { TemporaryDirectory = folder.Folder.Path("tmp/") };
        folder.Environment["TMPDIR"] = folder.Folder.Path("tmp");

        Assert.AreSequenceEqual(["GDT1007 tmp/go.mod(1,1)"], folder.Lines(await folder.CheckAsync("tmp")));
        Assert.IsEmpty(folder.Started);
        folder.With("tmp/go.work", "go 1.19\n\nuse .\n");
        Assert.DoesNotContain("GDT1007 tmp/go.mod(1,1)", folder.Lines(await folder.CheckAsync("tmp")));
    }

    [TestMethod]
    public async Task A_go_mod_without_a_module_line()
    {
        using var folder = new CheckedFolder().With("svc/go.mod", "go 1.19\n").With("svc/main.go", CheckedFolder.Empty);

        Assert.AreSequenceEqual(["GDT1002 svc/go.mod(0,0)"], folder.Lines(await folder.CheckAsync("svc")));
        Assert.IsEmpty(folder.Started);
    }

    [TestMethod]
    public async Task A_byte_that_is_no_UTF8_is_a_warning_beside_all_else()
    {
        using var folder = new CheckedFolder()
            .With("svc/main.go", CheckedFolder.UsesGreet)
            .With("broken/main.go", CheckedFolder.Empty);
        Directory.CreateDirectory(folder.Folder.Path("svc"));
        File.WriteAllBytes(
            folder.Folder.Path("svc/go.mod"),
            [.. "module example.com/svc\n\ngo 1.19\n\n// "u8, 0xff, .. "\n"u8]
        );
        File.WriteAllBytes(
            folder.Folder.Path("broken/go.mod"),
            [.. "module example.com/broken\nnonsense\n// "u8, 0xff, .. "\n"u8]
        );

        var untidy = await folder.CheckAsync("svc");
        var broken = await folder.CheckAsync("broken");

        Assert.AreSequenceEqual(["GDT1002 svc/go.mod(5,4)", "GDT1001 svc/go.mod(5,1)"], folder.Lines(untidy));
        Assert.AreEqual(DiagnosticSeverity.Warning, untidy.Diagnostics[0].Severity);
        Assert.AreSequenceEqual(["GDT1002 broken/go.mod(3,4)", "GDT1002 broken/go.mod(2,1)"], folder.Lines(broken));
    }

    [TestMethod]
    public async Task A_go_line_that_the_declared_Go_cannot_read()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.21.3\n")
            .With("svc/main.go", CheckedFolder.Empty);
        folder.Request = folder.Request with { Go = new() { Version = "1.20" } };

        Assert.Contains("GDT1005 svc/go.mod(3,1)", folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    public async Task A_module_at_GOPATH_and_one_under_another_path()
    {
        using var folder = new CheckedFolder()
            .With("gopath/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("gopath/src/example.com/wrong/go.mod", "module example.com/right\n\ngo 1.19\n");

        var lines = folder.Lines(await folder.CheckAsync("gopath", "gopath/src/example.com/wrong"));

        Assert.Contains("GDT1006 gopath/go.mod(1,1)", lines);
        Assert.Contains("GDT1006 gopath/src/example.com/wrong/go.mod(1,1)", lines);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task World_writable_files_are_one_message()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", CheckedFolder.Empty)
            .With("svc/more.go", "package main\n");
        foreach (var name in new[] { "svc/main.go", "svc/more.go" })
            File.SetUnixFileMode(folder.Folder.Path(name), (UnixFileMode)0b110_110_110);

        var report = await folder.CheckAsync("svc");

        Assert.AreEqual(
            ("GDT1013", DiagnosticSeverity.Message),
            (report.Diagnostics.Single().Code, report.Diagnostics.Single().Severity)
        );
    }
}
