namespace GoDockTasks.Core.Tests.Failures;

/// <summary>
/// GOROOT, settings of the build, and what the files of a package look like before a compiler reads them.
/// </summary>
internal static class BuildCases
{
    private const string Since121 = "toolchains are fetched from 1.21 on";
    private const string DatabaseKey = "sum.example.com+83d15218+AcTrnkbUA+TU4heY3hkjiSES/DSQniBqIeQ/YppAUtK6";

    public static readonly GoCase[] All =
    [
        new(
            "GOROOT isn't there",
            "GDT1139",
            sandbox => Program(sandbox)["GOROOT"] = Path.Combine(sandbox.Root, "gone"),
            "mod",
            "tidy"
        ),
        new(
            "GOROOT is another Go's",
            "GDT1139",
            sandbox => Program(sandbox)["GOROOT"] = RealGo.Get(sandbox.Version == "1.21" ? "1.19" : "1.21").Root,
            "build",
            "-o",
            "/dev/null",
            "."
        ),
        new(
            "GOROOT has no tools",
            "GDT1139",
            sandbox =>
            {
                Program(sandbox)["GOROOT"] = Directory.CreateDirectory(Path.Combine(sandbox.Root, "goroot")).FullName;
                Directory.CreateSymbolicLink(
                    Path.Combine(sandbox.Root, "goroot", "src"),
                    Path.Combine(RealGo.Get(sandbox.Version).Root, "src")
                );
            },
            "build",
            "-o",
            "/dev/null",
            "."
        ),
        new(
            "several programs for one file",
            "GDT2125",
            sandbox => Program(sandbox).Write("cmd/other/main.go", "package main\n\nfunc main() {}\n"),
            "build",
            "-o",
            "out",
            "./..."
        ),
        new(
            "no program for a folder",
            "GDT2125",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Write("lib.go", "package lib\n");
            },
            "build",
            "-o",
            "bin/",
            "./..."
        ),
        new(
            "a folder of the program's name",
            "GDT2125",
            sandbox => Program(sandbox).Write("m/README", ""),
            "build",
            "."
        ),
        Flags("a race detector without cgo", "-race"),
        Flags("two instrumentations at once", "-race -msan"),
        Flags("a build mode that isn't one", "-buildmode=banana"),
        Flags("flags for the compiler that it doesn't know", "-gcflags=-banana"),
        new(
            "a GOEXPERIMENT that isn't one",
            "GDT1153",
            sandbox => Program(sandbox)["GOEXPERIMENT"] = "banana",
            "build",
            "."
        ),
        new(
            "GOSUMDB=on",
            "GDT1152",
            sandbox =>
            {
                sandbox.RequireX();
                sandbox["GONOSUMDB"] = "";
                sandbox["GOSUMDB"] = "on";
            },
            "mod",
            "tidy"
        ),
        new(
            "GOSUMDB with too many words",
            "GDT1152",
            sandbox =>
            {
                sandbox.RequireX();
                sandbox["GONOSUMDB"] = "";
                sandbox["GOSUMDB"] = DatabaseKey + " https://a.example.com https://b.example.com";
            },
            "mod",
            "tidy"
        ),
        new GoCase(
            "GOSUMDB=off for a toolchain",
            "GDT1152",
            async sandbox =>
            {
                sandbox.Write("go.mod", "module example.com/m\n\ngo 1.9000.0\n");
                var platform = OperatingSystem.IsWindows() ? "windows-amd64" : "linux-amd64";
                sandbox.Store.Add(
                    "golang.org/toolchain",
                    "v0.0.1-go1.9000.0." + platform,
                    ("go.mod", "module golang.org/toolchain\n"),
                    ("bin/go", "")
                );
                await sandbox.UseProxyAsync(ModuleProxyFault.None);
                sandbox["GOTOOLCHAIN"] = "auto";
                sandbox["GOSUMDB"] = "off";
            },
            "list",
            "-m"
        ).Not("1.19", Since121),
        new(
            "an older Go would take other versions",
            "GDT1138",
            sandbox =>
            {
                sandbox.Write(
                    "go.mod",
                    "module example.com/m\n\ngo 1.17\n\nrequire example.com/a v1.0.0\n\n"
                        + "require example.com/b v1.0.0 // indirect\n"
                );
                sandbox.Import("example.com/a");
                sandbox
                    .Store.Add(
                        "example.com/a",
                        "v1.0.0",
                        (
                            "go.mod",
                            "module example.com/a\n\ngo 1.17\n\nrequire (\n\texample.com/b v1.0.0\n"
                                + "\texample.com/t v1.0.0\n)\n"
                        ),
                        ("a.go", "package a\n\nimport _ \"example.com/b\"\n")
                    )
                    .Add("example.com/b", "v1.0.0", ("b.go", "package b\n"))
                    .Add("example.com/b", "v1.1.0", ("b.go", "package b\n"))
                    .Add(
                        "example.com/t",
                        "v1.0.0",
                        ("go.mod", "module example.com/t\n\ngo 1.17\n\nrequire example.com/b v1.1.0\n"),
                        ("t.go", "package t\n")
                    );
                sandbox.UseStore();
            },
            "mod",
            "tidy"
        )
        {
            Finds = failure => Assert.AreEqual("1.16", failure.GoVersion),
        },
        Source("a character that no Go file holds", "package m\n\0"),
        Source("a constraint that doesn't parse", "//go:build (linux\n\npackage m\n"),
        Source("a relative import", "package m\n\nimport _ \"./sub\"\n"),
        Source("an absolute import", "package m\n\nimport _ \"/sub\"\n"),
        Source("an import of a URL", "package m\n\nimport _ \"https://example.com/x\"\n"),
        Source("an import without its end", "package m\n\nimport _ \"x\n"),
        Source("merge markers", "<<<<<<< HEAD\npackage m\n"),
        Source("UTF-16", "\u00ff\u00fepackage m\n"),
        new(
            "files that differ by case",
            "GDT1143",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Write("A.go", "package m\n");
                sandbox.Write("a.go", "package m\n");
            },
            "build",
            "."
        ),
    ];

    private static GoSandbox Program(GoSandbox sandbox)
    {
        sandbox.GoMod();
        sandbox.Write("main.go", "package main\n\nfunc main() {}\n");
        return sandbox;
    }

    private static GoCase Flags(string name, string flags) =>
        new(
            "GOFLAGS asks for " + name,
            "GDT1015",
            sandbox =>
            {
                Program(sandbox)["GOFLAGS"] = flags;
                sandbox["CGO_ENABLED"] = flags.Contains("msan", StringComparison.Ordinal) ? "1" : "0";
            },
            "build",
            "-o",
            "/dev/null",
            "."
        );

    private static GoCase Source(string name, string text) =>
        new(
            "a Go file with " + name,
            "GDT1150",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Write("m.go", text);
            },
            "build",
            "."
        );
}
