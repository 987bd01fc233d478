using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Layout;

namespace GoDockTasks.Core.Tests.Modules;

[TestClass]
public sealed class ModuleLayoutTests
{
    [TestMethod]
    [DataRow("toolchain go1.19", 2, 1)]
    [DataRow("godebug default=go1.20", 2, 1)]
    [DataRow("\ntool (\n\texample.com/m\n)", 3, 1)]
    [DataRow("ignore ./x", 2, 1)]
    [DataRow("exclude example.com/a v1.0.0", 2, 1)]
    public async Task A_directive_is_refused_for_the_toolchains_that_refuse_it(string directive, int line, int column)
    {
        using var folder = new GoFolder();
        var file = folder.Module("m", $"module example.com/m\n{directive}\n");
        foreach (var version in RealGo.Versions)
        {
            var outcome = await folder.GoAsync(version, "m", ["list", "-m"]);
            var diagnostics = ModuleLayout.CheckDirectives(file, version);

            Assert.AreEqual(
                outcome.StandardError.Contains("unknown", StringComparison.Ordinal),
                diagnostics.Length == 1,
                version + outcome.StandardError
            );
            Assert.IsTrue(
                diagnostics.All(diagnostic =>
                    diagnostic.Code == "GDT1002" && diagnostic.Location == new SourceLocation(file.Path, line, column)
                )
            );
        }
    }

    [TestMethod]
    [DataRow("go1.24.4-custom", 1)]
    [DataRow("1.24rc1", 1)]
    [DataRow("1.25", 0)]
    [DataRow("1.23.9", 2)]
    public void A_directive_is_known_from_its_first_release_candidate_on(string goVersion, int count)
    {
        var file = GoModFile.Parse("module m\ntool a\nignore b\n", "/go.mod").Value;

        Assert.HasCount(count, ModuleLayout.CheckDirectives(file, goVersion));
    }

    [TestMethod]
    public async Task A_directive_of_go_work_is_refused_for_the_toolchains_that_refuse_it()
    {
        using var folder = new GoFolder();
        folder.Module("m", "module example.com/m\n");
        foreach (var directive in new[] { "toolchain go1.19", "godebug default=go1.20", "replace a => ./a" })
        {
            var work = folder.Workspace($"use ./m\n{directive}\n");
            foreach (var version in RealGo.Versions)
            {
                var outcome = await folder.GoAsync(version, "m", ["list", "-m"]);

                Assert.AreEqual(
                    outcome.StandardError.Contains("unknown", StringComparison.Ordinal),
                    ModuleLayout.CheckDirectives(work, version).Length == 1,
                    version + outcome.StandardError
                );
            }
        }
    }

    [TestMethod]
    [DataRow("module example.com/m\n", null)]
    [DataRow("go 1.19\n", 0)]
    [DataRow("", 0)]
    [DataRow("module toolchain\n", 1)]
    [DataRow("\nmodule go\n", 2)]
    [DataRow("module \"a b\"\n", 1)]
    [DataRow("module m\n", null)]
    [DataRow("module m/.x+y\n", null)]
    [DataRow("module m/\n", 1)]
    [DataRow("module example.com/m\nretract v1.0.0\nretract [v0.1.0, v1.2.3-pre]\n", null)]
    [DataRow("module example.com/m\nretract v1\n", 2)]
    [DataRow("module example.com/m\nretract (\n\tv1.0.0\n\t[v1.0.0, v2.0.0]\n)\n", 4)]
    [DataRow("module example.com/m/v2\nretract v1.0.0\n", 2)]
    [DataRow("module example.com/m\nretract v1.0.0+meta\n", 2)]
    [DataRow("module example.com/m\nretract anything\n", 2)]
    [DataRow("module example.com/m\nreplace a => ./x\nreplace a => ./y\n", 3)]
    [DataRow("module example.com/m\nreplace a v1.0.0 => ./x\nreplace a => ./y\nreplace a => ./y\n", null)]
    [DataRow("module example.com/m\nreplace a => b.c v1.0.0\nreplace a => b.c v1.1.0\n", 3)]
    [DataRow("module example.com/m\ntool \"a b\"\n", 2)]
    [DataRow("module example.com/m\ntool a\n", null)]
    public async Task What_go_can_not_work_with_is_refused(string text, int? line)
    {
        using var folder = new GoFolder();
        var file = folder.Module("m", text);
        var outcome = await folder.GoAsync(RealGo.Newest, "m", ["list", "-m"]);
        var diagnostics = ModuleLayout.CheckMainModule(file);

        Assert.AreEqual(line is null, outcome.Succeeded, outcome.StandardError);
        if (line is null)
            Assert.IsEmpty(diagnostics);
        else
            Assert.AreEqual(
                ("GDT1002", file.Path, line.Value),
                (diagnostics.Single().Code, diagnostics.Single().Location.File, diagnostics.Single().Location.Line)
            );
    }

    [TestMethod]
    [DataRow("require a v1.0.0", false)]
    [DataRow("require Example.com/a v1.0.0", false)]
    [DataRow("require \"a b\" v1.0.0\nreplace \"a b\" => ../a", true)]
    [DataRow("require a v1.0.0\nreplace a v1.1.0 => ../a", false)]
    public async Task A_module_that_can_not_be_downloaded_needs_a_folder(string directives, bool isFine)
    {
        using var folder = new GoFolder();
        var file = folder.Module("m", $"module example.com/m\n\ngo 1.21\n\n{directives}\n");
        folder.Module("a", "module a\n");
        var outcome = await folder.GoAsync(RealGo.Newest, "m", ["list", "-m", "all"]);

        Assert.AreEqual(isFine, outcome.Succeeded, outcome.StandardError);
        Assert.AreEqual(
            isFine,
            !outcome.StandardError.Contains("malformed", StringComparison.Ordinal),
            outcome.StandardError
        );
        CollectionAssert.AreEqual(
            isFine ? [] : new[] { 5 },
            ModuleLayout.CheckMainModule(file).Select(diagnostic => diagnostic.Location.Line).ToArray()
        );
    }

    [TestMethod]
    public async Task A_module_that_is_gopath_itself_is_warned_of()
    {
        using var folder = new GoFolder();
        var file = folder.Module("path", "\nmodule example.com/m\n");
        var other = folder.Path("other");
        foreach (var version in RealGo.Versions)
        {
            var outcome = await folder.GoAsync(version, "path", ["list", "-m"], ("GOPATH", folder.Path("path")));
            Assert.Contains("GOPATH", outcome.StandardError);
        }

        var diagnostic = ModuleLayout
            .CheckGoPath(file, folder.Path("path") + "/" + Path.PathSeparator + other)
            .Single();
        Assert.AreEqual(
            ("GDT1006", DiagnosticSeverity.Warning, new(file.Path, 2, 1)),
            (diagnostic.Code, diagnostic.Severity, diagnostic.Location)
        );
        Assert.IsEmpty(ModuleLayout.CheckGoPath(file, other + Path.PathSeparator + folder.Path("path")));
        Assert.IsEmpty(ModuleLayout.CheckGoPath(file, ""));
        Assert.IsEmpty(ModuleLayout.CheckGoPath(file, "path" + Path.PathSeparator + "."));
    }

    [TestMethod]
    [DataRow("example.com/m", "example.com/m", false)]
    [DataRow("example.com/other", "example.com/m", true)]
    [DataRow("example.com/m", "example.com/m/v2", false)]
    [DataRow("example.com/m/v2", "example.com/m/v2", false)]
    [DataRow("example.com/m/v3", "example.com/m/v2", true)]
    [DataRow("gopkg.in/m", "gopkg.in/m.v2", true)]
    [DataRow("example.com/M", "example.com/m", true)]
    public void A_module_under_another_path_in_gopath_is_mentioned(string place, string path, bool isMentioned)
    {
        using var folder = new GoFolder();
        var file = folder.Module("second/src/" + place, $"module {path}\n");
        var goPath = string.Join(Path.PathSeparator, folder.Path("first"), folder.Path("second"));
        var diagnostics = ModuleLayout.CheckGoPath(file, goPath);

        CollectionAssert.AreEqual(
            isMentioned ? new[] { ("GDT1006", DiagnosticSeverity.Message) } : [],
            diagnostics.Select(diagnostic => (diagnostic.Code, diagnostic.Severity)).ToArray()
        );
    }

    [TestMethod]
    public async Task A_module_that_is_the_folder_for_temporary_files_is_refused()
    {
        using var folder = new GoFolder();
        var file = folder.Module("tmp", "module example.com/m\n");
        var below = folder.Module("tmp/m", "module example.com/m\n");
        Directory.CreateSymbolicLink(folder.Path("link"), folder.Path("tmp"));
        foreach (var version in RealGo.Versions)
        {
            var outcome = await folder.GoAsync(version, "tmp", ["list", "-m"], ("TMPDIR", folder.Path("link")));
            Assert.Contains("temp root", outcome.StandardError);
        }

        var diagnostic = ModuleLayout.CheckTemporaryFolder(file, folder.Path("link") + "/").Single();
        Assert.AreEqual(
            ("GDT1007", DiagnosticSeverity.Error, new(file.Path, 1, 1)),
            (diagnostic.Code, diagnostic.Severity, diagnostic.Location)
        );
        Assert.IsEmpty(ModuleLayout.CheckTemporaryFolder(below, folder.Path("tmp")));
        Assert.IsEmpty(ModuleLayout.CheckTemporaryFolder(file, folder.Path("tmp/m")));
    }

    [TestMethod]
    public void Files_that_everybody_may_write_to_are_one_message()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new GoFolder();
        var file = folder.Module("m", "module example.com/m\n");
        var files = new[]
        {
            file.Path,
            folder.Path("m/main.go"),
            folder.Write("m/b.go", ""),
            folder.Path("m/missing.go"),
        };

        Assert.IsEmpty(ModuleLayout.CheckPermissions(file, files));
        File.SetUnixFileMode(files[1], (UnixFileMode)0b110_110_110);
        File.SetUnixFileMode(files[2], (UnixFileMode)0b000_000_010);

        var diagnostic = ModuleLayout.CheckPermissions(file, files).Single();
        Assert.AreEqual(
            ("GDT1013", DiagnosticSeverity.Message, file.Path),
            (diagnostic.Code, diagnostic.Severity, diagnostic.Location.File)
        );
        Assert.Contains(files[2] + " and 1 more", diagnostic.Message);
    }

    [TestMethod]
    public void A_missing_go_sum_is_shown_at_the_first_requirement_that_needs_it()
    {
        using var folder = new GoFolder();
        var file = folder.Module(
            "m",
            "module example.com/m\nrequire (\n\texample.com/a v1.0.0\n\texample.com/b v1.0.0\n"
                + "\texample.com/c v1.0.0\n)\nreplace example.com/a => ../a\n"
                + "replace example.com/c v1.0.0 => example.com/d v1.0.0\n"
        );
        folder.Module("b", "module example.com/b\n");
        var members = WorkspaceMember.ReadAll(folder.Workspace("use ./b\n"));

        Assert.AreEqual(
            ("GDT1009", new SourceLocation(file.Path, 4, 2)),
            Only(ModuleLayout.CheckGoSum(file, hasGoSum: false, isVendored: false, []))
        );
        Assert.AreEqual(
            ("GDT1009", new SourceLocation(file.Path, 5, 2)),
            Only(ModuleLayout.CheckGoSum(file, hasGoSum: false, isVendored: false, members))
        );
        Assert.IsEmpty(ModuleLayout.CheckGoSum(file, hasGoSum: true, isVendored: false, []));
        Assert.IsEmpty(ModuleLayout.CheckGoSum(file, hasGoSum: false, isVendored: true, []));
        Assert.IsEmpty(
            ModuleLayout.CheckGoSum(file with { Require = [file.Require[0]] }, hasGoSum: false, isVendored: false, [])
        );
        Assert.IsEmpty(ModuleLayout.CheckGoSum(file with { Require = [] }, hasGoSum: false, isVendored: false, []));
    }

    private static (string, SourceLocation) Only(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Select(diagnostic => (diagnostic.Code, diagnostic.Location)).Single();
}
