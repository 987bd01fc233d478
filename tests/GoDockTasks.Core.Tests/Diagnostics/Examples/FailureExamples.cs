using System.Diagnostics.CodeAnalysis;
using GoDockTasks.Core.Failures;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Tests.Building;
using GoDockTasks.Core.Tests.Failures;
using GoDockTasks.Core.Tests.Tidy;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Tests.Diagnostics.Examples;

/// <summary>11xx: why a go command of a check or of a build failed, and what only another go command meets.</summary>
[SuppressMessage("Interoperability", "CA1416", Justification = "The examples are made on Linux.")]
internal static class FailureExamples
{
    private const string Version = "v1.2.0";
    private const string Zip = "example.com/shop/money/@v/v1.2.0.zip";
    private const string Cache = "/home/me/go/pkg/mod/cache/download";
    private const string Killed = "# example.com/shop/orders\n/usr/lib/go/pkg/tool/linux_amd64/compile: signal: killed";
    private const string Get = $"go: example.com/shop/money@v1.2.0: Get \"https://proxy.example.com/{Zip}\": ";
    private const string Git =
        "go: git.example.com/shop/money@v1.2.0: git ls-remote -q --end-of-options "
        + "https://git.example.com/shop/money in /home/me/go/pkg/mod/cache/vcs/1b3d67fa: exit status 128:\n\t";

    // The cases are about modules with short names.
    private static readonly (string, string)[] Names =
    [
        ("example.com/x/y", "example.com/shop/tax"),
        ("example.com/x", "example.com/shop/money"),
        ("example.com/m", "example.com/shop/orders"),
        ("example.com/a", "example.com/shop/cart"),
        ("example.com/b", "example.com/shop/money"),
        ("github.com/x/y", "git.example.com/shop/money"),
        ("example.com/team/x", "git.example.com/shop/money"),
        ("cmd/banana", "cmd/orders"),
        ("m.go", "main.go"),
        ("1.9000", "1.99"),
    ];

    public static IEnumerable<DiagnosticExample> All => [.. Checks, .. Builds, .. Others];

    private static IEnumerable<DiagnosticExample> Checks =>
        [
            Of("GDT1102", "a dependency needs a newer Go", ("v1.0.0", "v1.4.0")),
            ModuleExamples.Checked("GDT1103", folder =>
                folder.WithOrders(go: "1.99.0").Environment["GOTOOLCHAIN"] = "auto"
            ),
            Of("GDT1110", "go.sum disagrees with a module", ("v1.0.0", Version)),
            Of("GDT1112", "a checksum database with 500", ("v1.0.0", Version)),
            Of("GDT1115", "a module lacks a package"),
            Of(
                "GDT1117",
                "two modules hold a package",
                ("example.com/x/y", "example.com/shop/tax"),
                ("example.com/x", "example.com/shop"),
                ("shop@v1.0.0/y", "shop@v1.0.0/tax")
            ),
            Of(
                "GDT1118",
                "a module declares another path",
                ("example.com/x", "example.com/shop/renamed"),
                ("example.com/other", "example.com/shop/cash")
            ),
            Of("GDT1119", "a tag that isn't there", ("v1.5.0", "v1.9.0")),
            new("GDT1120", async () =>
            {
                await using var sandbox = new GoSandbox(RealGo.Get());
                // The same commit on every machine.
                sandbox["GIT_AUTHOR_DATE"] = sandbox["GIT_COMMITTER_DATE"] = "2026-01-02T03:04:05Z";
                await Case("a tag that isn't there").Arrange(sandbox);
                string[] command = ["git", "rev-parse", "--short=12", "v1.0.0"];
                var commit = (await sandbox.RunAsync(command, sandbox.Path("repositories/x/y"))).StandardOutput.Trim();
                sandbox.GoMod($"require github.com/x/y v0.0.0-20200101000000-{commit}");
                return await CheckAsync("GDT1120", sandbox);
            }),
            Of("GDT1121", "a proxy with 404", ("v1.0.0", Version)),
            Of("GDT1122", "a proxy with 403", ("v1.0.0", Version)),
            Of("GDT1123", "a proxy with 503", ("v1.0.0", Version)),
            Of("GDT1124", "a proxy with a zip that is none"),
            Of("GDT1125", "GOPROXY=off"),
            Of("GDT1127", "a proxy with no listener", ("v1.0.0", Version)),
            Of("GDT1129", "a proxy with a certificate of an unknown authority", ("v1.0.0", Version)),
            Of("GDT1132", "no git"),
            Of("GDT1135", "GOVCS disallows git"),
            Of(
                "GDT1136",
                "a repository's host that wants credentials",
                ("example.com/x", "git.example.com/shop/money"),
                ("for example.com", "for git.example.com"),
                ("machine example.com", "machine git.example.com")
            ),
            Of("GDT1137", "a repository that git reaches by no protocol"),
            Of("GDT1138", "an older Go would take other versions"),
            Of("GDT1139", "GOROOT is another Go's"),
            Of("GDT1152", "GOSUMDB=on", ("v1.0.0", Version)),
            // Other machines say it in other words (name servers, folders), or only with luck. Real go says each of
            // these in the tests of failures.
            Said("GDT1126", Get + "dial tcp: lookup proxy.example.com on 192.0.2.53:53: no such host"),
            Said("GDT1128", Get + "net/http: TLS handshake timeout"),
            Said(
                "GDT1130",
                Git + "fatal: could not read Username for 'https://git.example.com': terminal prompts disabled"
            ),
            Said("GDT1131", Git + "Host key verification failed.\n\tfatal: Could not read from remote repository."),
            Said("GDT1133", Git + "fatal: detected dubious ownership in repository at '/srv/git/money.git'"),
            Said("GDT1145", $"go: example.com/shop/money@v1.2.0: write {Cache}/{Zip}: no space left on device"),
            Said("GDT1199", "go: something that nobody has seen before"),
        ];

    private static IEnumerable<DiagnosticExample> Builds =>
        [
            SetUpExamples.Built("GDT1116", folder => folder.WithOrders(OrdersModule.Uses("net/htp"))),
            SetUpExamples.Built("GDT1140", folder => UsesC(folder, "// #cgo LDFLAGS: -lsqlite3\n"), cgo: true),
            SetUpExamples.Built(
                "GDT1141",
                folder =>
                {
                    UsesC(folder, "// #cgo pkg-config: vips\n");
                    // What pkg-config 1.8 prints.
                    var script = folder.Folder.Write(
                        "bin/pkg-config",
                        """
                        #!/bin/sh
                        echo 'Package vips was not found in the pkg-config search path.'
                        echo "No package 'vips' found"
                        exit 1

                        """
                    );
                    File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
                    folder.Environment["PATH"] = $"{Path.GetDirectoryName(script)}:{folder.Environment["PATH"]}";
                },
                cgo: true
            ),
            SetUpExamples.Built(
                "GDT1142",
                """<GoSidecar Include="../../sidecars/orders" LdFlags="-s -w -X main.version" />""",
                folder => folder.WithOrders()
            ),
            SetUpExamples.Built("GDT1143", folder =>
                folder
                    .WithOrders(
                        "package main\n\nimport (\n\t_ \"example.com/shop/Money\"\n"
                            + "\t_ \"example.com/shop/money\"\n)\n\n"
                            + "func main() {}\n",
                        "\nrequire (\n\texample.com/shop/Money v0.0.0\n\texample.com/shop/money v0.0.0\n)\n\n"
                            + "replace example.com/shop/money => ./money\n\nreplace example.com/shop/Money => ./other\n"
                    )
                    .With("sidecars/orders/money/go.mod", "module example.com/shop/money\n")
                    .With("sidecars/orders/money/money.go", "package money\n")
                    .With("sidecars/orders/other/go.mod", "module example.com/shop/Money\n")
                    .With("sidecars/orders/other/money.go", "package money\n")
            ),
            SetUpExamples.Built("GDT1146", folder => UsesC(folder).Environment["CC"] = "gcc-gone", cgo: true),
            SetUpExamples.Built("GDT1147", folder =>
                folder
                    .WithOrders(OrdersModule.Uses("example.com/shop/orders/db"))
                    .With("sidecars/orders/db/db.go", "package db\n\nimport \"C\"\n")
            ),
            SetUpExamples.Built("GDT1148", folder =>
                folder.WithOrders(
                    "package main\n\nimport _ \"embed\"\n\n//go:embed rates.json\nvar rates string\n\nfunc main() {}\n"
                )
            ),
            SetUpExamples.Built("GDT1150", folder => folder.WithOrders("package main\n\nfunc main() { x := 1 }\n")),
            SetUpExamples.Built("GDT1151", folder =>
                folder.WithOrders("package main\n\nfunc main() {\n//line rules.y:12\n\tPrice()\n}\n")
            ),
            SetUpExamples.Built("GDT1153", folder => folder.WithOrders().Environment["GOEXPERIMENT"] = "rangefunk"),
            SetUpExamples.Built("GDT1154", folder =>
                folder.WithOrders().Through = request =>
                    request with
                    {
                        Program = "/bin/sh",
                        Arguments = ["-c", $"echo '{Killed}' >&2; exit 1"],
                    }
            ),
        ];

    // Met by neither a check nor a build of ours, but in images, in terminals and elsewhere.
    private static IEnumerable<DiagnosticExample> Others =>
        [
            Go("GDT1106", "no go.mod"),
            Go("GDT1134", "a broken repository for the stamp"),
            Go("GDT1144", "a go.sum that can't be written"),
            Go("GDT1149", "no such folder"),
        ];

    /// <summary>What a check finds of a module with which a go command fails.</summary>
    /// <param name="names">What is called otherwise on the page, besides what always is.</param>
    public static DiagnosticExample Of(string code, string name, params (string, string)[] names) =>
        new(code, async () =>
        {
            await using var sandbox = new GoSandbox(RealGo.Get());
            await Case(name).Arrange(sandbox);
            return await CheckAsync(code, sandbox, names);
        });

    private static async Task<string> CheckAsync(string code, GoSandbox sandbox, params (string, string)[] names)
    {
        var report = await new ModuleChecker(sandbox, TimeProvider.System).RunAsync(
            new()
            {
                Sidecars = [Orders(sandbox.Module)],
                ProjectFile = sandbox.Path("src/app/app.csproj"),
                Environment = sandbox.Variables,
                Go = new() { Executable = RealGo.Get().Executable },
                CacheDirectory = sandbox.Path("cache"),
                TemporaryDirectory = Path.GetTempPath(),
            },
            CancellationToken.None
        );
        (string, string)[] folders =
        [
            (sandbox.Module, sandbox.Root + "/sidecars/orders"),
            (sandbox.Path("GOPATH"), "/home/me/go"),
        ];
        return Printed.Of(code, report.Diagnostics, sandbox.Root, [.. folders, .. names, .. Names]);
    }

    // What go says.
    private static DiagnosticExample Go(string code, string name) => new(code, async () =>
        {
            await using var sandbox = new GoSandbox(RealGo.Get());
            var entry = Case(name);
            await entry.Arrange(sandbox);
            var outcome = await sandbox.GoAsync([.. entry.Command]);
            Assert.AreEqual(code, FailureClassifier.Classify(outcome.StandardError).Code, outcome.StandardError);
            var lines = outcome
                .StandardError.Split('\n')
                .Where(line => !line.StartsWith("go: downloading ", StringComparison.Ordinal));
            return Printed.Text(string.Join('\n', lines), sandbox.Root, [(sandbox.Module, "/src"), .. Names]);
        });

    // What a check makes of go's words.
    private static DiagnosticExample Said(string code, string words) => new(code, async () =>
        {
            using var folder = new CheckedFolder().WithMoney().With("sidecars/orders/go.sum", "");
            var report = await new ModuleChecker(new Speaker(words), TimeProvider.System).RunAsync(
                folder.Request with
                {
                    Environment = folder.Environment,
                    Sidecars = [Orders(folder.Folder.Path(OrdersModule.Folder))],
                },
                CancellationToken.None
            );
            return Printed.Of(code, report.Diagnostics, folder.Folder.Root);
        });

    private static BuiltFolder UsesC(BuiltFolder folder, string head = "") =>
        folder
            .WithCCompiler()
            .WithOrders(
                $"package main\n\n{head}// int f(void) {{ return 1; }}\nimport \"C\"\n\n"
                    + $"func main() {{ println(C.f()) }}\n"
            );

    private static Sidecar Orders(string folder) =>
        new("orders", folder, null, new("orders", new Dictionary<string, string>(), "", null));

    private static GoCase Case(string name) => RealGoFailureTests.Cases.Single(entry => entry.Name == name);

    private sealed class Speaker(string words) : IProcessRunner
    {
        public Task<ProcessOutcome> RunAsync(ProcessRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new ProcessOutcome(ProcessEnd.Exited, 1, "", words, false, TimeSpan.Zero));
    }
}
