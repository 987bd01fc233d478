using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Tests.Tidy;

/// <summary>A verdict that is stored starts nothing; a module is written to only where the user asks for it.</summary>
[TestClass]
public sealed class StoredVerdictTests
{
    [TestMethod]
    public async Task A_filled_module_cache_needs_no_network()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);
        await folder.TidyAsync("svc");
        folder.Environment["GOPROXY"] = "off";

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual([], folder.Lines(report));
        Assert.HasCount(1, folder.Started);
    }

    [TestMethod]
    public async Task What_changes_while_go_runs_gets_no_verdict()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);
        folder.BeforeStart = () => folder.With("svc/main.go", CheckedFolder.Empty);

        Assert.AreSequenceEqual([], folder.Lines(await folder.CheckAsync("svc")));
        folder.BeforeStart = null;
        folder.With("svc/main.go", CheckedFolder.UsesGreet);

        Assert.AreSequenceEqual(["GDT1001 svc/go.mod(3,1)"], folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    public async Task Nothing_in_the_module_is_written()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);

        await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(
            ["go.mod", "main.go"],
            Directory.GetFileSystemEntries(folder.Folder.Path("svc")).Select(Path.GetFileName).Order()
        );
        Assert.AreEqual("module example.com/svc\n\ngo 1.19\n", File.ReadAllText(folder.Folder.Path("svc/go.mod")));
    }

    [TestMethod]
    [DataRow("\n")]
    [DataRow("\r\n")]
    public async Task A_fix_writes_what_tidy_would_write_with_the_files_line_ends(string lineEnd)
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n".Replace("\n", lineEnd, StringComparison.Ordinal))
            .With("svc/main.go", CheckedFolder.UsesGreet);
        folder.Request = folder.Request with { Fix = true };

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual([], folder.Lines(report));
        Assert.AreEqual(
            "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.1.0\n".Replace(
                "\n",
                lineEnd,
                StringComparison.Ordinal
            ),
            File.ReadAllText(folder.Folder.Path("svc/go.mod"))
        );
        Assert.AreSequenceEqual([], folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    [DataRow("\n")]
    [DataRow("\r\n")]
    public async Task A_fix_also_brings_a_go_sum_that_was_missing_and_leaves_a_tidy_go_mod_alone(string lineEnd)
    {
        var goMod = "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n".Replace(
            "\n",
            lineEnd,
            StringComparison.Ordinal
        );
        using var folder = new CheckedFolder().With("svc/go.mod", goMod).With("svc/main.go", CheckedFolder.UsesGreet);
        folder.Request = folder.Request with { Fix = true };

        Assert.AreSequenceEqual([], folder.Lines(await folder.CheckAsync("svc")));
        Assert.IsTrue(File.Exists(folder.Folder.Path("svc/go.sum")));
        Assert.AreEqual(goMod, File.ReadAllText(folder.Folder.Path("svc/go.mod")));
    }

    [TestMethod]
    public async Task A_stored_verdict_starts_nothing_and_says_go_s_remarks_again()
    {
        using var folder = new CheckedFolder().With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n");

        var first = await folder.CheckAsync("svc");
        Assert.HasCount(1, folder.Started);
        var second = await folder.CheckAsync("svc");

        Assert.IsEmpty(folder.Started);
        Assert.AreEqual(ModuleVerdict.Tidy, second.Modules.Single().Verdict);
        Assert.HasCount(1, first.Remarks);
        Assert.AreSequenceEqual(first.Remarks, second.Remarks);
    }

    [TestMethod]
    public async Task Failures_are_found_anew_each_time()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);

        var first = await folder.CheckAsync("svc");
        var second = await folder.CheckAsync("svc");

        Assert.HasCount(1, folder.Started);
        Assert.AreSequenceEqual(folder.Lines(first), folder.Lines(second));
    }

    [TestMethod]
    public async Task What_cannot_be_read_has_no_verdict_and_starts_nothing()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", CheckedFolder.Empty);
        SpecialFile.MakePipe(folder.Folder.Path("svc/pipe.go"));
        // Which go passes over, as it does one that leads nowhere.
        SpecialFile.MakePipe(folder.Folder.Path("svc/.pipe.go"));
        folder.Folder.Link("svc/gone.go", "nowhere.go");
        // Its head is what counts.
        SpecialFile.MakeLarge(folder.Folder.Path("svc/main.go"), 3L << 30);

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT0013 svc/pipe.go(0,0)"], folder.Lines(report));
        Assert.AreEqual(ModuleVerdict.Failed, report.Modules.Single().Verdict);
        Assert.IsEmpty(folder.Started);
    }

    [TestMethod]
    public async Task What_a_user_sets_for_go_holds()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", CheckedFolder.Empty);
        folder.Environment["GOGC"] = "50";

        await folder.CheckAsync("svc");

        var environment = folder.Started.Single().Environment;
        var limit = $"{Math.Min(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4, 1L << 30) >> 20}MiB";
        Assert.AreEqual(("50", limit, "off"), (environment["GOGC"], environment["GOMEMLIMIT"], environment["GOWORK"]));
    }

    [TestMethod]
    [DataRow("GOTOOLCHAIN", "auto")]
    [DataRow("GOFLAGS", "-modcacherw -tags=extra")]
    [DataRow("GO111MODULE", "on")]
    [DataRow("GOEXPERIMENT", "none")]
    public async Task Another_setting_that_counts_asks_for_another_verdict(string name, string value)
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", CheckedFolder.Empty);
        await folder.CheckAsync("svc");
        folder.Request = folder.Request with { OnlyFromStore = true };
        Assert.AreEqual(ModuleVerdict.Tidy, (await folder.CheckAsync("svc")).Modules.Single().Verdict);

        folder.Environment[name] = value;

        Assert.AreEqual(ModuleVerdict.NotChecked, (await folder.CheckAsync("svc")).Modules.Single().Verdict);
    }

    [TestMethod]
    [DataRow("GOFLAGS", "-modcacherw '-overlay={0}'")]
    [DataRow("GOTOOLCHAIN", "local+path")]
    public async Task What_depends_on_more_than_is_looked_at_is_asked_each_time(string name, string value)
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", CheckedFolder.Empty);
        folder.With("overlay.json", "{}");
        folder.Environment[name] = value.Replace("{0}", folder.Folder.Path("overlay.json"), StringComparison.Ordinal);

        Assert.AreSequenceEqual([], folder.Lines(await folder.CheckAsync("svc")));
        await folder.CheckAsync("svc");

        Assert.HasCount(1, folder.Started);
    }

    [TestMethod]
    public async Task Asked_for_stored_verdicts_only_nothing_is_started()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", CheckedFolder.Empty);
        folder.Request = folder.Request with { OnlyFromStore = true };

        var before = await folder.CheckAsync("svc");
        Assert.IsEmpty(folder.Started);
        folder.Request = folder.Request with { OnlyFromStore = false };
        await folder.CheckAsync("svc");
        folder.Request = folder.Request with { OnlyFromStore = true };
        var after = await folder.CheckAsync("svc");

        Assert.AreEqual(
            (ModuleVerdict.NotChecked, "GDT0008", DiagnosticSeverity.Error),
            (before.Modules.Single().Verdict, before.Diagnostics.Single().Code, before.Diagnostics.Single().Severity)
        );
        Assert.AreSequenceEqual([], folder.Lines(after));
    }

    [TestMethod]
    public async Task A_module_of_two_sidecars_is_checked_once()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);

        var report = await folder.CheckAsync("svc", "svc");

        Assert.HasCount(1, report.Modules);
        Assert.HasCount(1, folder.Started);
    }
}
