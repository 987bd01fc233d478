namespace GoDockTasks.Core.Tests.Failures;

/// <summary>Version control, through a real git.</summary>
internal static class GitCases
{
    public static readonly GoCase[] All =
    [
        new(
            "a tag that isn't there",
            "GDT1119",
            async sandbox => await RepositoryAsync(sandbox, "v1.5.0"),
            "mod",
            "download"
        )
        {
            Finds = failure =>
            {
                Assert.AreEqual("github.com/x/y", failure.ModulePath);
                Assert.AreEqual("v1.5.0", failure.Version);
                Assert.IsFalse(failure.Descriptor.IsNetwork);
            },
        },
        new(
            "a commit that isn't there",
            "GDT1119",
            async sandbox => await RepositoryAsync(sandbox, "v0.0.0-20200101000000-abcdefabcdef"),
            "mod",
            "tidy"
        )
        {
            Finds = failure => Assert.AreEqual("v0.0.0-20200101000000-abcdefabcdef", failure.Version),
        },
        new(
            "a tag of another path",
            "GDT1118",
            async sandbox => await RepositoryAsync(sandbox, "v1.0.0", "module example.com/other\n"),
            "mod",
            "tidy"
        ),
        Host("asks for a user's name", "GDT1130", ModuleProxyFault.Unauthorized),
        Host("forbids it", "GDT1130", ModuleProxyFault.Forbidden),
        Host("shows no such repository", "GDT1130", ModuleProxyFault.NotFound),
        Host("fails", "GDT1136", ModuleProxyFault.InternalServerError),
        Host("doesn't listen", "GDT1127", ModuleProxyFault.Refuses),
        Host("has a certificate of an unknown authority", "GDT1129", ModuleProxyFault.UnknownAuthority),
        Ssh("refuses the key", "GDT1131", "git@github.com: Permission denied (publickey)."),
        Ssh("is another one than before", "GDT1131", "Host key verification failed."),
        Ssh(
            "has no name",
            "GDT1126",
            "ssh: Could not resolve hostname github.com: Temporary failure in name resolution"
        ),
        new(
            "no ssh",
            "GDT1131",
            async sandbox =>
            {
                Requires(sandbox, "v1.0.0");
                sandbox.GitHubIs("ssh://git@127.0.0.1/");
                sandbox["GIT_SSH"] = "/no/such/ssh";
                await Task.CompletedTask;
            },
            "mod",
            "download"
        ),
        new(
            "no git",
            "GDT1132",
            sandbox =>
            {
                Requires(sandbox, "v1.0.0");
                sandbox["GOPROXY"] = "direct";
                sandbox["GONOSUMDB"] = "*";
                sandbox.NoPrograms();
            },
            "mod",
            "download"
        ),
        new(
            "no git for the stamp",
            "GDT1132",
            async sandbox =>
            {
                await ProgramAsync(sandbox);
                sandbox.NoPrograms();
            },
            "build",
            "-buildvcs=true",
            "-o",
            "/dev/null",
            "."
        ),
        new(
            "another owner's repository",
            "GDT1133",
            async sandbox =>
            {
                await RepositoryAsync(sandbox, "v1.0.0");
                sandbox["GIT_TEST_ASSUME_DIFFERENT_OWNER"] = "true";
            },
            "mod",
            "download"
        ),
        new(
            "another owner's repository for the stamp, said with -v",
            "GDT1133",
            async sandbox =>
            {
                await ProgramAsync(sandbox);
                sandbox["GIT_TEST_ASSUME_DIFFERENT_OWNER"] = "true";
            },
            "build",
            "-v",
            "-o",
            "/dev/null",
            "."
        ),
        new(
            "another owner's repository for the stamp",
            "GDT1134",
            async sandbox =>
            {
                // Without -v go keeps git's words to itself.
                await ProgramAsync(sandbox);
                sandbox["GIT_TEST_ASSUME_DIFFERENT_OWNER"] = "true";
            },
            "build",
            "-o",
            "/dev/null",
            "."
        ),
        new(
            "a broken repository for the stamp",
            "GDT1134",
            async sandbox =>
            {
                await ProgramAsync(sandbox);
                File.Delete(Path.Combine(sandbox.Module, ".git", "HEAD"));
            },
            "build",
            "-o",
            "/dev/null",
            "."
        ),
        new(
            "GOVCS disallows git",
            "GDT1135",
            sandbox =>
            {
                Requires(sandbox, "v1.0.0");
                sandbox["GOPROXY"] = "direct";
                sandbox["GONOSUMDB"] = "*";
                sandbox["GOVCS"] = "*:off";
            },
            "mod",
            "download"
        )
        {
            Finds = failure => Assert.AreEqual("github.com/x/y", failure.Package),
        },
        new(
            "GOVCS is malformed",
            "GDT1135",
            sandbox =>
            {
                Requires(sandbox, "v1.0.0");
                sandbox["GOPROXY"] = "direct";
                sandbox["GONOSUMDB"] = "*";
                sandbox["GOVCS"] = "banana";
            },
            "mod",
            "download"
        ),
    ];

    private static void Requires(GoSandbox sandbox, string version)
    {
        sandbox.GoMod("require github.com/x/y " + version);
        sandbox.Import("github.com/x/y");
    }

    // github.com/x/y with the tag v1.0.0.
    private static async Task RepositoryAsync(
        GoSandbox sandbox,
        string required,
        string goMod = "module github.com/x/y\n"
    )
    {
        Requires(sandbox, required);
        await sandbox.GitAsync("repositories/x/y", "init", "-q");
        File.WriteAllText(Path.Combine(sandbox.Root, "repositories", "x", "y", "go.mod"), goMod);
        File.WriteAllText(Path.Combine(sandbox.Root, "repositories", "x", "y", "y.go"), "package y\n");
        await sandbox.GitAsync("repositories/x/y", "add", ".");
        await sandbox.GitAsync("repositories/x/y", "commit", "-q", "-m", "y");
        await sandbox.GitAsync("repositories/x/y", "tag", "v1.0.0");
        sandbox.GitHubIs(new Uri(Path.Combine(sandbox.Root, "repositories")).AbsoluteUri + "/");
    }

    private static async Task ProgramAsync(GoSandbox sandbox)
    {
        sandbox.GoMod();
        sandbox.Write("main.go", "package main\n\nfunc main() {}\n");
        await sandbox.GitAsync("module", "init", "-q");
        await sandbox.GitAsync("module", "add", ".");
        await sandbox.GitAsync("module", "commit", "-q", "-m", "m");
    }

    private static GoCase Host(string name, string code, ModuleProxyFault fault) =>
        new(
            "a git server that " + name,
            code,
            async sandbox =>
            {
                Requires(sandbox, "v1.0.0");
                sandbox.GitHubIs((await sandbox.ServeAsync(fault)).Url.AbsoluteUri);
            },
            "mod",
            "download"
        )
        {
            Finds = failure =>
            {
                Assert.AreEqual("github.com/x/y", failure.ModulePath);
                Assert.IsTrue(failure.Descriptor.IsNetwork);
            },
        };

    // A real git with an ssh that says what ssh says; a real one would ask a server.
    private static GoCase Ssh(string name, string code, string words) =>
        new(
            "an ssh server that " + name,
            code,
            sandbox =>
            {
                Requires(sandbox, "v1.0.0");
                sandbox.GitHubIs("ssh://git@127.0.0.1/");
                sandbox["GIT_SSH_COMMAND"] = $"echo '{words}' >&2; exit 255 #";
            },
            "mod",
            "download"
        )
        {
            Finds = failure => Assert.IsTrue(failure.Descriptor.IsNetwork),
        };
}
