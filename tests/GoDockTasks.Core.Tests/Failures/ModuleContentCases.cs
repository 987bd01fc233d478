namespace GoDockTasks.Core.Tests.Failures;

/// <summary>Modules that aren't what they should be, and versions that can't be.</summary>
internal static class ModuleContentCases
{
    private const string WrongSum = "h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    public static readonly GoCase[] All =
    [
        new(
            "go.sum disagrees with a module",
            "GDT1110",
            sandbox =>
            {
                sandbox.RequireX();
                sandbox.Write("go.sum", $"example.com/x v1.0.0 {WrongSum}\n");
            },
            "mod",
            "tidy"
        )
        {
            Finds = GoCase.ItIsX,
        },
        new(
            "go.sum disagrees with a go.mod",
            "GDT1110",
            sandbox =>
            {
                sandbox.RequireX();
                sandbox.Write("go.sum", $"example.com/x v1.0.0/go.mod {WrongSum}\n");
            },
            "mod",
            "download"
        )
        {
            Finds = GoCase.ItIsX,
        },
        new(
            "a module in the cache was changed",
            "GDT1110",
            async sandbox =>
            {
                sandbox.RequireX();
                Assert.IsTrue((await sandbox.GoAsync(["mod", "tidy"])).Succeeded);
                File.WriteAllText(
                    Path.Combine(sandbox.Root, "gopath", "pkg", "mod", "example.com", "x@v1.0.0", "more.go"),
                    "package x\n"
                );
            },
            "mod",
            "verify"
        )
        {
            Finds = GoCase.ItIsX,
        },
        new(
            "two modules hold a package",
            "GDT1117",
            sandbox =>
            {
                sandbox.GoMod("require example.com/x v1.0.0\nrequire example.com/x/y v1.0.0");
                sandbox.Import("example.com/x/y");
                sandbox
                    .Store.Add("example.com/x", "v1.0.0", ("y/y.go", "package y\n"))
                    .Add("example.com/x/y", "v1.0.0", ("y.go", "package y\n"));
                sandbox.UseStore();
            },
            "mod",
            "tidy"
        )
        {
            Finds = failure => Assert.AreEqual("example.com/x/y", failure.Package),
        },
        new(
            "a module declares another path",
            "GDT1118",
            sandbox =>
            {
                sandbox.GoMod("require example.com/x v1.0.0");
                sandbox.Import("example.com/x");
                sandbox.Store.Add(
                    "example.com/x",
                    "v1.0.0",
                    ("go.mod", "module example.com/other\n"),
                    ("x.go", "package x\n")
                );
                sandbox.UseStore();
            },
            "mod",
            "tidy"
        )
        {
            Finds = GoCase.ItIsX,
        },
        new(
            "major version of another path",
            "GDT1120",
            sandbox => sandbox.GoMod("require example.com/x v2.0.0"),
            "mod",
            "tidy"
        )
        {
            Finds = failure =>
            {
                Assert.AreEqual("example.com/x", failure.ModulePath);
                Assert.AreEqual("v2.0.0", failure.Version);
                Assert.AreEqual(5, failure.Position?.Line);
            },
        },
        new(
            "major version older than its path",
            "GDT1120",
            sandbox => sandbox.GoMod("require example.com/x/v2 v1.0.0"),
            "list",
            "-m"
        ),
    ];
}
