namespace GoDockTasks.Core.Tests.Failures;

/// <summary>go.mod, go.sum, go.work, vendor/modules.txt and the folders they name.</summary>
internal static class ModuleFileCases
{
    private const string RequireX = "require example.com/x v1.0.0";

    public static readonly GoCase[] All =
    [
        new(
            "go.mod lacks a requirement",
            "GDT1001",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Import("example.com/x");
            },
            "build",
            "./..."
        )
        {
            Finds = failure =>
            {
                Assert.AreEqual("example.com/x", failure.Package);
                Assert.AreEqual(new("m.go", 3, 8), failure.Position);
            },
        },
        new(
            "go.mod lacks a requirement of a replaced module",
            "GDT1001",
            sandbox =>
            {
                sandbox.GoMod("replace example.com/x => ./x");
                sandbox.Import("example.com/x");
                Nested(sandbox, "x");
            },
            "build",
            "./..."
        )
        {
            Finds = failure => Assert.AreEqual("example.com/x", failure.ModulePath),
        },
        new(
            "go.mod requires less than its requirements do",
            "GDT1001",
            sandbox =>
            {
                sandbox.GoMod(
                    $"{RequireX}\nrequire example.com/y v1.0.0\nreplace example.com/x => ./x\n"
                        + $"replace example.com/y => ./y"
                );
                sandbox.Import("example.com/x");
                Nested(sandbox, "x");
                Nested(sandbox, "y");
                sandbox.Write("x/go.mod", "module example.com/x\n\ngo 1.19\n\nrequire example.com/y v1.1.0\n");
            },
            "list",
            "-m",
            "all"
        ),
        new("unknown directive", "GDT1002", sandbox => sandbox.GoMod("frobnicate it"), "list", "./...")
        {
            Finds = failure =>
            {
                Assert.AreEqual("go.mod", Path.GetFileName(failure.Position?.File));
                Assert.AreEqual(5, failure.Position?.Line);
            },
        },
        new(
            "merge markers in go.mod",
            "GDT1002",
            sandbox => sandbox.GoMod($"<<<<<<< HEAD\n{RequireX}\n======="),
            "mod",
            "tidy"
        ),
        new("bytes that are no go.mod", "GDT1002", sandbox => sandbox.Write("go.mod", "\u0001\u0002"), "list", "-m"),
        new(
            "bad go line",
            "GDT1002",
            sandbox => sandbox.Write("go.mod", "module example.com/m\n\ngo banana\n"),
            "mod",
            "tidy"
        ),
        new("no module line", "GDT1002", sandbox => sandbox.Write("go.mod", "go 1.19\n"), "mod", "tidy"),
        new(
            "unknown directive in go.work",
            "GDT1002",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Write("go.work", "go 1.19\n\nuse .\nfrobnicate it\n");
            },
            "list",
            "./..."
        )
        {
            Finds = failure =>
            {
                Assert.AreEqual("go.work", Path.GetFileName(failure.Position?.File));
                Assert.AreEqual(4, failure.Position?.Line);
            },
        },
        new(
            "unknown directive in a workspace member",
            "GDT1002",
            sandbox =>
            {
                sandbox.Write("go.work", "go 1.19\n\nuse ./a\n");
                sandbox.Write("a/go.mod", "frobnicate it\n");
            },
            "list",
            "./a/..."
        ),
        new GoCase(
            "malformed go.sum",
            "GDT1002",
            sandbox =>
            {
                sandbox.GoMod(RequireX);
                sandbox.Import("example.com/x");
                sandbox.Write("go.sum", "<<<<<<< HEAD\n");
            },
            "build",
            "./..."
        )
        {
            Finds = failure =>
            {
                Assert.AreEqual("go.sum", Path.GetFileName(failure.Position?.File));
                Assert.AreEqual(1, failure.Position?.Line);
            },
        }
            .But("1.19", "GDT1009", "before 1.23 go took a line that it can't read for one that isn't there")
            .But("1.21", "GDT1009", "before 1.23 go took a line that it can't read for one that isn't there"),
        new(
            "module at GOPATH's root",
            "GDT1006",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox["GOPATH"] = sandbox.Module;
                sandbox["GOMODCACHE"] = Path.Combine(sandbox.Root, "cache");
            },
            "mod",
            "tidy"
        ),
        new(
            "module at the root of the temporary folder",
            "GDT1007",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox["TMPDIR"] = sandbox.Module;
            },
            "mod",
            "tidy"
        ),
        new(
            "replace with a folder that isn't there",
            "GDT1008",
            sandbox =>
            {
                sandbox.GoMod($"{RequireX}\nreplace example.com/x => ../gone");
                sandbox.Import("example.com/x");
            },
            "mod",
            "tidy"
        )
        {
            Finds = failure =>
            {
                Assert.AreEqual("example.com/x", failure.ModulePath);
                Assert.AreEqual("v1.0.0", failure.Version);
            },
        },
        new(
            "replace with a folder that isn't there, while building",
            "GDT1008",
            sandbox =>
            {
                sandbox.GoMod($"{RequireX}\nreplace example.com/x => ../gone");
                sandbox.Import("example.com/x");
            },
            "build",
            "./..."
        ),
        new(
            "replace with a folder without go.mod",
            "GDT1008",
            sandbox =>
            {
                sandbox.GoMod($"{RequireX}\nreplace example.com/x => ./x");
                sandbox.Import("example.com/x");
                sandbox.Write("x/x.go", "package x\n");
            },
            "build",
            "./..."
        ),
        new(
            "replace with a file",
            "GDT1008",
            sandbox =>
            {
                sandbox.GoMod($"{RequireX}\nreplace example.com/x => ./x");
                sandbox.Import("example.com/x");
                sandbox.Write("x", "");
            },
            "mod",
            "tidy"
        ),
        new(
            "go.sum lacks a module",
            "GDT1009",
            sandbox =>
            {
                sandbox.GoMod(RequireX);
                sandbox.Import("example.com/x");
            },
            "build",
            "-mod=readonly",
            "./..."
        )
        {
            Finds = failure => Assert.AreEqual("example.com/x", failure.Package),
        },
        new(
            "go.sum lacks a go.mod",
            "GDT1009",
            sandbox =>
            {
                sandbox.GoMod(RequireX);
                sandbox.Import("example.com/x");
            },
            "list",
            "-m",
            "all"
        )
        {
            Finds = failure =>
            {
                Assert.AreEqual("example.com/x", failure.ModulePath);
                Assert.AreEqual("v1.0.0", failure.Version);
            },
        },
        new(
            "vendor disagrees with go.mod",
            "GDT1010",
            sandbox =>
            {
                sandbox.GoMod(RequireX);
                sandbox.Import("example.com/x");
                sandbox.Write("vendor/modules.txt", "# example.com/y v1.0.0\n## explicit\n");
            },
            "build",
            "./..."
        )
        {
            Finds = failure => Assert.AreEqual("example.com/x", failure.ModulePath),
        },
        new(
            "a branch for a version in a vendored module",
            "GDT1001",
            sandbox =>
            {
                sandbox.GoMod("require example.com/x main");
                sandbox.Import("example.com/x");
                sandbox.Write("vendor/modules.txt", "# example.com/x v1.0.0\n## explicit\nexample.com/x\n");
            },
            "build",
            "-mod=vendor",
            "./..."
        )
        {
            Finds = failure => Assert.AreEqual(5, failure.Position?.Line),
        },
        new(
            "vendor lacks a package",
            "GDT1010",
            sandbox =>
            {
                sandbox.GoMod(RequireX);
                sandbox.Import("example.com/x");
                sandbox.Write("vendor/modules.txt", "# example.com/x v1.0.0\n## explicit\nexample.com/x\n");
            },
            "build",
            "./..."
        ),
        new(
            "vendor has a package's folder, but no Go file in it",
            "GDT1010",
            sandbox =>
            {
                sandbox.GoMod(RequireX);
                sandbox.Import("example.com/x");
                sandbox.Write("vendor/modules.txt", "# example.com/x v1.0.0\n## explicit\nexample.com/x\n");
                sandbox.Write("vendor/example.com/x/LICENSE", "");
            },
            "build",
            "./..."
        ),
        new(
            "workspace member missing",
            "GDT1011",
            sandbox => sandbox.Write("go.work", "go 1.19\n\nuse ./gone\n"),
            "list",
            "./..."
        ),
        new(
            "workspace has the same module twice",
            "GDT1011",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Import();
                sandbox.Write("go.work", "go 1.19\n\nuse .\nuse ./a\n");
                sandbox.Write("a/go.mod", "module example.com/m\n");
            },
            "build",
            "."
        ),
        new(
            "empty workspace",
            "GDT1011",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Write("go.work", "go 1.19\n");
            },
            "list",
            "./..."
        ),
        new GoCase(
            "go.work older than a member",
            "GDT1011",
            sandbox =>
            {
                sandbox.Write("go.work", "go 1.19\n\nuse ./a\n");
                sandbox.Write("a/go.mod", "module example.com/a\n\ngo 1.21.0\n");
            },
            "list",
            "./a/..."
        )
        {
            Finds = failure => Assert.AreEqual("1.21.0", failure.GoVersion),
        }.But("1.19", "GDT1002", "it can't read a go line with three numbers, and didn't compare those with two"),
        new("no go.mod", "GDT1106", _ => { }, "mod", "tidy"),
        new("no go.mod where modules are to be downloaded", "GDT1106", _ => { }, "mod", "download"),
        new("no go.mod where packages are asked for", "GDT1106", _ => { }, "list", "./..."),
    ];

    private static void Nested(GoSandbox sandbox, string name)
    {
        sandbox.Write($"{name}/go.mod", $"module example.com/{name}\n\ngo 1.19\n");
        sandbox.Write($"{name}/{name}.go", $"package {name}\n");
    }
}
