using GoDockTasks.Core.Fingerprints.Verification;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Tests.Building;

namespace GoDockTasks.Core.Tests.Fingerprints;

/// <summary>Nothing that was compiled or read before gets into a rebuild.</summary>
[TestClass]
public sealed class RebuildCacheTests
{
    // Counts what it is asked, and has nothing.
    private const string CacheProgram = """
        package main

        import (
        	"bufio"
        	"fmt"
        	"os"
        	"strings"
        )

        func main() {
        	fmt.Println(`{"ID":0,"KnownCommands":["get"]}`)
        	log, _ := os.OpenFile(os.Args[1], os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
        	lines := bufio.NewScanner(os.Stdin)
        	for lines.Scan() {
        		_, rest, found := strings.Cut(lines.Text(), `"ID":`)
        		if id, _, more := strings.Cut(rest, ","); found && more {
        			fmt.Fprintln(log, id)
        			fmt.Printf("{\"ID\":%s,\"Miss\":true}\n", id)
        		}
        	}
        }
        """;

    [TestMethod]
    public async Task A_rebuild_asks_no_cache_of_anybodys_and_takes_modules_only_as_go_sum_says()
    {
        using var printed = await PrintedFolder.NewAsync();
        var built = printed.Built;
        var helper = await built.BuildAsync(built.WithModule("helper", CacheProgram).Sidecar("helper"));
        Assert.IsEmpty(helper.Diagnostics.Select(diagnostic => diagnostic.Message + diagnostic.Detail));
        var log = built.Folder.Path("requests");
        File.Copy(helper.Programs.Single().Path, built.Folder.Path("cache-program"));
        var setting = $"'{built.Folder.Path("cache-program")}' '{log}'";
        // One that asks: the helper counts.
        built.With("asks/go.mod", "module example.com/asks\n\ngo 1.19\n").With("asks/asks.go", "package asks\n");
        var asked = await built.Go.RunAsync(
            built.Folder.Path("asks"),
            new Dictionary<string, string>(built.Environment) { ["GOCACHEPROG"] = setting },
            "build",
            "."
        );
        Assert.IsTrue(asked.Succeeded, asked.StandardError);
        Assert.IsGreaterThan(0, Requests());
        File.Delete(log);
        // Both in the environment and where `go env -w` writes.
        built.With("go.env", $"GOCACHEPROG={setting}\n");
        var environment = new Dictionary<string, string>(built.Environment)
        {
            ["GOCACHEPROG"] = setting,
            ["GOENV"] = built.Folder.Path("go.env"),
        };

        var reproduced = await printed.VerifyAsync(built.Request with { Environment = environment });

        Assert.AreEqual(VerificationOutcome.Verified, reproduced.Outcome, reproduced.ToText());
        Assert.AreEqual(0, Requests(), reproduced.ToText());

        // Changes no byte of the program: only who looks sees it.
        var module = Path.Combine(built.Environment["GOPATH"], "pkg", "mod", "example.com", "log@v1.0.0");
        await File.WriteAllTextAsync(Path.Combine(module, "README"), "another");
        built.Through = await CompiledLibrary.ForRebuildsAsync();

        var verdict = await printed.VerifyAsync(built.Request with { Environment = environment });

        Assert.AreEqual(0, Requests(), verdict.ToText());
        Assert.AreEqual(VerificationOutcome.CannotVerify, verdict.Outcome, verdict.ToText());
        Assert.Contains("example.com/log@v1.0.0", verdict.Findings.Single().Message);

        int Requests() => File.Exists(log) ? File.ReadAllLines(log).Length : 0;
    }

    [TestMethod]
    public async Task A_rebuild_takes_no_program_from_the_store()
    {
        using var printed = await PrintedFolder.NewAsync(folder =>
            folder.Built.Request = folder.Built.Request with
            {
                ProgramStore = folder.Built.Folder.Path("store"),
                ProgramStoreBytes = 1L << 30,
            }
        );
        var built = printed.Built;
        built.Through = await CompiledLibrary.ForRebuildsAsync();
        Assert.IsTrue(Directory.Exists(built.Folder.Path("store/programs-1")));
        var before = built.Started.Count(request => request.Arguments[0] == "build");

        var verdict = await printed.VerifyAsync(built.Request);

        Assert.IsTrue(verdict.IsReproduced, verdict.ToText());
        Assert.AreEqual(before + 1, built.Started.Count(request => request.Arguments[0] == "build"));
    }

    [TestMethod]
    public async Task A_rebuild_asks_no_reading_that_others_share()
    {
        using var printed = await PrintedFolder.NewAsync();
        var built = printed.Built;
        built.Through = await CompiledLibrary.ForRebuildsAsync();
        using var readings = new SourceReadings(built.Folder.Path("sources"), TimeProvider.System);
        var known = new List<bool>();
        built.OnStart = () =>
        {
            if (built.Started[^1] is { Arguments: ["build", ..], WorkingDirectory: var copy })
                known.Add(readings.Knows(copy));
        };

        var verdict = await printed.VerifyAsync(built.Request with { Readings = readings });

        Assert.IsTrue(verdict.IsReproduced, verdict.ToText());
        Assert.AreSequenceEqual([false], known);
    }

    // As ccache does it: what was compiled from the same text before is handed out, unless a variable says no.
    private const string CompilerCache = """
        #!/bin/sh
        objects="${0%/*}/objects"
        out= compiles= before=
        for word; do
            [ "$before" != -o ] || out=$word
            [ "$word" != -c ] || compiles=yes
            before=$word
        done
        if [ -n "$CCACHE_DISABLE" ] || [ -z "$compiles" ] || [ -z "$out" ] || [ "$out" = /dev/null ]; then
            exec "$@"
        fi
        "$@" -E && key=$(grep -v '^#' "$out" | sha256sum | cut -c1-64)
        if [ -e "$objects/$key" ]; then
            echo "$out" >>"$0.hits"
            exec cp "$objects/$key" "$out"
        fi
        "$@" && mkdir -p "$objects" && cp "$out" "$objects/$key"
        """;

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task A_rebuild_asks_no_cache_of_a_C_compiler()
    {
        using var printed = await PrintedFolder.NewAsync(folder =>
        {
            var built = folder.Built.WithCCompiler().With("cache/cc", CompilerCache);
            var cache = built.Folder.Path("cache/cc");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(cache, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            built.Environment["CC"] = $"'{cache}' {built.Environment["CC"]}";
            built.With(
                "orders/main.go",
                """
                package main

                // static int answer(void) { return 42; }
                import "C"
                import "example.com/log"

                func main() { println(log.Name, C.answer()) }

                """
            );
            folder.Sidecar = folder.Sidecar with { CgoEnabled = true };
        });
        var built = printed.Built;
        // One that asks, with another flag for the Go compiler alone.
        var environment = new Dictionary<string, string>(built.Environment) { ["CGO_ENABLED"] = "1" };
        var asked = await built.Go.RunAsync(
            built.Folder.Path("orders"),
            environment,
            "build",
            "-trimpath",
            "-gcflags=-N",
            "-o",
            built.Folder.Path("asked"),
            "."
        );
        Assert.IsTrue(asked.Succeeded, asked.StandardError);
        var hits = Hits();
        Assert.IsGreaterThan(0, hits);

        var verdict = await printed.VerifyAsync(built.Request);

        Assert.AreEqual(VerificationOutcome.Verified, verdict.Outcome, verdict.ToText());
        Assert.IsTrue(verdict.IsReproduced);
        Assert.AreEqual(hits, Hits());

        int Hits() =>
            built.Folder.Path("cache/cc.hits") is var log && File.Exists(log) ? File.ReadAllLines(log).Length : 0;
    }

    // Go before 1.20 came with compiled archives of its standard library; -trimpath passes them over, and a cache is
    // believed by its keys.
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Altered_archives_of_GOROOT_and_objects_of_the_cache_do_not_get_into_a_rebuild()
    {
        using var printed = await PrintedFolder.NewAsync(folder =>
        {
            folder.Built.Environment["GOCACHE"] = folder.Built.Folder.Path("cache");
            folder.Built.Request = folder.Built.Request with
            {
                Go = new() { Executable = CopyGo(folder.Built.Folder.Path("goroot")) },
            };
        });
        var built = printed.Built;
        Assert.IsGreaterThan(0, Alter(built.Folder.Path("goroot/pkg")));
        Assert.IsGreaterThan(0, Alter(built.Environment["GOCACHE"]));
        // An ordinary build takes both: the archive without -trimpath, the object with it.
        await BuildAsync("archive", built.Folder.Path("another"));
        await BuildAsync("object", built.Environment["GOCACHE"], "-trimpath");

        var verdict = await printed.VerifyAsync(built.Request);

        Assert.AreEqual(VerificationOutcome.Verified, verdict.Outcome, verdict.ToText());
        Assert.IsTrue(verdict.IsReproduced);

        async Task BuildAsync(string name, string cache, params string[] flags)
        {
            var environment = new Dictionary<string, string>(built.Environment) { ["GOCACHE"] = cache };
            var build = await new ProcessRunner().RunAsync(
                new(
                    built.Request.Go.Executable!,
                    ["build", .. flags, "-o", built.Folder.Path(name), "."],
                    built.Folder.Path("orders"),
                    environment,
                    TimeSpan.FromMinutes(5)
                ),
                CancellationToken.None
            );
            Assert.IsTrue(build.Succeeded, build.StandardError);
            Assert.IsGreaterThanOrEqualTo(
                0,
                File.ReadAllBytes(built.Folder.Path(name)).AsSpan().IndexOf("ALL goroutines are asleep"u8),
                name
            );
        }
    }

    // The archives that a program needs which prints without fmt; what nobody alters is linked to.
    private static string CopyGo(string root)
    {
        var real =
            new DirectoryInfo(RealGo.Get("1.19").Root) is var folder
            && folder.ResolveLinkTarget(returnFinalTarget: true) is { } target
                ? target.FullName
                : folder.FullName;
        Directory.CreateDirectory(root + "/bin");
        Directory.CreateDirectory(root + "/pkg/linux_amd64/runtime");
        File.Copy(real + "/bin/go", root + "/bin/go");
        File.Copy(real + "/VERSION", root + "/VERSION");
        foreach (
            var same in new[]
            {
                "src",
                "pkg/tool",
                "pkg/include",
                "pkg/linux_amd64/internal",
                "pkg/linux_amd64/runtime/internal",
            }
        )
            File.CreateSymbolicLink($"{root}/{same}", $"{real}/{same}");
        File.Copy(real + "/pkg/linux_amd64/runtime.a", root + "/pkg/linux_amd64/runtime.a");
        return root + "/bin/go";
    }

    private static int Alter(string folder)
    {
        var altered = 0;
        foreach (
            var file in Directory
                .GetFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => !file.Contains("/tool/", StringComparison.Ordinal))
        )
        {
            var bytes = File.ReadAllBytes(file);
            var last = 0;
            for (int next; (next = bytes.AsSpan(last).IndexOf("all goroutines are asleep"u8)) >= 0; last += next)
                "ALL"u8.CopyTo(bytes.AsSpan(last + next));
            if (last == 0)
                continue;
            File.WriteAllBytes(file, bytes);
            altered++;
        }

        return altered;
    }
}
