using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Layout;

namespace GoDockTasks.Core.Tests.Modules;

[TestClass]
public sealed class ReplacementLayoutTests
{
    private const string Head = "module example.com/m\n\ngo 1.19\n\n";

    [TestMethod]
    [DataRow("require example.com/a v1.0.0\nreplace example.com/a => ../a", false, 0, 0)]
    [DataRow("require example.com/a v1.0.0\nreplace example.com/a => ../missing", true, 6, 26)]
    [DataRow("require example.com/a v1.0.0\nreplace (\n\texample.com/a v1.0.0 => \"../missing\"\n)", true, 7, 26)]
    [DataRow("require example.com/a v1.0.0\nreplace example.com/a => ../empty", true, 6, 26)]
    [DataRow("require example.com/a v1.0.0\nreplace example.com/a => ../a/main.go", true, 6, 26)]
    [DataRow("require example.com/a v1.0.0\nreplace example.com/a => \"../a\\x00b\"", true, 6, 26)]
    [DataRow("replace example.com/a => ../missing", false, 5, 26)]
    [DataRow(
        "require example.com/a v1.0.0\nreplace example.com/a v1.1.0 => ../missing\n"
            + "replace example.com/a v1.0.0 => ../a",
        false,
        6,
        33
    )]
    [DataRow(
        "require example.com/a v1.0.0\nreplace example.com/a => ../missing\nreplace example.com/a v1.0.0 => ../a",
        false,
        6,
        26
    )]
    public async Task A_missing_folder_is_an_error_where_go_looks_for_it(
        string directives,
        bool isError,
        int line,
        int column
    )
    {
        using var folder = new GoFolder();
        var file = folder.Module("m", Head + directives + "\n");
        folder.Module("a", "module example.com/a\n");
        Directory.CreateDirectory(folder.Path("empty"));
        var outcome = await folder.GoAsync(RealGo.Newest, "m", ["list", "-m", "all"]);
        var diagnostics = ModuleLayout.CheckReplacements(file, isVendored: false);

        Assert.AreEqual(isError, !outcome.Succeeded, outcome.StandardError);
        Assert.AreEqual(isError, diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        if (line == 0)
            Assert.IsEmpty(diagnostics);
        else
            Assert.AreEqual(
                ("GDT1008", new(file.Path, line, column)),
                (diagnostics.Single().Code, diagnostics.Single().Location)
            );
    }

    [TestMethod]
    public void A_missing_folder_is_no_error_for_a_vendored_module()
    {
        using var folder = new GoFolder();
        var file = folder.Module("m", Head + "require example.com/a v1.0.0\nreplace example.com/a => ../missing\n");

        Assert.AreEqual(
            DiagnosticSeverity.Warning,
            ModuleLayout.CheckReplacements(file, isVendored: true).Single().Severity
        );
    }

    [TestMethod]
    [DataRow(".git/HEAD")]
    [DataRow(".git")]
    public void A_folder_outside_of_the_repository_is_warned_of(string git)
    {
        using var folder = new GoFolder();
        folder.Write("repository/" + git, "");
        folder.Module("outside/a", "module example.com/a\n");
        folder.Module("repository/a", "module example.com/a\n");
        folder.Module("repository-too", "module example.com/a\n");
        Directory.CreateSymbolicLink(folder.Path("link"), folder.Path("repository"));
        var text =
            Head
            + $"replace a => ../../outside/a\nreplace b => ../a\nreplace c => \"{folder.Path("outside/a")}\"\n"
            + $"replace d => \"{folder.Path("link/a")}\"\nreplace e => ../../repository-too\n"
            + $"replace f => b v1.0.0\n";
        var file = folder.Module("repository/m", text);

        var diagnostics = ModuleLayout.CheckReplacements(file, isVendored: false);

        CollectionAssert.AreEqual(
            new[] { 5, 7, 9 },
            diagnostics.Select(diagnostic => diagnostic.Location.Line).ToArray()
        );
        Assert.IsTrue(
            diagnostics.All(diagnostic => diagnostic is { Code: "GDT1008", Severity: DiagnosticSeverity.Warning })
        );
        Assert.IsEmpty(
            ModuleLayout.CheckReplacements(
                folder.Module("no/repository", Head + "replace a => ../../outside/a\n"),
                isVendored: false
            )
        );
    }

    [TestMethod]
    public void Folders_of_go_work_are_looked_for_from_there()
    {
        using var folder = new GoFolder();
        folder.Module("m", "module example.com/m\nrequire example.com/a v1.0.0\n");
        folder.Module("b", "module example.com/b\n");
        var work = folder.Workspace(
            "use ./m\nreplace example.com/a => ./missing\nreplace example.com/b => ./b\n"
                + "replace example.com/c => ./missing\n"
        );

        var diagnostics = ModuleLayout.CheckReplacements(work, WorkspaceMember.ReadAll(work));

        CollectionAssert.AreEqual(
            new[]
            {
                ("GDT1008", DiagnosticSeverity.Error, new SourceLocation(work.Path, 2, 26)),
                ("GDT1008", DiagnosticSeverity.Warning, new(work.Path, 4, 26)),
            },
            diagnostics.Select(diagnostic => (diagnostic.Code, diagnostic.Severity, diagnostic.Location)).ToArray()
        );
    }
}
