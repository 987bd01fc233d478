using CsCheck;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Layout;

namespace GoDockTasks.Core.Tests.Modules;

[TestClass]
public sealed class WorkspaceLayoutTests
{
    private static readonly Gen<string> GoLine = Gen.OneOf(
        "",
        "go 1.17\n",
        "go 1.18\n",
        "go 1.20\n",
        "go 1.21\n",
        "go 1.21.0\n",
        "go 1.22rc1\n",
        "go 1.23.4\n",
        "go 1.26\n",
        "go 1.x\n"
    );

    private static readonly Gen<string> Work = Gen.Select(
        Gen.OneOf(GoLine.Where(line => line != "go 1.x\n"), Gen.Const("go 1.26\n")),
        Gen.OneOf(
            Gen.OneOf("./a", "./a", "./b", "./b/", "b", "./missing", "./nomod", ".").Array[1, 3],
            Gen.OneOf("./a", "b").Array[1]
        ),
        Gen.OneOf("", "", "", "", "", "", "replace example.com/b => ./x\n", "replace example.com/b v1.0.0 => ./x\n"),
        (goLine, use, replace) => goLine + string.Concat(use.Select(path => $"use {path}\n")) + replace
    );

    [TestMethod]
    public async Task A_workspace_is_refused_where_go_refuses_it()
    {
        using var folder = new GoFolder();
        Directory.CreateDirectory(folder.Path("nomod"));
        var refused = 0;
        foreach (
            var (work, a, b, name) in Gen.Select(Work, GoLine, GoLine, Gen.OneOf("a", "b", "b", "b")).Array[80].Single()
        )
        {
            folder.Module("a", "module example.com/a\n" + a);
            folder.Module("b", $"module example.com/{name}\n" + b);
            var file = folder.Workspace(work);
            var outcome = await folder.GoAsync(RealGo.Newest, ".", ["list", "-m"]);
            var diagnostics = ModuleLayout.CheckWorkspace(file, WorkspaceMember.ReadAll(file));

            Assert.AreEqual(
                outcome.Succeeded,
                diagnostics.IsEmpty,
                $"{work}\n--\n{a}--\n{b}--\n{name}\n{outcome.StandardError}\n{string.Join('\n', diagnostics)}"
            );
            refused += outcome.Succeeded ? 0 : 1;
        }

        Assert.IsTrue(refused is > 10 and < 70, $"{refused}");
    }

    [TestMethod]
    [DataRow("use ./a\nuse (\n\t./missing\n)\n", 3, 2)]
    [DataRow("use ./a\nuse ./nomod\n", 2, 1)]
    [DataRow("use ./a\nuse \"./a\\x00\"\n", 2, 1)]
    [DataRow("use ./a\nuse ./a/\n", 2, 1)]
    [DataRow("use ./a\nuse ./same\n", 2, 1)]
    [DataRow("use ./broken\n", 1, 1)]
    [DataRow("use ./a\nreplace example.com/a => ./x\n", 2, 1)]
    [DataRow("\ngo 1.20\nuse ./new\nuse ./newer\n", 2, 1)]
    [DataRow("use ./new\nuse ./newer\n", 2, 1)]
    public void What_is_wrong_is_shown_at_the_line_to_change(string text, int line, int column)
    {
        using var folder = new GoFolder();
        folder.Module("a", "module example.com/a\n");
        folder.Module("same", "module example.com/a\n");
        folder.Module("broken", "module\n");
        folder.Module("new", "module example.com/new\ngo 1.21\n");
        folder.Module("newer", "module example.com/newer\ngo 1.22\n");
        Directory.CreateDirectory(folder.Path("nomod"));
        var work = folder.Workspace(text);

        var diagnostic = ModuleLayout.CheckWorkspace(work, WorkspaceMember.ReadAll(work)).Single();

        Assert.AreEqual(
            ("GDT1011", DiagnosticSeverity.Error, new(work.Path, line, column)),
            (diagnostic.Code, diagnostic.Severity, diagnostic.Location)
        );
    }

    [TestMethod]
    public async Task A_module_that_the_workspace_does_not_name_is_refused()
    {
        using var folder = new GoFolder();
        folder.Module("a", "module example.com/a\n");
        var named = folder.Module("named", "module example.com/named\n");
        var file = folder.Module("m", "module example.com/m\n");
        var work = folder.Workspace("use ./a\nuse ./named/\n");
        var members = WorkspaceMember.ReadAll(work);

        Assert.Contains("go work use .", (await folder.GoAsync(RealGo.Newest, "m", ["build", "."])).StandardError);
        var diagnostic = ModuleLayout.CheckMembership(file, work, members).Single();
        Assert.AreEqual(("GDT1011", new(file.Path, 1, 1)), (diagnostic.Code, diagnostic.Location));
        Assert.IsEmpty(ModuleLayout.CheckMembership(named, work, members));
    }

    [TestMethod]
    [DataRow("", "")]
    [DataRow("work", "")]
    [DataRow("work/m", "")]
    [DataRow("work/m/deep", "")]
    [DataRow("work/m/deep", "auto")]
    [DataRow("work/m/deep", "off")]
    [DataRow("work/inner/m", "")]
    [DataRow("work/folder/m", "")]
    public async Task The_go_work_that_applies_is_the_one_that_go_finds(string place, string goWork)
    {
        using var folder = new GoFolder();
        folder.Write("work/go.work", "go 1.18\n");
        folder.Write("work/inner/go.work", "go 1.18\n");
        Directory.CreateDirectory(folder.Path("work/folder/go.work"));
        foreach (var deep in (string[])["work/m/deep", "work/inner/m", "work/folder/m"])
            Directory.CreateDirectory(folder.Path(deep));

        var outcome = await folder.GoAsync(RealGo.Newest, place, ["env", "GOWORK"], ("GOWORK", goWork));
        var expected = outcome.StandardOutput.Trim();

        Assert.AreEqual(
            expected is "" or "off" ? null : expected,
            WorkspaceFinder.Find(Path.TrimEndingDirectorySeparator(folder.Path(place)), goWork)
        );
    }

    [TestMethod]
    public void A_go_work_that_is_named_is_taken_as_it_is_and_one_around_goroot_is_not()
    {
        using var folder = new GoFolder();
        folder.Write("go.work", "");
        folder.Write("root/src/file", "");

        Assert.AreEqual("/x/other.work", WorkspaceFinder.Find(folder.Root, "/x/other.work"));
        Assert.AreEqual(folder.Path("go.work"), WorkspaceFinder.Find(folder.Path("root/src"), null));
        Assert.IsNull(WorkspaceFinder.Find(folder.Path("root/src"), null, folder.Path("root/")));
        Assert.AreEqual(folder.Path("go.work"), WorkspaceFinder.Find(folder.Path("root"), null, folder.Path("root")));
    }
}
