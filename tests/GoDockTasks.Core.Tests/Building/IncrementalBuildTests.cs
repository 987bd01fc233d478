using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Building;

/// <summary>
/// No go is started for a program that nothing changed for, and one is for every change that matters.
/// </summary>
[TestClass]
public sealed class IncrementalBuildTests
{
    // Each file beside main.go is a part of the program, or could become one.
    private static BuiltFolder Create()
    {
        var folder = new BuiltFolder();
        return folder
            .WithModule(
                "orders",
                "package main\n\nimport (\n\t\"embed\"\n\t\"os\"\n\n\t\"example.com/lib\"\n)\n\n"
                    + "//go:embed data/*.txt\nvar files embed.FS\n\nfunc main() { os.Stdout.WriteString(lib.Text) }\n",
                "\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ../lib\n"
            )
            .With("orders/data/a.txt", "a")
            .With("orders/data/folder.txt/b", "b")
            .With("orders/notes.md", "notes")
            .With("orders/main_test.go", "package main\n")
            .With("lib/go.mod", "module example.com/lib\n\ngo 1.19\n")
            .With("lib/lib.go", "package lib\n\nconst Text = \"one\"\n");
    }

    [TestMethod]
    public async Task A_second_build_starts_nothing_and_gives_the_same_program()
    {
        using var folder = Create();

        var first = await folder.BuildAsync("orders");
        var commands = folder.Started.Count;
        foreach (var file in Directory.GetFiles(folder.Folder.Root, "*.go", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(1));
        var second = await folder.BuildAsync("orders");

        Assert.AreEqual(1, commands);
        Assert.IsEmpty(folder.Started);
        Assert.AreSequenceEqual(
            first.Programs.Select(program => program.Path),
            second.Programs.Select(program => program.Path)
        );
    }

    [TestMethod]
    [DataRow("orders/main.go", "package main\n\nfunc main() {}\n")]
    [DataRow("orders/other.go", "package main\n\nfunc init() {}\n")]
    [DataRow("orders/unused/unused.go", "package unused\n")]
    [DataRow("orders/asm.s", "")]
    [DataRow("orders/asm.h", "")]
    [DataRow("orders/default.pgo", "")]
    [DataRow("orders/data/a.txt", "another a")]
    [DataRow("orders/data/new.txt", "new")]
    [DataRow("orders/data/folder.txt/c", "new")]
    [DataRow("orders/go.sum", "\n")]
    [DataRow("orders/vendor/example.com/x/x.go", "package x\n")]
    [DataRow("lib/lib.go", "package lib\n\nconst Text = \"two\"\n")]
    [DataRow("lib/go.mod", "module example.com/lib\n\ngo 1.20\n")]
    [DataRow("go.work", "go 1.19\n\nuse (\n\t./orders\n\t./lib\n)\n")]
    public async Task A_change_that_can_matter_asks_go_again(string file, string content)
    {
        using var folder = Create();
        await folder.BuildAsync("orders");

        folder.With(file, content);
        await folder.BuildAsync("orders");

        Assert.HasCount(1, folder.Started);
    }

    [TestMethod]
    [DataRow("orders/notes.md", "other notes")]
    [DataRow("orders/main_test.go", "package main\n\nimport \"testing\"\n")]
    [DataRow("orders/data/picture.png", "not embedded")]
    [DataRow("orders/_draft.go", "no go")]
    [DataRow("orders/tools/go.mod", "module example.com/tools\n")]
    [DataRow("orders/.git/x.go", "package x\n")]
    public async Task A_change_that_cannot_matter_does_not(string file, string content)
    {
        using var folder = Create();
        await folder.BuildAsync("orders");

        folder.With(file, content);
        await folder.BuildAsync("orders");

        Assert.IsEmpty(folder.Started);
    }

    [TestMethod]
    [DataRow("vendor/example.com/old/old.go", true, DisplayName = "a vendored package with a go.mod of its own")]
    [DataRow("tools/tool.go", false, DisplayName = "another module")]
    [DataRow("elsewhere/linked.go", true, DisplayName = "behind a link")]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Folders_count_where_go_can_read_them(string file, bool counts)
    {
        using var folder = new TemporaryFolder();
        folder.Write("m/vendor/example.com/old/go.mod", "module example.com/old\n");
        folder.Write("m/tools/go.mod", "module example.com/tools\n");
        folder.Write("elsewhere/linked.go", "package linked\n");
        Directory.CreateSymbolicLink(folder.Path("m/linked"), folder.Path("elsewhere"));
        Directory.CreateSymbolicLink(folder.Path("m/ring"), folder.Path("m"));
        var before = GoDockTasks.Core.Building.SourceFolder.Digest(folder.Path("m"));

        folder.Write(file.StartsWith("elsewhere", StringComparison.Ordinal) ? file : "m/" + file, "package changed\n");

        Assert.IsNotNull(before);
        Assert.AreEqual(counts, before != GoDockTasks.Core.Building.SourceFolder.Digest(folder.Path("m")));
    }

    [TestMethod]
    public async Task Metadata_platform_and_settings_are_a_part_of_it()
    {
        using var folder = Create();
        var sidecar = folder.Sidecar("orders");
        await folder.BuildAsync(sidecar);

        await AsksAgainAsync(sidecar with { Tags = ["special"] });
        await AsksAgainAsync(sidecar with { LdFlags = "-s" });
        folder.Environment["GOAMD64"] = "v2";
        folder.Environment["GOARM64"] = "v8.1";
        await AsksAgainAsync(sidecar);
        folder.Environment["GOFLAGS"] = "-modcacherw -gcflags=-N";
        await AsksAgainAsync(sidecar);
        folder.Request = folder.Request with { RuntimeIdentifier = "linux-riscv64" };
        await AsksAgainAsync(sidecar);

        async Task AsksAgainAsync(Core.Sidecars.Sidecar changed)
        {
            await folder.BuildAsync(changed);
            Assert.HasCount(1, folder.Started);
            await folder.BuildAsync(changed);
            Assert.IsEmpty(folder.Started);
        }
    }

    [TestMethod]
    public async Task A_binary_that_was_removed_or_changed_is_built_again()
    {
        using var folder = Create();
        var path = (await folder.BuildAsync("orders")).Programs.Single().Path;

        File.AppendAllText(path, "more");
        var changed = await folder.RunAsync("orders");
        var afterChange = folder.Started.Count;
        File.Delete(path);
        var removed = await folder.RunAsync("orders");

        Assert.AreEqual("one", changed);
        Assert.AreEqual("one", removed);
        Assert.AreEqual(1, afterChange);
        Assert.HasCount(1, folder.Started);
    }

    [TestMethod]
    public async Task What_cannot_be_known_asks_go_each_time()
    {
        using var folder = Create();
        folder.With("overlay.json", "{}");
        folder.Environment["GOFLAGS"] = "-modcacherw '-overlay=" + folder.Folder.Path("overlay.json") + "'";

        await folder.BuildAsync("orders");
        var report = await folder.BuildAsync("orders");

        Assert.IsEmpty(folder.Lines(report));
        Assert.HasCount(1, folder.Started);
    }

    [TestMethod]
    public async Task A_build_that_comes_out_the_same_leaves_the_binary_alone()
    {
        using var folder = Create();
        var path = (await folder.BuildAsync("orders")).Programs.Single().Path;
        File.SetLastWriteTimeUtc(path, new(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc));

        await folder.BuildAsync("orders");

        Assert.HasCount(1, folder.Started);
        Assert.AreEqual(new(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc), File.GetLastWriteTimeUtc(path));
    }

    [TestMethod]
    public async Task A_file_that_is_saved_while_go_runs_is_not_taken_for_what_was_built()
    {
        using var folder = Create();
        folder.OnStart = () => folder.With("lib/lib.go", "package lib\n\nconst Text = \"two\"\n");
        await folder.BuildAsync("orders");
        folder.OnStart = () => { };

        folder.With("lib/lib.go", "package lib\n\nconst Text = \"one\"\n");
        var text = await folder.RunAsync("orders");

        Assert.AreEqual("one", text);
    }

    [TestMethod]
    public async Task Asked_whether_there_is_anything_to_do_nothing_is_started()
    {
        using var folder = Create();
        folder.Request = folder.Request with { OnlyIfUpToDate = true };
        var before = await folder.BuildAsync("orders");
        folder.Request = folder.Request with { OnlyIfUpToDate = false };
        await folder.BuildAsync("orders");
        folder.Request = folder.Request with { OnlyIfUpToDate = true };

        var after = await folder.BuildAsync("orders");

        Assert.AreSequenceEqual(["GDT0008 orders/go.mod(0,0)"], folder.Lines(before));
        Assert.AreEqual(DiagnosticSeverity.Error, before.Diagnostics[0].Severity);
        Assert.IsEmpty(folder.Lines(after));
        Assert.HasCount(1, after.Programs);
    }
}
