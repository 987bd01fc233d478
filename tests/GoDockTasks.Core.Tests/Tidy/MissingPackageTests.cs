using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Tests.Tidy;

/// <summary>
/// A package of the module's own that isn't there is seen without a network, and only where real go fails for it.
/// </summary>
[TestClass]
public sealed class MissingPackageTests
{
    private const string GoMod = "module example.com/svc\n\ngo 1.19\n";
    private const string ImportsGen = "package main\n\nimport _ \"example.com/svc/gen\"\n\nfunc main() {}\n";

    private const string NoHost = "in a module that is named like no host";

    // Beside go.mod and main.go, which imports gen unless it is here.
    private static readonly Dictionary<string, (string Path, string Content)[]> Missing = new()
    {
        ["nothing there"] = [],
        ["a folder without Go"] = [("svc/gen/gen.proto", "")],
        ["another letter case"] = [("svc/Gen/gen.go", "package gen\n")],
        ["another letter case on the way"] =
        [
            ("svc/Api/gen/gen.go", "package gen\n"),
            ("svc/main.go", ImportsGen.Replace("svc/gen", "svc/api/gen", StringComparison.Ordinal)),
        ],
        ["there and ignored"] = [("svc/gen/gen.go", "//go:build ignore\n\npackage gen\n")],
        ["there and hidden"] = [("svc/gen/_gen.go", "package gen\n")],
        ["for a test"] =
        [
            ("svc/main.go", "package main\n\nfunc main() {}\n"),
            ("svc/main_test.go", ImportsGen.Replace("func main() {}\n", "", StringComparison.Ordinal)),
        ],
        ["under a tag"] =
        [
            ("svc/main.go", "package main\n\nfunc main() {}\n"),
            (
                "svc/tools.go",
                "//go:build tools && !linux\n\n" + ImportsGen.Replace("func main() {}\n", "", StringComparison.Ordinal)
            ),
        ],
        ["for another system"] =
        [
            ("svc/main.go", "package main\n\nfunc main() {}\n"),
            ("svc/x_windows.go", ImportsGen.Replace("func main() {}\n", "", StringComparison.Ordinal)),
        ],
        [NoHost] =
        [
            ("svc/go.mod", "module svc\n\ngo 1.19\n"),
            ("svc/main.go", ImportsGen.Replace("example.com/", "", StringComparison.Ordinal)),
        ],
        ["in a folder that replaces another"] =
        [
            ("svc/go.mod", GoMod + "\nrequire example.com/api v0.0.0\n\nreplace example.com/api => ../api\n"),
            ("api/go.mod", "module example.com/api\n\ngo 1.19\n"),
            ("api/api.go", "package api\n"),
            ("svc/main.go", ImportsGen.Replace("svc/gen", "api/gen", StringComparison.Ordinal)),
        ],
    };

    private static readonly Dictionary<string, (string Path, string Content)[]> Fine = new()
    {
        ["in an ignored file"] =
        [
            ("svc/main.go", "package main\n\nfunc main() {}\n"),
            ("svc/make.go", "//go:build ignore\n\n" + ImportsGen),
        ],
        ["in testdata"] = [("svc/main.go", "package main\n\nfunc main() {}\n"), ("svc/testdata/x/x.go", ImportsGen)],
        ["in a folder that is left out"] =
        [
            ("svc/main.go", "package main\n\nfunc main() {}\n"),
            ("svc/_old/x.go", ImportsGen),
            ("svc/.old/x.go", ImportsGen),
            ("svc/_x.go", ImportsGen),
        ],
        ["in a nested module"] =
        [
            ("svc/main.go", "package main\n\nfunc main() {}\n"),
            ("svc/old/go.mod", "module example.com/old\n"),
            ("svc/old/x.go", ImportsGen),
        ],
        ["there for another system"] = [("svc/gen/gen_windows.go", "package gen\n")],
        ["there for tests alone"] = [("svc/gen/gen_test.go", "package gen\n")],
        ["there under a tag"] = [("svc/gen/gen.go", "// +build special\n\npackage gen\n")],
        ["in a module that is named like a package of Go's"] =
        [
            ("svc/go.mod", "module archive\n\ngo 1.19\n"),
            ("svc/main.go", "//go:build ignore\n\npackage main\n"),
            ("svc/x/x.go", "package x\n\nimport _ \"archive/zip\"\n"),
        ],
        ["in a module that is named like no host, for tests"] =
        [
            ("svc/go.mod", "module svc\n\ngo 1.19\n"),
            ("svc/main.go", "package main\n\nfunc main() {}\n"),
            ("svc/x_test.go", "package main\n\nimport _ \"svc/gen\"\n"),
            ("svc/x_windows.go", "package main\n\nimport _ \"svc/gen\"\n"),
            ("svc/x.go", "//go:build !linux\n\npackage main\n\nimport _ \"svc/gen\"\n"),
        ],
        ["in a comment"] = [("svc/main.go", "package main\n\n// import _ \"example.com/svc/gen\"\n\nfunc main() {}\n")],
        ["from a module that replaces it"] =
        [
            ("svc/go.mod", GoMod + "\nrequire example.com/svc/gen v0.0.0\n\nreplace example.com/svc/gen => ./gen\n"),
            ("svc/gen/go.mod", "module example.com/svc/gen\n\ngo 1.19\n"),
            ("svc/gen/gen.go", "package gen\n"),
        ],
    };

    public static IEnumerable<object[]> MissingOnEach =>
        Missing.Keys.SelectMany(name => new[] { "1.19", "1.27" }.Select(version => new object[] { name, version }));

    public static IEnumerable<object[]> FineOnEach =>
        Fine.Keys.SelectMany(name => new[] { "1.19", "1.27" }.Select(version => new object[] { name, version }));

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DynamicData(nameof(MissingOnEach))]
    public async Task What_is_missing_is_an_error_at_its_import_and_no_go_is_started(string name, string version)
    {
        using var folder = Written(version, Missing[name]);

        var report = await folder.CheckAsync("svc");
        var tidy = await folder.Go.RunAsync(folder.Folder.Path("svc"), folder.Environment, "mod", "tidy");

        // Tidy passes over what the standard library could have.
        Assert.IsFalse(
            (
                name == NoHost
                    ? await folder.Go.RunAsync(folder.Folder.Path("svc"), folder.Environment, "build", "./...")
                    : tidy
            ).Succeeded
        );
        var found = report.Diagnostics.Single();
        Assert.AreEqual(
            ("GDT1115", DiagnosticSeverity.Error, ModuleVerdict.Failed),
            (found.Code, found.Severity, report.Modules.Single().Verdict)
        );
        Assert.AreEqual(ImportColumn(found.Location), (found.Location.Line, found.Location.Column));
        Assert.IsEmpty(folder.Started);
    }

    [TestMethod]
    [DynamicData(nameof(FineOnEach))]
    public async Task What_tidy_does_not_miss_is_not_missing(string name, string version)
    {
        using var folder = Written(version, Fine[name]);

        var report = await folder.CheckAsync("svc");
        var go = await folder.Go.RunAsync(folder.Folder.Path("svc"), folder.Environment, "mod", "tidy");

        Assert.IsTrue(go.Succeeded, go.StandardError);
        Assert.IsEmpty(folder.Lines(report));
    }

    [TestMethod]
    [DataRow("off")]
    [DataRow("http://127.0.0.1:1")]
    [DataRow("file:///nowhere")]
    public async Task A_nested_module_is_named_whatever_the_network_says(string proxy)
    {
        using var folder = Written(
            "1.27",
            [("svc/gen/go.mod", "module example.com/svc/gen\n\ngo 1.19\n"), ("svc/gen/gen.go", "package gen\n")]
        );
        folder.Environment["GOPROXY"] = proxy;

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1115 svc/main.go(3,10)"], folder.Lines(report));
        Assert.Contains("'gen'", report.Diagnostics[0].Message);
        Assert.IsNotEmpty(folder.Started);
    }

    [TestMethod]
    public async Task A_nested_module_that_is_published_is_a_requirement_to_add()
    {
        using var folder = Written(
            "1.27",
            [("svc/gen/go.mod", "module example.com/svc/gen\n\ngo 1.19\n"), ("svc/gen/gen.go", "package gen\n")]
        );
        folder.Proxy.Add("example.com/svc/gen", "v1.0.0", ("gen.go", "package gen\n"));

        Assert.AreSequenceEqual(["GDT1001 svc/go.mod(3,1)"], folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    public async Task A_package_that_another_member_of_the_workspace_lacks_is_missing_and_one_that_it_has_is_not()
    {
        using var folder = Written(
            "1.27",
            [
                ("go.work", "go 1.19\n\nuse (\n\t./svc\n\t./lib\n)\n"),
                ("lib/go.mod", "module example.com/lib\n\ngo 1.19\n"),
                ("lib/there/x.go", "package there\n"),
                (
                    "svc/main.go",
                    "package main\n\nimport (\n\t_ \"example.com/lib/gone\"\n"
                        + "\t_ \"example.com/lib/there\"\n)\n\nfunc main() {}\n"
                ),
            ]
        );

        Assert.AreSequenceEqual(["GDT1115 svc/main.go(4,4)"], folder.Lines(await folder.CheckAsync("svc")));
        Assert.IsFalse(
            (await folder.Go.RunAsync(folder.Folder.Path("svc"), folder.Environment, "build", "./...")).Succeeded
        );
    }

    [TestMethod]
    public async Task A_go_generate_line_and_the_right_letter_case_are_named()
    {
        using var folder = Written(
            "1.27",
            [
                (
                    "svc/doc.go",
                    "package main\n\n//go:generate stringer -type=X\n//go:generate protoc --go_out=gen x.proto\n"
                ),
                ("svc/Api/x.go", "package api\n"),
                (
                    "svc/main.go",
                    "package main\n\nimport (\n\t_ \"example.com/svc/api\"\n\t_ \"example.com/svc/gen\"\n"
                        + ")\n\nfunc main() {}\n"
                ),
            ]
        );

        var messages = (await folder.CheckAsync("svc")).Diagnostics.Select(diagnostic => diagnostic.Message).ToArray();

        Assert.HasCount(2, messages);
        Assert.Contains("example.com/svc/Api", messages[0]);
        Assert.Contains("doc.go:4", messages[1]);
    }

    [TestMethod]
    public async Task An_overlay_may_bring_it()
    {
        using var folder = Written("1.27", [("gen.go", "package gen\n")]);
        folder.Folder.Write(
            "overlay.json",
            $$$"""{"Replace": {"{{{folder.Folder.Path("svc/gen/gen.go")}}}": "{{{folder.Folder.Path("gen.go")}}}"}}"""
        );
        folder.Environment["GOFLAGS"] = $"'-overlay={folder.Folder.Path("overlay.json")}'";

        Assert.IsEmpty(folder.Lines(await folder.CheckAsync("svc")));
    }

    private static CheckedFolder Written(string version, (string Path, string Content)[] files)
    {
        var folder = new CheckedFolder(version).With("svc/go.mod", GoMod).With("svc/main.go", ImportsGen);
        foreach (var (path, content) in files)
            folder.With(path, content);
        return folder;
    }

    // Where the only import stands.
    private static (int Line, int Column) ImportColumn(SourceLocation location)
    {
        var lines = File.ReadAllLines(location.File!);
        var index = Array.FindIndex(lines, line => line.StartsWith("import ", StringComparison.Ordinal));
        return (index + 1, lines[index].IndexOf('"', StringComparison.Ordinal) + 1);
    }
}
