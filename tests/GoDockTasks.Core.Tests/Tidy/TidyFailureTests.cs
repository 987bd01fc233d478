namespace GoDockTasks.Core.Tests.Tidy;

/// <summary>
/// Why a module can't be tidied, at the place to change, with advice that fits this machine's settings; each with the
/// oldest and the newest Go.
/// </summary>
[TestClass]
public sealed class TidyFailureTests
{
    [TestMethod]
    [DataRow("1.19")]
    [DataRow("1.27")]
    public async Task Raising_the_go_line_ends_what_an_older_go_would_take(string version)
    {
        const string GoMod =
            "module example.com/svc\n\ngo 1.17\n\nrequire example.com/a v1.0.0\n\n"
            + "require example.com/greet v1.0.0 // indirect\n";
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", GoMod)
            .With("svc/go.sum", "")
            .With("svc/main.go", "package main\n\nimport _ \"example.com/a\"\n\nfunc main() {}\n");
        folder
            .Proxy.Add(
                "example.com/a",
                "v1.0.0",
                (
                    "go.mod",
                    "module example.com/a\n\ngo 1.17\n\nrequire (\n\texample.com/greet v1.0.0\n"
                        + "\texample.com/t v1.0.0\n)\n"
                ),
                ("a.go", "package a\n\nimport _ \"example.com/greet\"\n")
            )
            .Add(
                "example.com/t",
                "v1.0.0",
                ("go.mod", "module example.com/t\n\ngo 1.17\n\nrequire example.com/greet v1.1.0\n"),
                ("t.go", "package t\n")
            );

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1138 svc/go.mod(3,1)"], folder.Lines(report));
        Assert.Contains("go mod edit -go=1.18", report.Diagnostics.Single().Message);
        Assert.IsTrue(
            (
                await folder.Go.RunAsync(folder.Folder.Path("svc"), folder.Environment, "mod", "edit", "-go=1.18")
            ).Succeeded
        );
        await folder.TidyAsync("svc");
        Assert.IsEmpty(folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    [DataRow("1.19")]
    [DataRow("1.27")]
    public async Task A_GOSUMDB_that_names_no_database_is_named_with_who_set_it(string version)
    {
        using var folder = Requires(version, "example.com/greet");
        folder.Environment["GONOSUMDB"] = "";
        folder.Environment["GOSUMDB"] = "on";

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1152 svc/go.mod(5,1)"], folder.Lines(report));
        Assert.Contains(
            "GOSUMDB (environment) is 'on': remove GOSUMDB from the environment",
            report.Diagnostics.Single().Message
        );
        folder.Environment["GOSUMDB"] = "off";
        Assert.DoesNotContain("GDT1152", string.Join(' ', folder.Lines(await folder.CheckAsync("svc"))));
    }

    [TestMethod]
    [DataRow("1.19")]
    [DataRow("1.27")]
    public async Task What_is_private_already_is_not_to_be_added_to_GOPRIVATE(string version)
    {
        using var folder = Requires(version, "example.com/gone");
        folder.Environment["GOPRIVATE"] = "example.com";
        folder.Environment["GONOPROXY"] = "none";

        var report = await folder.CheckAsync("svc");

        Assert.Contains("GDT1121 svc/go.mod(5,1)", folder.Lines(report));
        Assert.DoesNotContain(
            "GOPRIVATE",
            report.Diagnostics.Single(diagnostic => diagnostic.Code == "GDT1121").Message
        );
        folder.Environment["GOPRIVATE"] = "";
        Assert.Contains(
            "add it to GOPRIVATE",
            (await folder.CheckAsync("svc")).Diagnostics.Single(diagnostic => diagnostic.Code == "GDT1121").Message
        );
    }

    [TestMethod]
    [DataRow("1.19")]
    [DataRow("1.27")]
    public async Task An_import_without_the_modules_major_version_is_told_the_path(string version)
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", "module example.com/svc/v2\n\ngo 1.19\n")
            .With("svc/sub/sub.go", "package sub\n")
            .With("svc/main.go", "package main\n\nimport _ \"example.com/svc/sub\"\n\nfunc main() {}\n");

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1121 svc/main.go(3,10)"], folder.Lines(report));
        Assert.Contains("import \"example.com/svc/v2/sub\"", report.Diagnostics.Single().Message);
    }

    private static CheckedFolder Requires(string version, string module) =>
        new CheckedFolder(version)
            .With("svc/go.mod", $"module example.com/svc\n\ngo 1.19\n\nrequire {module} v1.0.0\n")
            .With("svc/go.sum", "")
            .With("svc/main.go", $"package main\n\nimport _ \"{module}\"\n\nfunc main() {{}}\n");
}
