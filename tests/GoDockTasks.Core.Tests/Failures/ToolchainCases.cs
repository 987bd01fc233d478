namespace GoDockTasks.Core.Tests.Failures;

/// <summary>Which Go is there, and which would be needed.</summary>
internal static class ToolchainCases
{
    private const string NoToolchains = "toolchains are fetched from 1.21 on";
    private const string BuildsAnyway = "before 1.21 a go line was no more than a hint";

    public static readonly GoCase[] All =
    [
        new("go.mod needs a newer Go", "GDT1003", sandbox => FromTheFuture(sandbox, "go.mod"), "mod", "tidy")
        {
            Finds = failure => Assert.AreEqual("1.9000", failure.GoVersion),
        },
        new GoCase(
            "go.work needs a newer Go",
            "GDT1003",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Write("go.work", "go 1.9000\n\nuse .\n");
            },
            "list",
            "./..."
        ).Not("1.19", BuildsAnyway),
        new(
            "code needs a newer Go",
            "GDT1003",
            sandbox =>
            {
                FromTheFuture(sandbox, "go.mod");
                sandbox.Write("m.go", "package m\n\nvar x = new(5)\n\nvar y = undefined\n");
            },
            "build",
            "./..."
        )
        {
            Finds = failure => Assert.AreEqual("1.9000", failure.GoVersion),
        },
        new GoCase(
            "GOTOOLCHAIN=path lacks the Go",
            "GDT1003",
            sandbox =>
            {
                FromTheFuture(sandbox, "go.mod");
                sandbox["GOTOOLCHAIN"] = "path";
            },
            "list",
            "./..."
        ).Not("1.19", NoToolchains),
        new GoCase(
            "a dependency needs a newer Go",
            "GDT1102",
            sandbox =>
            {
                sandbox.GoMod("require example.com/x v1.0.0");
                sandbox.Import("example.com/x");
                sandbox.Store.Add(
                    "example.com/x",
                    "v1.0.0",
                    ("go.mod", "module example.com/x\n\ngo 1.9000\n"),
                    ("x.go", "package x\n")
                );
                sandbox.UseStore();
            },
            "mod",
            "tidy"
        )
        {
            Finds = failure =>
            {
                GoCase.ItIsX(failure);
                Assert.AreEqual("1.9000", failure.GoVersion);
            },
        }.Not("1.19", BuildsAnyway),
        new GoCase(
            "a dependency's code needs a newer Go",
            "GDT1102",
            sandbox =>
            {
                sandbox.RequireX();
                sandbox.Store.Add(
                    "example.com/x",
                    "v1.0.0",
                    ("go.mod", "module example.com/x\n\ngo 1.9000\n"),
                    ("x.go", "package x\n\nvar x = undefined\n")
                );
            },
            "build",
            "-mod=mod",
            "./..."
        )
        {
            Finds = failure => Assert.AreEqual("1.9000", failure.GoVersion),
        },
        new GoCase(
            "a replaced dependency needs a newer Go",
            "GDT1102",
            sandbox =>
            {
                sandbox.GoMod("require example.com/x v1.0.0\nreplace example.com/x => ./x");
                sandbox.Import("example.com/x");
                FromTheFuture(sandbox, "x/go.mod");
                sandbox.Write("x/x.go", "package x\n");
            },
            "build",
            "./..."
        )
        {
            // No version of what is replaced helps.
            Finds = failure => Assert.DoesNotContain("-require=", failure.Fix),
        }.Not("1.19", BuildsAnyway),
        new GoCase(
            "the proxy lacks the toolchain",
            "GDT1103",
            sandbox =>
            {
                FromTheFuture(sandbox, "go.mod");
                sandbox.Store.Add("example.com/x", "v1.0.0");
                sandbox.UseStore();
                sandbox["GOTOOLCHAIN"] = "auto";
            },
            "mod",
            "tidy"
        )
        {
            Finds = failure =>
            {
                StringAssert.StartsWith(failure.GoVersion, "1.9000");
                Assert.IsTrue(failure.Descriptor.IsNetwork);
            },
        }.But("1.19", "GDT1003", NoToolchains),
        new GoCase(
            "the proxy lacks a toolchain for a dependency",
            "GDT1103",
            async sandbox =>
            {
                sandbox.GoMod("require example.com/x v1.0.0");
                sandbox.Import("example.com/x");
                sandbox.Store.Add(
                    "example.com/x",
                    "v1.0.0",
                    ("go.mod", "module example.com/x\n\ngo 1.9000\n"),
                    ("x.go", "package x\n")
                );
                await sandbox.UseProxyAsync(ModuleProxyFault.None);
                sandbox["GOTOOLCHAIN"] = "auto";
            },
            "mod",
            "tidy"
        ).Not("1.19", BuildsAnyway),
        new GoCase(
            "GOTOOLCHAIN names no toolchain",
            "GDT1103",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox["GOTOOLCHAIN"] = "banana";
            },
            "list",
            "-m"
        ).Not("1.19", NoToolchains),
        new GoCase(
            "the toolchain's proxy refuses connections",
            "GDT1127",
            async sandbox =>
            {
                FromTheFuture(sandbox, "go.mod");
                await sandbox.UseProxyAsync(ModuleProxyFault.Refuses);
                sandbox["GOTOOLCHAIN"] = "auto";
            },
            "list",
            "-m"
        ).Not("1.19", NoToolchains),
    ];

    private static void FromTheFuture(GoSandbox sandbox, string goMod) =>
        sandbox.Write(goMod, "module example.com/m\n\ngo 1.9000\n");
}
