using GoDockTasks.Core.Building;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Tests.Building;

/// <summary>What is shipped is a program, and what isn't built is said.</summary>
[TestClass]
public sealed class MainPackageTests
{
    private const string Library = "package p\n";

    private static readonly string Main = BuiltFolder.Prints("\"here\"");

    public static IEnumerable<object[]> OldestAndNewest =>
        [
            ["1.19"],
            ["1.27"],
        ];

    [TestMethod]
    [DynamicData(nameof(OldestAndNewest))]
    public async Task A_package_that_is_not_main_is_no_program(string version)
    {
        using var folder = new BuiltFolder(version)
            .WithModule("orders", Main)
            .With("orders/p/p.go", Library)
            .With("orders/p/tool.go", "//go:build ignore\n\npackage main\n")
            .With("orders/p/x_plan9.go", "package main\n");
        var sidecar = Item(folder, "orders", ("Main", "./p"));

        var report = await folder.BuildAsync(sidecar);

        Assert.AreSequenceEqual(["GDT0010 src/app/app.csproj(2,37)"], folder.Lines(report));
        Assert.IsEmpty(report.Programs);
        Assert.IsEmpty(folder.Started);
        Assert.AreEqual("here", await folder.RunAsync(sidecar with { Main = "." }));
        // What go itself makes of it, with exit code 0.
        var go = await folder.Go.RunAsync(
            folder.Folder.Path("orders"),
            folder.Environment,
            "build",
            "-o",
            folder.Folder.Path("p.out"),
            "./p"
        );
        Assert.IsTrue(go.Succeeded);
        Assert.IsNotNull(ProgramHeader.WhyNotExecutable(folder.Folder.Path("p.out"), new("linux", "amd64")));
    }

    [TestMethod]
    public async Task Tags_and_GOFLAGS_decide_what_is_main()
    {
        using var folder = new BuiltFolder()
            .WithModule("orders", Main)
            .With("orders/p/p.go", "//go:build !serve\n\npackage p\n")
            .With("orders/p/serve.go", "//go:build serve\n\n" + Main);
        var sidecar = Item(folder, "orders", ("Main", "./p"));

        Assert.AreSequenceEqual(["GDT0010 src/app/app.csproj(2,37)"], folder.Lines(await folder.BuildAsync(sidecar)));
        Assert.AreEqual("here", await folder.RunAsync(sidecar with { Tags = ["serve"] }));
        folder.Environment["GOFLAGS"] = "-tags=other,serve";
        Assert.AreEqual("here", await folder.RunAsync(sidecar));
    }

    [TestMethod]
    [DataRow("magefile.go", "//go:build mage\n// +build mage\n\n")]
    [DataRow("tools.go", "//go:build tools\n\n")]
    [DataRow("gen.go", "// Copyright.\n\n//go:build ignore\n\n")]
    [DataRow("old.go", "// +build ignore\n\n")]
    [DataRow("main_windows.go", "")]
    [DataRow("main_linux_mips64.go", "")]
    [DataRow("cgo.go", "/* #include <stdio.h> */\n", "import \"C\"\n")]
    public async Task A_main_package_that_this_build_has_not_leaves_the_other_one(
        string name,
        string head,
        string imports = ""
    )
    {
        using var folder = new BuiltFolder()
            .With("orders/go.mod", "module example.com/orders\n\ngo 1.19\n")
            .With("orders/cmd/serve/main.go", Main)
            .With("orders/" + name, $"{head}package main\n{imports}");

        Assert.AreEqual("here", await folder.RunAsync("orders"));
    }

    [TestMethod]
    [DataRow("main_plan9.go", "package main\n")]
    [DataRow("main.go", "//go:build plan9\n\npackage main\n")]
    [DataRow("main.go", "package main\n\nimport \"C\"\n")]
    public async Task A_program_that_this_build_leaves_out_is_no_library(string name, string text)
    {
        using var folder = new BuiltFolder()
            .With("orders/go.mod", "module example.com/orders\n\ngo 1.19\n")
            .With("orders/cmd/orders/" + name, text)
            .With("orders/magefile.go", "//go:build mage\n\npackage main\n");

        Assert.AreSequenceEqual(
            ["GDT1147"],
            (await folder.BuildAsync("orders")).Diagnostics.Select(diagnostic => diagnostic.Code)
        );
    }

    [TestMethod]
    public async Task A_library_with_a_magefile_is_one()
    {
        using var folder = new BuiltFolder()
            .With("library/go.mod", "module example.com/library\n\ngo 1.19\n")
            .With("library/p/p.go", Library)
            .With("library/magefile.go", "//go:build mage\n\npackage main\n");

        var report = await folder.BuildAsync("library");

        Assert.IsEmpty(folder.Lines(report));
        Assert.HasCount(1, report.Remarks);
    }

    [TestMethod]
    public async Task Programs_elsewhere_are_named_and_a_librarys_examples_are_none()
    {
        using var folder = new BuiltFolder();
        foreach (
            var (module, program) in new[] { ("orders", "server"), ("library", "examples/hello"), ("deep", "cmd/x/y") }
        )
            folder
                .With(module + "/go.mod", $"module example.com/{module}\n\ngo 1.19\n")
                .With($"{module}/{program}/main.go", Main)
                .With(module + "/p.go", Library)
                .With(module + "/tools/t.go", Main);

        var report = await folder.BuildAsync("orders", "library", "deep");

        Assert.AreSequenceEqual(
            ["GDT0011 Warning", "GDT0011 Message", "GDT0011 Warning"],
            report.Diagnostics.Select(diagnostic => $"{diagnostic.Code} {diagnostic.Severity}")
        );
        Assert.Contains("Main=\"./server\"", report.Diagnostics[0].Message);
        Assert.Contains("Main=\"./cmd/x/y\"", report.Diagnostics[2].Message);
        Assert.IsEmpty(folder.Started);
        Assert.AreEqual("here", await folder.RunAsync(folder.Sidecar("orders") with { Main = "./server" }));
    }

    [TestMethod]
    [DataRow("library/examples/hello/main.go")]
    [DataRow("library/more.go")]
    public async Task Who_asks_for_a_program_is_not_told_that_there_is_none(string file)
    {
        using var folder = new BuiltFolder()
            .With("library/go.mod", "module example.com/library\n\ngo 1.19\n")
            .With("library/p.go", Library)
            .With(file, file.EndsWith("main.go", StringComparison.Ordinal) ? Main : Library);

        var report = await folder.BuildAsync(Item(folder, "library", ("Build", "true")));

        Assert.AreSequenceEqual(["GDT0011 src/app/app.csproj(2,4)"], folder.Lines(report));
        Assert.AreEqual(DiagnosticSeverity.Error, report.Diagnostics.Single().Severity);
    }

    [TestMethod]
    [DataRow("-buildmode=c-archive", null)]
    [DataRow("-n", null)]
    [DataRow("", "-buildmode=c-archive")]
    public async Task What_go_leaves_that_is_not_a_program_is_not_shipped(string goFlags, string? ldFlags)
    {
        using var folder = new BuiltFolder().WithModule("orders", Main);
        var good = (await folder.BuildAsync("orders")).Programs.Single().Path;
        var bytes = File.ReadAllBytes(good);
        folder.Environment["GOFLAGS"] = goFlags;

        var report = await folder.BuildAsync(folder.Sidecar("orders") with { LdFlags = ldFlags });

        Assert.AreSequenceEqual(["GDT0012"], report.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.IsEmpty(report.Programs);
        Assert.AreSequenceEqual(bytes, File.ReadAllBytes(good));
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(good)!));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task A_shared_library_is_no_program_and_one_that_can_lie_anywhere_is()
    {
        using var folder = new BuiltFolder().WithModule("orders", "package main\n\nimport \"C\"\n\nfunc main() {}\n");
        var sidecar = folder.Sidecar("orders") with { CgoEnabled = true };
        folder.Environment["GOFLAGS"] = "-buildmode=c-shared";
        var shared = await folder.BuildAsync(sidecar);
        folder.Environment["GOFLAGS"] = "-buildmode=pie";
        var anywhere = await folder.BuildAsync(sidecar);
        var isStatic = await folder.BuildAsync(sidecar with { LdFlags = "-linkmode external -extldflags=-static-pie" });

        Assert.AreSequenceEqual(["GDT0012"], shared.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.IsEmpty(folder.Lines(anywhere));
        Assert.IsEmpty(folder.Lines(isStatic));
    }

    // An item of the project's second line; its metadata stand there in the order given.
    private static Sidecar Item(BuiltFolder folder, string module, params (string Name, string Value)[] metadata)
    {
        var include = "../../" + module;
        var project = folder.Folder.Path("src/app/app.csproj");
        folder.With(
            "src/app/app.csproj",
            $"<Project><ItemGroup>\n  <GoSidecar Include=\"{include}\" "
                + $"{string.Join(' ', metadata.Select(each => $"{each.Name}=\"{each.Value}\""))} />\n"
                + $"</ItemGroup></Project>\n"
        );
        var list = SidecarReader.Read(
            [new(include, metadata.ToDictionary(each => each.Name, each => each.Value), "", project)],
            Path.GetDirectoryName(project)!
        );
        return list.Sidecars.Single();
    }
}
