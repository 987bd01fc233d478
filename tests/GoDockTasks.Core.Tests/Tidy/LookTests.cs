using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Tests.Tidy;

/// <summary>What is found by looking comes out of the check, once, whatever go itself says of it.</summary>
[TestClass]
public sealed class LookTests
{
    private const string Empty = "package main\n\nfunc main() {}\n";
    private const string UsesGreet =
        "package main\n\nimport \"example.com/greet\"\n\nfunc main() { println(greet.Hello) }\n";

    public static IEnumerable<object[]> GoVersions => RealGo.EachVersion;

    [TestMethod]
    [DynamicData(nameof(GoVersions))]
    public async Task Merge_markers_in_go_sum(string version)
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/go.sum", "<<<<<<< HEAD\n=======\n>>>>>>> other\n")
            .With("svc/main.go", Empty);

        Assert.StartsWith("GDT1002 svc/go.sum(1,", folder.Lines(await folder.CheckAsync("svc")).Distinct().First());
        Assert.IsEmpty(folder.Started);
    }

    [TestMethod]
    [DynamicData(nameof(GoVersions))]
    public async Task A_missing_go_sum(string version)
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", UsesGreet);

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1009 svc/go.mod(5,1)"], folder.Lines(report));
        Assert.AreEqual(ModuleVerdict.Untidy, report.Modules.Single().Verdict);
    }

    [TestMethod]
    [DynamicData(nameof(GoVersions))]
    public async Task A_replace_target_that_is_missing(string version)
    {
        using var folder = new CheckedFolder(version)
            .With(
                "svc/go.mod",
                "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n\n"
                    + "replace example.com/greet => ../greet\n"
            )
            .With("svc/main.go", UsesGreet);

        Assert.AreSequenceEqual(["GDT1008 svc/go.mod(7,30)"], folder.Lines(await folder.CheckAsync("svc")));
        Assert.IsEmpty(folder.Started);
    }

    [TestMethod]
    [DynamicData(nameof(GoVersions))]
    public async Task A_workspace_member_that_is_missing(string version)
    {
        using var folder = new CheckedFolder(version)
            .With("go.work", "go 1.19\n\nuse (\n\t./svc\n\t./gone\n)\n")
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", Empty)
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
            .With("svc/main.go", Empty);

        Assert.AreSequenceEqual([expected], folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    public async Task A_workspace_that_is_named_and_not_there()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", Empty);
        folder.Environment["GOWORK"] = folder.Folder.Path("gone.work");

        Assert.Contains("GDT1011 -(0,0)", folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    [DynamicData(nameof(GoVersions))]
    public async Task A_vendor_folder_that_does_not_agree(string version)
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", UsesGreet);
        await folder.TidyAsync("svc");
        Assert.IsTrue(
            (await folder.Go.RunAsync(folder.Folder.Path("svc"), folder.Environment, "mod", "vendor")).Succeeded
        );
        File.WriteAllText(
            folder.Folder.Path("svc/vendor/modules.txt"),
            "# example.com/greet v1.1.0\n## explicit; go 1.19\nexample.com/greet\n"
        );

        var lines = folder.Lines(await folder.CheckAsync("svc"));

        Assert.IsNotEmpty(lines);
        Assert.IsTrue(
            lines.All(line => line.StartsWith("GDT1010 ", StringComparison.Ordinal)),
            string.Join("; ", lines)
        );
    }

    [TestMethod]
    [DataRow("main.go", "", "", "")]
    [DataRow("main.go", "greet", "", "GDT1010 svc/main.go(3,8)")]
    [DataRow("main.go", "greet/words", "", "GDT1010 svc/vendor/example.com/greet/greet.go(3,8)")]
    [DataRow("main.go", "greet/words/words.go", "", "GDT1010 svc/vendor/example.com/greet/greet.go(3,8)")]
    [DataRow("main.go", "greet/words", "-mod=vendor", "GDT1010 svc/vendor/example.com/greet/greet.go(3,8)")]
    [DataRow("main.go", "greet/words", "-mod=mod", "")]
    [DataRow("main.go", "greet/unused", "", "")]
    [DataRow("main_plan9.go", "greet", "", "")]
    [DataRow("main_test.go", "greet", "", "")]
    public async Task A_package_that_the_vendor_folder_lacks(string file, string lost, string goFlags, string expected)
    {
        foreach (var version in (string[])[RealGo.Versions[0], RealGo.Newest])
        {
            using var folder = new CheckedFolder(version)
                .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.2.0\n")
                .With("svc/run/main.go", Empty)
                .With("svc/" + file, UsesGreet)
                .With(
                    "svc/vendor/modules.txt",
                    "# example.com/greet v1.2.0\n## explicit; go 1.19\nexample.com/greet\n"
                        + "example.com/greet/unused\nexample.com/greet/words\n"
                )
                .With(
                    "svc/vendor/example.com/greet/greet.go",
                    "package greet\n\nimport \"example.com/greet/words\"\n\nconst Hello = words.Hello\n"
                )
                .With("svc/vendor/example.com/greet/unused/unused.go", "package unused\n")
                .With("svc/vendor/example.com/greet/words/words.go", "package words\n\nconst Hello = \"hello\"\n")
                .With("svc/vendor/example.com/greet/words/LICENSE", "");
            folder.Proxy.Add("example.com/greet", "v1.2.0", ("greet.go", "package greet\n\nconst Hello = \"hello\"\n"));
            folder.Environment["GOFLAGS"] = goFlags;
            await folder.TidyAsync("svc");
            var path = folder.Folder.Path("svc/vendor/example.com/" + (lost.Length == 0 ? "none" : lost));
            if (File.Exists(path))
                File.Delete(path);
            else if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);

            var listed = await folder.Go.RunAsync(
                folder.Folder.Path("svc"),
                folder.Environment,
                "list",
                "-deps",
                "./..."
            );
            Assert.AreEqual(expected.Length == 0, listed.Succeeded, listed.StandardError);
            for (var times = 0; times < 2; times++)
                Assert.AreEqual(expected, string.Join(", ", folder.Lines(await folder.CheckAsync("svc"))), version);
        }
    }

    [TestMethod]
    public async Task In_a_workspace_a_members_vendor_folder_is_not_looked_at()
    {
        using var folder = new CheckedFolder()
            .With("go.work", "go 1.22\n\nuse ./svc\n")
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", UsesGreet);
        await folder.TidyAsync("svc");
        folder.With("svc/vendor/modules.txt", "# example.com/greet v1.1.0\n## explicit; go 1.19\nexample.com/greet\n");

        Assert.IsTrue(
            (
                await folder.Go.RunAsync(folder.Folder.Path("svc"), folder.Environment, "list", "-deps", "./...")
            ).Succeeded
        );
        Assert.IsEmpty(folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    [DataRow("1.19", "toolchain go1.21.0", "GDT1002 svc/go.mod(5,1)")]
    [DataRow("1.23", "tool example.com/greet", "GDT1002 svc/go.mod(5,1)")]
    [DataRow("1.24", "ignore ./web", "GDT1002 svc/go.mod(5,1)")]
    public async Task A_directive_that_this_Go_does_not_know(string version, string directive, string expected)
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", $"module example.com/svc\n\ngo 1.19\n\n{directive}\n")
            .With("svc/main.go", Empty);

        Assert.AreSequenceEqual([expected], folder.Lines(await folder.CheckAsync("svc")));
        Assert.IsEmpty(folder.Started);
    }

    [TestMethod]
    public async Task A_module_at_the_root_of_the_temporary_folder()
    {
        using var folder = new CheckedFolder()
            .With("tmp/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("tmp/main.go", Empty);
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
        using var folder = new CheckedFolder().With("svc/go.mod", "go 1.19\n").With("svc/main.go", Empty);

        Assert.AreSequenceEqual(["GDT1002 svc/go.mod(0,0)"], folder.Lines(await folder.CheckAsync("svc")));
        Assert.IsEmpty(folder.Started);
    }

    [TestMethod]
    public async Task A_byte_that_is_no_UTF8_is_a_warning_beside_all_else()
    {
        using var folder = new CheckedFolder().With("svc/main.go", UsesGreet).With("broken/main.go", Empty);
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
    public async Task Merge_markers_in_the_vendor_folder()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", Empty)
            .With("svc/vendor/modules.txt", "<<<<<<< HEAD\n=======\n>>>>>>> other\n");

        Assert.AreSequenceEqual(["GDT1002 svc/vendor/modules.txt(1,1)"], folder.Lines(await folder.CheckAsync("svc")));
        Assert.IsEmpty(folder.Started);
    }

    [TestMethod]
    public async Task A_go_line_that_the_declared_Go_cannot_read()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.21.3\n")
            .With("svc/main.go", Empty);
        folder.Request = folder.Request with { Go = new() { Version = "1.20" } };

        Assert.Contains("GDT1005 svc/go.mod(3,1)", folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    public async Task A_private_module_whose_name_goes_to_a_proxy()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", UsesGreet);
        await folder.TidyAsync("svc");
        folder.Environment["GOPROXY"] = "https://proxy.example.com";
        folder.Environment["GOPRIVATE"] = "example.com";
        folder.Environment["GONOPROXY"] = "example.com/other";

        Assert.AreSequenceEqual(["GDT1207 svc/go.mod(5,1)"], folder.Lines(await folder.CheckAsync("svc")));
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
            .With("svc/main.go", Empty)
            .With("svc/more.go", "package main\n");
        foreach (var name in new[] { "svc/main.go", "svc/more.go" })
            File.SetUnixFileMode(folder.Folder.Path(name), (UnixFileMode)0b110_110_110);

        var report = await folder.CheckAsync("svc");

        Assert.AreEqual(
            ("GDT1013", DiagnosticSeverity.Message),
            (report.Diagnostics.Single().Code, report.Diagnostics.Single().Severity)
        );
    }

    [TestMethod]
    [DataRow("GOFLAGS", "mod=vendor")]
    [DataRow("GOFLAGS", "'-tags=a")]
    [DataRow("GOFLAGS", "---mod=vendor")]
    [DataRow("GOFLAGS", "-=vendor")]
    [DataRow("GO111MODULE", "off")]
    public async Task Settings_that_go_refuses_are_said_once(string name, string value)
    {
        using var folder = new CheckedFolder()
            .With("a/go.mod", "module example.com/a\n\ngo 1.19\n")
            .With("a/main.go", Empty)
            .With("b/go.mod", "module example.com/b\n\ngo 1.19\n")
            .With("b/main.go", Empty);
        folder.Environment[name] = value;

        Assert.AreSequenceEqual(["GDT1015 -(0,0)"], folder.Lines(await folder.CheckAsync("a", "b")));
    }

    [TestMethod]
    public async Task Mod_in_GOFLAGS_contradicts_a_workspace()
    {
        using var folder = new CheckedFolder()
            .With("go.work", "go 1.19\n\nuse ./svc\n")
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", Empty);
        folder.Environment["GOFLAGS"] = "-mod=mod";

        Assert.AreSequenceEqual(["GDT1015 -(0,0)"], folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    public async Task A_proxy_setting_that_cannot_work()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", Empty);
        folder.Environment["GOPROXY"] = "proxy.example.com";

        Assert.AreSequenceEqual(["GDT1201 -(0,0)"], folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    [DataRow("https://me:s3/c9@proxy.example.com")]
    [DataRow("https://me:s3 c9@proxy.example.com")]
    [DataRow("https://me:s3,c9@proxy.example.com")]
    [DataRow("http://me:s3c9@127.0.0.1:1")]
    public async Task A_password_in_GOPROXY_is_in_nothing_that_the_check_says(string goProxy)
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", UsesGreet);
        folder.Environment["GOPROXY"] = goProxy;
        folder.Request = folder.Request with { ProbeProxies = true };

        var report = await folder.CheckAsync("svc");

        Assert.IsNotEmpty(report.Diagnostics);
        var said = string.Join(
            '\n',
            [.. report.Remarks, .. report.Diagnostics.Select(diagnostic => diagnostic.Message + diagnostic.Detail)]
        );
        foreach (var piece in new[] { "me:", "s3", "c9" })
            Assert.DoesNotContain(piece, said);
    }

    [TestMethod]
    public async Task A_password_in_GOPROXY_is_taken_out_of_what_go_says()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", UsesGreet);
        folder.Environment["GOPROXY"] = "http://me:s3'c9@127.0.0.1:1";
        folder.Remark = "proxyconnect: http://me:s3'c9@127.0.0.1:1\n";

        var report = await folder.CheckAsync("svc");

        var details = string.Concat(report.Diagnostics.Select(diagnostic => diagnostic.Detail));
        Assert.Contains("proxyconnect", details);
        Assert.DoesNotContain("s3", details);
        Assert.DoesNotContain("c9", details);
    }
}
