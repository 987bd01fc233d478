using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Tests.Tidy;

/// <summary>Which Go a module asks for.</summary>
[TestClass]
public sealed class GoVersionTests
{
    private const string UsesNothing = "package main\n\nfunc main() {}\n";

    [TestMethod]
    [DataRow("1.19", "1.21", DiagnosticSeverity.Warning, ModuleVerdict.NotChecked)]
    [DataRow("1.19", "1.21.0", DiagnosticSeverity.Error, ModuleVerdict.Failed)]
    [DataRow("1.21", "1.24", DiagnosticSeverity.Error, ModuleVerdict.Failed)]
    [DataRow("1.27", "1.99.1", DiagnosticSeverity.Error, ModuleVerdict.Failed)]
    public async Task A_module_that_asks_for_a_newer_Go_says_so_at_its_go_line(
        string version,
        string asked,
        DiagnosticSeverity severity,
        ModuleVerdict verdict
    )
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", $"module example.com/svc\n\ngo {asked}\n")
            .With("svc/main.go", UsesNothing);

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1003 svc/go.mod(3,1)"], folder.Lines(report));
        Assert.AreEqual((severity, verdict), (report.Diagnostics.Single().Severity, report.Modules.Single().Verdict));
        Assert.IsEmpty(folder.Started);
    }

    [TestMethod]
    public async Task A_toolchain_that_go_may_fetch_is_no_fault_but_one_that_nobody_has_is_not_checked()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.99.1\n")
            .With("svc/main.go", UsesNothing);
        folder.Environment["GOTOOLCHAIN"] = "auto";

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1103 svc/go.mod(3,1)"], folder.Lines(report));
        Assert.AreEqual(ModuleVerdict.NotChecked, report.Modules.Single().Verdict);
    }

    [TestMethod]
    public async Task Modules_that_disagree_on_Go_are_told_so()
    {
        using var folder = new CheckedFolder()
            .With("a/go.mod", "module example.com/a\n\ngo 1.21\n")
            .With("b/go.mod", "module example.com/b\n\ngo 1.22.3\n")
            .With("c/go.mod", "module example.com/c\n\ngo 1.22.0\n");

        var among = await folder.CheckAsync("a", "b", "c");
        folder.Request = folder.Request with { Go = new() { Version = "1.21" } };
        var declared = await folder.CheckAsync("a", "b", "c");
        folder.Request = folder.Request with { Go = new() { Version = "1.22.3" } };
        var exact = await folder.CheckAsync("a", "b", "c");

        Assert.AreSequenceEqual(["GDT1004 a/go.mod(3,1)"], folder.Lines(among));
        Assert.AreSequenceEqual(["GDT1004 b/go.mod(3,1)", "GDT1004 c/go.mod(3,1)"], folder.Lines(declared));
        Assert.AreSequenceEqual(["GDT1004 a/go.mod(3,1)", "GDT1004 c/go.mod(3,1)"], folder.Lines(exact));
    }
}
