using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Building;

/// <summary>Why a program wasn't built, at the place to mend.</summary>
[TestClass]
public sealed class BuildFailureTests
{
    public static IEnumerable<object[]> EachVersion => RealGo.EachVersion;

    [TestMethod]
    [DynamicData(nameof(EachVersion))]
    public async Task Each_compile_error_is_one_at_its_line_and_column_in_whichever_module_it_is(string version)
    {
        using var folder = new BuiltFolder(version);
        folder
            .WithModule(
                "orders",
                "package main\n\nimport (\n\t\"example.com/lib\"\n\t\"example.com/orders/sub\"\n)\n\n"
                    + "func main() { lib.F(); sub.G() }\n",
                "\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ../lib\n"
            )
            .With(
                "orders/sub/sub.go",
                "package sub\n\nfunc G() int {\n\treturn undefinedThing\n}\n\n"
                    + "func h(a int) int { return a }\n\nvar _ = h(\"x\")\n"
            )
            .With("lib/go.mod", "module example.com/lib\n\ngo 1.19\n")
            .With("lib/lib.go", "package lib\n\nfunc F() int {\n\treturn \"x\"\n}\n");

        var report = await folder.BuildAsync("orders");

        Assert.AreSequenceEqual(
            ["GDT1150 lib/lib.go(4,9)", "GDT1150 orders/sub/sub.go(4,9)", "GDT1150 orders/sub/sub.go(9,11)"],
            folder.Lines(report)
        );
        Assert.AreEqual("undefined: undefinedThing", report.Diagnostics[1].Message);
        Assert.IsTrue(report.Diagnostics.All(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.IsEmpty(report.Programs);
    }

    [TestMethod]
    [DataRow("1.19")]
    [DataRow("1.27")]
    public async Task A_syntax_error_in_the_main_package_is_at_its_place(string version)
    {
        using var folder = new BuiltFolder(version);
        folder.WithModule("orders", "package main\n\nfunc main() {\n\tx := := 1\n}\n");

        var report = await folder.BuildAsync("orders");

        Assert.AreSequenceEqual(["GDT1150 orders/main.go(4,7)"], folder.Lines(report));
    }

    [TestMethod]
    public async Task Ten_errors_are_ten_and_that_there_are_more_is_no_eleventh()
    {
        using var folder = new BuiltFolder();
        folder.WithModule(
            "orders",
            "package main\n\nfunc main() {\n"
                + string.Concat(Enumerable.Range(0, 14).Select(i => $"\tnone{i}()\n"))
                + "}\n"
        );

        var report = await folder.BuildAsync("orders");

        Assert.AreSequenceEqual(
            Enumerable.Range(4, 10).Select(line => $"GDT1150 orders/main.go({line},2)"),
            folder.Lines(report)
        );
    }

    [TestMethod]
    [DataRow("1.19", "GDT1002 orders/go.mod(3,0)", "go 1.27.1")]
    [DataRow("1.23", "GDT1003 orders/go.mod(3,1)", "go 1.99.1")]
    public async Task A_module_that_needs_another_go_says_so_at_its_go_line(
        string version,
        string expected,
        string line
    )
    {
        using var folder = new BuiltFolder(version);
        folder
            .With("orders/go.mod", $"module example.com/orders\n\n{line}\n")
            .With("orders/main.go", "package main\n\nfunc main() {}\n");

        var report = await folder.BuildAsync("orders");

        Assert.AreSequenceEqual([expected], folder.Lines(report));
    }

    [TestMethod]
    public async Task What_cannot_be_downloaded_is_at_the_line_that_go_names_and_a_password_is_in_no_message()
    {
        using var folder = new BuiltFolder();
        folder
            .WithModule(
                "orders",
                "package main\n\nimport _ \"example.com/greet\"\n\nfunc main() {}\n",
                "\nrequire example.com/greet v1.0.0\n"
            )
            .With(
                "orders/go.sum",
                "example.com/greet v1.0.0 h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
                    + "example.com/greet v1.0.0/go.mod h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
            );
        folder.Environment["GOPROXY"] = "https://user:hidden-word@127.0.0.1:9/";

        var report = await folder.BuildAsync("orders");

        Assert.AreSequenceEqual(["GDT1127 orders/main.go(3,8)"], folder.Lines(report));
        Assert.DoesNotContain("hidden-word", report.Diagnostics[0].Message + report.Diagnostics[0].Detail);
    }

    [TestMethod]
    public async Task A_build_that_takes_too_long_is_ended_and_the_binary_of_the_one_before_stays()
    {
        using var folder = new BuiltFolder();
        folder.WithModule("orders", BuiltFolder.Prints("\"first\""));
        var binary = (await folder.BuildAsync("orders")).Programs.Single().Path;
        var before = File.ReadAllBytes(binary);
        folder.WithModule("orders", BuiltFolder.Prints("\"second\""));
        folder.Request = folder.Request with { Timeout = TimeSpan.FromMilliseconds(1) };

        var report = await folder.BuildAsync("orders");

        Assert.AreSequenceEqual(["GDT0007 orders/go.mod(1,0)"], folder.Lines(report));
        Assert.AreSequenceEqual(before, File.ReadAllBytes(binary));
        Assert.AreSequenceEqual([binary], Directory.GetFiles(Path.GetDirectoryName(binary)!));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        using var folder = new BuiltFolder();
        folder
            .WithModule("orders", BuiltFolder.Prints("\"\""))
            .With("src/app/obj/godock/sidecars/orders", "a file in the way");

        var report = await folder.BuildAsync("orders");

        Assert.AreSequenceEqual(["GDT1012 orders/go.mod(0,0)"], folder.Lines(report));
    }
}
