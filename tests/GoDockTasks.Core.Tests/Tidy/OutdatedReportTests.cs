using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Tests.Tidy;

/// <summary>A report that is taken later than it was made only counts while what was looked at is as it was.</summary>
[TestClass]
public sealed class OutdatedReportTests
{
    [TestMethod]
    [DataRow("svc/gen/gen.go", "package gen\n", DisplayName = "a package is generated")]
    [DataRow("svc/new.go", "package main\n\nimport _ \"example.com/other\"\n", DisplayName = "a file is added")]
    [DataRow(
        "svc/main.go",
        "package main\n\nimport _ \"example.com/svc/gen\"\nimport _ \"example.com/other\"\n\nfunc main() {}\n",
        DisplayName = "an import is added"
    )]
    [DataRow(
        "svc/go.mod",
        "module example.com/svc\n\ngo 1.20\n\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ../lib\n",
        DisplayName = "go.mod is changed"
    )]
    [DataRow("svc/go.sum", "\n", DisplayName = "go.sum appears")]
    [DataRow(
        "lib/more.go",
        "package lib\n\nimport _ \"example.com/other\"\n",
        DisplayName = "a replaced module gets a file"
    )]
    [DataRow("go.work", "go 1.19\n\nuse (\n\t./svc\n\t./lib\n\t./third\n)\n", DisplayName = "go.work is changed")]
    [DataRow("third/go.mod", "module example.com/third2\n\ngo 1.19\n", DisplayName = "a member's go.mod is changed")]
    [DataRow("svc/vendor/modules.txt", "# example.com/lib v0.0.0 => ../lib\n", DisplayName = "a vendor folder appears")]
    public async Task It_is_outdated_where_something_that_counts_has_changed(string path, string content)
    {
        using var folder = Folder();
        var (report, request) = await CheckAsync(folder);

        folder.With(path, content);

        Assert.IsFalse(Checker(folder).IsCurrent(report, request, CancellationToken.None));
    }

    [TestMethod]
    [DataRow("svc/notes.md", "notes\n")]
    [DataRow("svc/main.go", "package main\n\nimport _ \"example.com/svc/gen\"\n\nfunc main() { println(1) }\n")]
    public async Task It_is_not_for_anything_else_and_nothing_is_started_to_know_that(string path, string content)
    {
        using var folder = Folder();
        var (report, request) = await CheckAsync(folder);
        var started = folder.Started.Count;

        folder.With(path, content);

        Assert.IsTrue(Checker(folder).IsCurrent(report, request, CancellationToken.None));
        Assert.HasCount(started, folder.Started);
    }

    [TestMethod]
    public async Task A_broken_go_mod_that_is_mended_and_a_Go_that_comes_later_are_looked_at_again()
    {
        using var folder = Folder().With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nnonsense\n");
        folder.Request = folder.Request with
        {
            Go = folder.Request.Go with { Executable = folder.Folder.Path("tools/bin/go") },
        };
        var (report, request) = await CheckAsync(folder);
        Assert.IsTrue(Checker(folder).IsCurrent(report, request, CancellationToken.None));
        Assert.IsFalse(
            Checker(folder)
                .IsCurrent(
                    report,
                    request with
                    {
                        Go = request.Go with { Executable = folder.Go.Executable },
                    },
                    CancellationToken.None
                )
        );

        folder.With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n");

        Assert.IsFalse(Checker(folder).IsCurrent(report, request, CancellationToken.None));
    }

    [TestMethod]
    public async Task Without_modules_there_is_nothing_to_look_at()
    {
        using var folder = new CheckedFolder();
        var report = await folder.CheckAsync();

        Assert.IsTrue(Checker(folder).IsCurrent(report, folder.Request, CancellationToken.None));
    }

    // The module lacks a package of its own, and is a member of a workspace.
    private static CheckedFolder Folder() =>
        new CheckedFolder()
            .With(
                "svc/go.mod",
                "module example.com/svc\n\ngo 1.19\n\nrequire example.com/lib v0.0.0\n\n"
                    + "replace example.com/lib => ../lib\n"
            )
            .With("svc/main.go", "package main\n\nimport _ \"example.com/svc/gen\"\n\nfunc main() {}\n")
            .With("lib/go.mod", "module example.com/lib\n\ngo 1.19\n")
            .With("lib/lib.go", "package lib\n")
            .With("third/go.mod", "module example.com/third\n\ngo 1.19\n")
            .With("go.work", "go 1.19\n\nuse (\n\t./svc\n\t./third\n)\n");

    private static async Task<(ModuleCheckReport Report, ModuleCheckRequest Request)> CheckAsync(CheckedFolder folder)
    {
        var report = await folder.CheckAsync("svc");
        return (report, folder.Request with { Environment = folder.Environment });
    }

    private static ModuleChecker Checker(CheckedFolder folder) => new(folder, TimeProvider.System);
}
