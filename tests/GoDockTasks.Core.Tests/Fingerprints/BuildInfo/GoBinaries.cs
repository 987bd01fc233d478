namespace GoDockTasks.Core.Tests.Fingerprints.BuildInfo;

/// <summary>Small programs, built by real Gos for every kind of machine, with modules replaced and not.</summary>
internal sealed class GoBinaries : IDisposable
{
    private readonly TemporaryFolder folder = new("godock binaries");

    private GoBinaries() { }

    public string Root => folder.Root;

    /// <summary>Writes the program. What only the runtime is linked into compiles in seconds for any machine.</summary>
    public static async Task<GoBinaries> MakeAsync()
    {
        var binaries = new GoBinaries();
        var store = new ModuleStore(binaries.folder.Path("store"))
            .Add("example.com/Plain", "v1.0.0", ("p.go", "package plain\n\nconst X = \"plain\"\n"))
            .Add("example.com/fork", "v1.2.0", ("f.go", "package fork\n\nconst X = \"fork\"\n"));
        binaries.folder.Write("local/go.mod", "module example.com/local\n\ngo 1.19\n");
        binaries.folder.Write("local/l.go", "package local\n\nconst X = \"local\"\n");
        binaries.folder.Write(
            "main/go.mod",
            """
            module example.com/main

            go 1.19

            require (
            	example.com/Plain v1.0.0
            	example.com/local v0.0.0-00010101000000-000000000000
            	example.com/original v1.1.0
            )

            replace (
            	example.com/local => ../local
            	example.com/original => example.com/fork v1.2.0
            )

            """.ReplaceLineEndings("\n")
        );
        binaries.folder.Write(
            "main/main.go",
            """
            package main

            import (
            	plain "example.com/Plain"
            	"example.com/local"
            	fork "example.com/original"
            )

            func main() { println(plain.X, local.X, fork.X) }

            """
        );
        var oldest = RealGo.Get(RealGo.Versions[0]);
        var tidy = await oldest.RunAsync(
            binaries.folder.Path("main"),
            binaries.Environment(oldest, ("GOPROXY", store.Url)),
            "mod",
            "tidy"
        );
        Assert.IsTrue(tidy.Succeeded, tidy.StandardError);
        return binaries;
    }

    /// <summary>
    /// Builds the program for <c>os/arch</c> and returns the name of the file, which lies in <see cref="Root"/>.
    /// </summary>
    public async Task<string> BuildAsync(RealGo go, string platform, string name, params string[] flags)
    {
        var parts = platform.Split('/');
        var outcome = await go.RunAsync(
            folder.Path("main"),
            Environment(go, ("GOOS", parts[0]), ("GOARCH", parts[1])),
            ["build", "-o", folder.Path(name), .. flags, "."]
        );
        Assert.IsTrue(outcome.Succeeded, $"go{go.Version} {platform}: {outcome.StandardError}");
        return name;
    }

    /// <summary>What the newest `go version -m` prints about them to standard output.</summary>
    public async Task<string> GoVersionAsync(params string[] files)
    {
        var go = RealGo.Get();
        return (await go.RunAsync(Root, Environment(go), ["version", "-m", .. files])).StandardOutput;
    }

    public void Dispose() => folder.Dispose();

    // What was compiled once for a machine needn't be for the next run: that makes minutes seconds.
    private Dictionary<string, string> Environment(RealGo go, params (string Name, string Value)[] more) =>
        RealGo.Environment(
            folder.Root,
            [
                ("GOCACHE", go.BuildCache),
                ("HOME", Path.Combine(Repository.Root, "artifacts", "test-cache")),
                ("XDG_CONFIG_HOME", Path.Combine(Repository.Root, "artifacts", "test-cache")),
                ("CGO_ENABLED", "0"),
                // A quarter of the compiler's time goes into collecting what ends with it.
                ("GOGC", "off"),
                .. more,
            ]
        );
}
