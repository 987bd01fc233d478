using System.Text;
using GoDockTasks.Core.Fingerprints.Verification;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Tests.Building;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Fingerprints;

/// <summary>Programs that are built again, in another folder and with an empty cache.</summary>
[TestClass]
public sealed class RebuildTests
{
    [TestMethod]
    [DataRow("replaced")]
    [DataRow("workspace")]
    [DataRow("vendored")]
    public async Task Modules_that_lie_on_this_machine_are_inputs_and_are_rebuilt(string layout)
    {
        using var printed = await PrintedFolder.NewAsync(folder => Arrange(folder, layout));
        printed.Built.Through = await CompiledLibrary.ForRebuildsAsync();

        var verdict = await printed.VerifyAsync(printed.Built.Request);
        Assert.AreEqual(VerificationOutcome.Verified, verdict.Outcome, verdict.ToText());
        Assert.IsTrue(verdict.IsReproduced);
        Assert.AreEqual(layout == "vendored" ? "vendor" : "readonly", printed.Facts["compile mod"].Value);

        var source = printed.Built.Folder.Path(
            layout == "vendored" ? "orders/vendor/example.com/log/log.go" : "log/log.go"
        );
        await File.AppendAllTextAsync(source, "\n// another line\n");
        verdict = await printed.VerifyAsync();
        Assert.AreSequenceEqual(
            ["sources"],
            verdict.Findings.Single().Differences.Select(difference => difference.Kind),
            verdict.ToText()
        );
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task What_can_not_be_copied_is_named()
    {
        using var printed = await PrintedFolder.NewAsync(folder => Arrange(folder, "workspace"));
        var pipe = SpecialFile.MakePipe(printed.Built.Folder.Path("go.work.sum"));

        var verdict = await printed.VerifyAsync(printed.Built.Request);

        Assert.AreEqual(VerificationOutcome.CannotVerify, verdict.Outcome, verdict.ToText());
        Assert.Contains($"'{pipe}'", verdict.ToText());
    }

    [TestMethod]
    public async Task A_rebuild_elsewhere_gives_the_same_bytes_and_another_Go_is_named_first()
    {
        using var printed = await PrintedFolder.NewAsync();

        var same = await printed.VerifyAsync(printed.Built.Request);
        Assert.AreEqual(VerificationOutcome.Verified, same.Outcome, same.ToText());
        Assert.IsTrue(same.IsReproduced);

        var other = await printed.VerifyAsync(
            printed.Built.Request with
            {
                Go = new() { Executable = RealGo.Get("1.24").Executable },
            }
        );
        Assert.AreEqual(VerificationOutcome.NotReproduced, other.Outcome, other.ToText());
        Assert.AreSequenceEqual(
            ["sha256", "go"],
            other.Findings[0].Differences.Take(2).Select(difference => difference.Kind)
        );
        var diagnostic = other.ToDiagnostics().Single();
        Assert.AreEqual("GDT3006", diagnostic.Code);
        Assert.Contains("go version go1.27", diagnostic.Message);
        Assert.IsEmpty(Directory.GetDirectories(printed.Built.Request.TemporaryDirectory));
    }

    [TestMethod]
    public async Task Neither_processors_nor_umask_nor_time_zone_count()
    {
        using var printed = await PrintedFolder.NewAsync();
        printed.Built.Through = request =>
            request with
            {
                Program = "/bin/sh",
                Arguments = ["-c", "umask 077; exec \"$0\" \"$@\"", request.Program, .. request.Arguments],
            };
        var environment = new Dictionary<string, string>(printed.Built.Environment)
        {
            ["GOMAXPROCS"] = "1",
            ["TZ"] = "Asia/Kathmandu",
        };

        var verdict = await printed.VerifyAsync(printed.Built.Request with { Environment = environment });

        Assert.AreEqual(VerificationOutcome.Verified, verdict.Outcome, verdict.ToText());
        Assert.IsTrue(verdict.IsReproduced);
    }

    [TestMethod]
    [DataRow("compile gcflags")]
    [DataRow("compile tags")]
    [DataRow("compile ldflags")]
    [DataRow("env CGO_ENABLED")]
    [DataRow("module example.com/log")]
    [DataRow("sources h1")]
    public async Task The_input_that_changed_is_named_first(string input)
    {
        using var printed = await PrintedFolder.NewAsync();
        printed.Built.Through = await CompiledLibrary.ForRebuildsAsync();
        await ChangeAsync(printed, input);

        var verdict = await printed.VerifyAsync(
            printed.Built.Request with
            {
                Environment = new Dictionary<string, string>(printed.Built.Environment),
            }
        );

        Assert.AreSequenceEqual(
            [VerificationOutcome.Mismatch, VerificationOutcome.NotReproduced],
            verdict.Findings.Select(finding => finding.Outcome),
            verdict.ToText()
        );
        Assert.AreSequenceEqual(
            ["sha256 ", input],
            verdict.Findings[1].Differences.Take(2).Select(difference => $"{difference.Kind} {difference.Name}"),
            verdict.ToText()
        );
    }

    [TestMethod]
    public async Task Where_all_inputs_agree_the_sections_that_differ_are_named()
    {
        using var printed = await PrintedFolder.NewAsync();
        printed.Built.Through = await CompiledLibrary.ForRebuildsAsync();
        var bytes = await File.ReadAllBytesAsync(printed.Binary);
        var at = bytes.AsSpan().IndexOf("all goroutines are asleep"u8);
        bytes[at] ^= 0x20;
        await File.WriteAllBytesAsync(printed.Binary, bytes);
        await printed.PrintAsync();

        var verdict = await printed.VerifyAsync(printed.Built.Request);

        var finding = verdict.Findings.Single();
        Assert.AreEqual(VerificationOutcome.NotReproduced, finding.Outcome, verdict.ToText());
        Assert.AreSequenceEqual(
            ["sha256 ", "section .rodata"],
            finding.Differences.Select(difference => $"{difference.Kind} {difference.Name}"),
            verdict.ToText()
        );
        Assert.Contains($"from byte {at} on, in .rodata", finding.Message);
    }

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
        Assert.IsTrue(Directory.Exists(built.Folder.Path("store/programs-1")));
        var before = built.Started.Count(request => request.Arguments[0] == "build");

        var verdict = await printed.VerifyAsync(built.Request);

        Assert.IsTrue(verdict.IsReproduced, verdict.ToText());
        Assert.AreEqual(before + 1, built.Started.Count(request => request.Arguments[0] == "build"));
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

    [TestMethod]
    public void What_go_env_has_written_ends_it_too()
    {
        using var built = new BuiltFolder();
        built.With("user.env", "GOFLAGS=-toolexec=/tmp/old\n");
        var settings = GoSettingsReader.Read(
            new Dictionary<string, string> { ["GOENV"] = built.Folder.Path("user.env") },
            built.Request.ProjectFile,
            GoProperties.None,
            toolchain: null
        );

        Assert.Contains("-toolexec", RebuildEnvironment.Problem(settings, built.Sidecar("orders"))!);
    }

    [TestMethod]
    [DataRow("-toolexec=/tmp/old", "", "-toolexec")]
    [DataRow("-overlay=o.json", "", "-overlay")]
    [DataRow("-v --pkgdir=/tmp/pkg", "", "-pkgdir")]
    [DataRow("-linkshared", "", "-linkshared")]
    [DataRow("-modfile=other.mod", "", "-modfile")]
    [DataRow("-compiler=gccgo", "", "-compiler")]
    [DataRow("'-gcflags=all=-N -importcfg=old'", "", "-importcfg")]
    [DataRow("'-ldflags=-linkmode external -extld=/tmp/old'", "", "-extld")]
    [DataRow("", "-s -extld /tmp/old", "-extld")]
    [DataRow("'unclosed", "", "GOFLAGS")]
    [DataRow(
        "-race '-gcflags=all=-N -l' -tags=netgo -mod=vendor -pgo=off -trimpath",
        "-s -w -X main.v=1 -linkmode external -extldflags \"-static -L/usr/lib\"",
        null
    )]
    public void What_could_hand_a_rebuild_old_bytes_ends_it(string goFlags, string ldFlags, string? problem)
    {
        using var built = new BuiltFolder();
        var settings = GoSettingsReader.Read(
            new Dictionary<string, string> { ["GOFLAGS"] = goFlags, ["GOENV"] = "off" },
            built.Request.ProjectFile,
            GoProperties.None,
            toolchain: null
        );

        var found = RebuildEnvironment.Problem(settings, built.Sidecar("orders") with { LdFlags = ldFlags });

        if (problem is null)
            Assert.IsNull(found);
        else
            Assert.Contains(problem, found!);
    }

    [TestMethod]
    public void A_rebuild_has_the_users_settings_but_those_of_caches()
    {
        using var built = new BuiltFolder();
        built
            .With("user.env", "GOPROXY=https://proxy.example.com\nGOCACHEPROG=old\nGOCACHE=/old\nGOFLAGS=-v\n")
            .With("rebuild/here", "");
        var settings = GoSettingsReader.Read(
            new Dictionary<string, string>
            {
                ["GOENV"] = built.Folder.Path("user.env"),
                ["GOCACHEPROG"] = "old",
                ["HOME"] = "/home",
            },
            built.Request.ProjectFile,
            GoProperties.None,
            toolchain: null
        );

        var environment = RebuildEnvironment.Create(settings, built.Folder.Path("rebuild"));

        Assert.AreEqual(
            "GOPROXY=https://proxy.example.com\nGOFLAGS=-v\nGOCACHEPROG=\n",
            File.ReadAllText(environment["GOENV"])
        );
        Assert.IsFalse(environment.ContainsKey("GOCACHEPROG"));
        Assert.AreEqual(
            ("-v -a", built.Folder.Path("rebuild/cache"), "/home"),
            (environment["GOFLAGS"], environment["GOCACHE"], environment["HOME"])
        );
        Assert.AreEqual(
            ("1", "1", "true"),
            (environment["CCACHE_DISABLE"], environment["SCCACHE_RECACHE"], environment["BUILDCACHE_DISABLE"])
        );
    }

    private static async Task ChangeAsync(PrintedFolder printed, string input)
    {
        var sidecar = printed.Sidecar;
        switch (input)
        {
            case "compile gcflags":
                printed.Built.Environment["GOFLAGS"] += " -gcflags=-N";
                break;
            case "compile tags":
                printed.Sidecar = sidecar with { Tags = ["netgo"] };
                break;
            case "compile ldflags":
                printed.Sidecar = sidecar with { LdFlags = "-s" };
                break;
            case "env CGO_ENABLED":
                printed.Sidecar = sidecar with { CgoEnabled = true };
                break;
            case "sources h1":
                await File.AppendAllTextAsync(
                    printed.Built.Folder.Path("orders/main.go"),
                    "\nfunc init() { println(1) }\n"
                );
                break;
            default:
                var module = printed.Built.Folder.Path("orders/go.mod");
                await File.WriteAllTextAsync(
                    module,
                    (await File.ReadAllTextAsync(module)).Replace("v1.0.0", "v1.1.0", StringComparison.Ordinal)
                );
                await printed.TidyAsync();
                break;
        }
    }

    private static void Arrange(PrintedFolder folder, string layout)
    {
        folder
            .Built.With("log/go.mod", "module example.com/log\n\ngo 1.19\n")
            .With("log/log.go", "package log\n\nconst Name = \"here\"\n");
        if (layout == "replaced")
            File.AppendAllText(folder.Built.Folder.Path("orders/go.mod"), "\nreplace example.com/log => ../log\n");
        else if (layout == "workspace")
            folder.Built.With("go.work", "go 1.19\n\nuse (\n\t./orders\n\t./log\n)\n");
        else
            Assert.IsTrue(
                folder
                    .Built.Go.RunAsync(folder.Built.Folder.Path("orders"), folder.Built.Environment, "mod", "vendor")
                    .GetAwaiter()
                    .GetResult()
                    .Succeeded
            );
    }
}
