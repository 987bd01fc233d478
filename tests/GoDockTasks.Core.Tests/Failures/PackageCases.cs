namespace GoDockTasks.Core.Tests.Failures;

/// <summary>Packages, the files in them, and go's flags.</summary>
internal static class PackageCases
{
    public static readonly GoCase[] All =
    [
        new("GOFLAGS holds no flag", "GDT1015", sandbox => GoFlags(sandbox, "banana"), "list", "."),
        new("GOFLAGS holds an unknown flag", "GDT1015", sandbox => GoFlags(sandbox, "-banana"), "list", "."),
        new("GOFLAGS holds a bad value", "GDT1015", sandbox => GoFlags(sandbox, "-tags='a"), "list", "."),
        new(
            "GOFLAGS contradicts the workspace",
            "GDT1015",
            sandbox =>
            {
                GoFlags(sandbox, "-mod=mod");
                sandbox.Write("go.work", "go 1.19\n\nuse .\n");
            },
            "list",
            "."
        ),
        new(
            "GO111MODULE=off",
            "GDT1015",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox["GO111MODULE"] = "off";
            },
            "mod",
            "tidy"
        ),
        new(
            "GO111MODULE=off while building",
            "GDT1015",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Import("example.com/x");
                sandbox["GO111MODULE"] = "off";
                sandbox["GOFLAGS"] = "";
            },
            "build",
            "."
        ),
        new(
            "a module lacks a package",
            "GDT1115",
            sandbox =>
            {
                sandbox.RequireX();
                sandbox.Import("example.com/x/nosuch");
            },
            "mod",
            "tidy"
        )
        {
            Finds = failure =>
            {
                GoCase.ItIsX(failure);
                Assert.AreEqual("example.com/x/nosuch", failure.Package);
                Assert.DoesNotContain("GOPRIVATE", failure.Fix);
            },
        },
        new(
            "a module path that can't be fetched",
            "GDT1115",
            sandbox =>
            {
                sandbox.GoMod("require banana v1.0.0");
                sandbox.Import("banana/split");
                sandbox.Store.Add("example.com/x", "v1.0.0");
                sandbox.UseStore();
            },
            "mod",
            "tidy"
        ),
        new(
            "not in std",
            "GDT1116",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Import("banana/split");
            },
            "build",
            "."
        )
        {
            Finds = failure =>
            {
                Assert.AreEqual("banana/split", failure.Package);
                Assert.AreEqual(new("m.go", 3, 8), failure.Position);
            },
        },
        new(
            "build constraints exclude all files",
            "GDT1147",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Write("m.go", "//go:build ignore\n\npackage m\n");
            },
            "build",
            "."
        )
        {
            Finds = failure => Assert.AreEqual("example.com/m", failure.Package),
        },
        new(
            "cgo is off",
            "GDT1147",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Import("C");
                sandbox["CGO_ENABLED"] = "0";
            },
            "build",
            "."
        ),
        new(
            "no such GOOS",
            "GDT1147",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Import();
                sandbox["GOOS"] = "banana";
            },
            "build",
            "."
        ),
        new(
            "an embed pattern matches nothing",
            "GDT1148",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Write("m.go", "package m\n\nimport _ \"embed\"\n\n//go:embed *.html\nvar page string\n");
            },
            "build",
            "."
        )
        {
            Finds = failure => Assert.AreEqual(new("m.go", 5, 12), failure.Position),
        },
        new(
            "an embed pattern matches an empty folder",
            "GDT1148",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Write("m.go", "package m\n\nimport \"embed\"\n\n//go:embed pages\nvar pages embed.FS\n");
                Directory.CreateDirectory(Path.Combine(sandbox.Module, "pages"));
            },
            "build",
            "."
        ),
        new("no such folder", "GDT1149", sandbox => sandbox.GoMod(), "build", "./cmd/banana"),
        new(
            "no Go files",
            "GDT1149",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Write("cmd/readme.md", "");
            },
            "build",
            "./cmd"
        ),
        new(
            "only tests",
            "GDT1149",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Write("m_test.go", "package m\n");
            },
            "build",
            "."
        )
        {
            Finds = failure => Assert.AreEqual("example.com/m", failure.Package),
        },
        new(
            "a package of another module",
            "GDT1149",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Write("other/go.mod", "module example.com/other\n");
                sandbox.Write("other/other.go", "package other\n");
            },
            "build",
            "./other"
        ),
        new(
            "a type error",
            "GDT1150",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Write(
                    "cmd/cmd.go",
                    "package cmd\n\nfunc f() int { return \"i/o timeout: permission denied\" }\n"
                );
            },
            "build",
            "./cmd"
        )
        {
            Finds = failure =>
            {
                Assert.AreEqual(Path.Combine("cmd", "cmd.go"), failure.Position?.File);
                Assert.AreEqual(3, failure.Position?.Line);
                Assert.AreEqual(23, failure.Position?.Column);
                Assert.AreEqual("example.com/m/cmd", failure.Package);
            },
        },
        new(
            "a syntax error",
            "GDT1150",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Write("m.go", "package m\n\nfunc f( {\n");
            },
            "build",
            "."
        ),
        new(
            "a file that isn't Go",
            "GDT1150",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Write("m.go", "<html>\n");
            },
            "list",
            "."
        )
        {
            Finds = failure => Assert.AreEqual(new("m.go", 1, 1), failure.Position),
        },
        new(
            "two packages in a folder",
            "GDT1150",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Write("a.go", "package a\n");
                sandbox.Write("b.go", "package b\n");
            },
            "build",
            "."
        ),
        new(
            "an import cycle",
            "GDT1150",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Import("example.com/m");
            },
            "build",
            "."
        ),
        new(
            "an import of a program",
            "GDT1150",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Import("example.com/m/cmd");
                sandbox.Write("cmd/main.go", "package main\n\nfunc main() {}\n");
            },
            "build",
            "."
        ),
        new(
            "an import of another module's internal package",
            "GDT1150",
            sandbox =>
            {
                sandbox.GoMod("require example.com/x v1.0.0\nreplace example.com/x => ./x");
                sandbox.Import("example.com/x/internal/y");
                sandbox.Write("x/go.mod", "module example.com/x\n");
                sandbox.Write("x/internal/y/y.go", "package y\n");
            },
            "build",
            "."
        )
        {
            Finds = failure => Assert.AreEqual("example.com/x/internal/y", failure.Package),
        },
    ];

    private static void GoFlags(GoSandbox sandbox, string flags)
    {
        sandbox.GoMod();
        sandbox.Import();
        sandbox["GOFLAGS"] = flags;
    }
}
