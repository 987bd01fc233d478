using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Building;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles;
using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Fingerprints.Verification;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Tests.Fingerprints;
using GoDockTasks.Core.Tidy;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Files;

/// <summary>
/// In the place of each file that any target reads, a pipe without a writer: whoever opens it as a file is opened waits
/// for ever. All targets are gone through for each, without any program being started.
/// </summary>
[TestClass]
[OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
public sealed class PipeTests
{
    // The code that is said at the pipe; empty where it counts as not there, or as made anew. Files that go opens, too:
    // go is not started then.
    private static readonly (string Path, string Code, bool IsForGo)[] Inputs =
    [
        ("orders/go.mod", "GDT0013", true),
        ("orders/go.sum", "GDT0013", true),
        ("orders/other.go", "GDT0013", true),
        ("orders/util/util.go", "GDT0013", true),
        ("orders/vendor/modules.txt", "GDT0013", true),
        ("lib/lib.go", "GDT0013", true),
        ("lib/go.mod", "GDT0013", true),
        ("go.work", "GDT0013", true),
        ("go.work.sum", "", false),
        ("orders/main.go", "GDT0013", false),
        ("orders/data.txt", "GDT1012", false),
        ("orders/default.pgo", "GDT1012", false),
        ("orders/Dockerfile", "GDT0013", false),
        ("orders/Dockerfile.dockerignore", "", false),
        ("orders/.dockerignore", "", false),
        ("src/app/godock.lock.json", "GDT0013", false),
        ("src/app/docker-bake.hcl", "", false),
        ("src/app/template", "GDT2003", false),
        ("src/app/packages.lock.json", "GDT1012", false),
        ("src/app/app.csproj", "", false),
        ("src/app/signing.key", "GDT3011", false),
        ("src/app/trusted.pub", "GDT3007", false),
        ("src/app/metadata.json", "GDT3009", false),
        ("src/app/obj/godock/stamps/orders", "", false),
        ("src/app/obj/godock/sources", "", false),
        ("src/app/obj/godock/sidecars/orders/orders", "GDT3008", false),
        ("src/app/obj/godock/sidecars/orders/orders.sigstore.json", "GDT3007", false),
        ("go.env", "", false),
        ("netrc", "", false),
    ];

    [TestMethod]
    [Timeout(300_000, CooperativeCancellation = false)]
    public async Task No_target_waits_for_a_pipe_in_the_place_of_a_file()
    {
        using var folder = await PrintedFolder.NewAsync(Prepare);
        var root = folder.Built.Folder;
        var wrong = new List<string>();
        foreach (var (name, code, isForGo) in Inputs)
        {
            var path = root.Path(name);
            var before = File.Exists(path) ? await File.ReadAllBytesAsync(path) : null;
            SpecialFile.MakePipe(path);

            var programs = new NoPrograms();
            var all = Task.Run(() => RunAllAsync(folder, programs));
            Assert.AreSame(all, await Task.WhenAny(all, Task.Delay(TimeSpan.FromSeconds(20))), $"waits for {name}");
            var found = await all;
            var here = found.Where(diagnostic =>
                diagnostic.Location.File == path
                || diagnostic.Message.Contains(Path.GetFileName(path), StringComparison.Ordinal)
            );
            if (code.Length > 0 && !here.Any(diagnostic => diagnostic.Code == code))
                wrong.Add(
                    $"{name} has no {code}, but "
                        + $"{string.Join(", ", found.Select(diagnostic => diagnostic.Code + " " + diagnostic.Message))}"
                );
            if (isForGo)
                wrong.AddRange(
                    programs
                        .Started.Where(request =>
                            request.Program == folder.Built.Go.Executable
                            && (name != "go.work" || request.Environment["GOWORK"] != "off")
                        )
                        .Select(request => $"{name} is waited for by go {string.Join(' ', request.Arguments)}")
                );

            File.Delete(path);
            if (before is not null)
                await File.WriteAllBytesAsync(path, before);
            if (name.StartsWith("orders/vendor", StringComparison.Ordinal))
                Directory.Delete(root.Path("orders/vendor"));
        }

        Assert.AreEqual("", string.Join("\n", wrong));
    }

    private static void Prepare(PrintedFolder folder)
    {
        var built = folder.Built;
        built
            .With(
                "orders/main.go",
                "package main\n\nimport (\n\t_ \"embed\"\n\n\t\"example.com/lib\"\n\t\"example.com/log\"\n"
                    + "\t\"example.com/orders/util\"\n)\n\n//go:embed data.txt\nvar data string\n\n"
                    + "func main() { println(log.Name, lib.Name, util.Name, data) }\n"
            )
            .With("orders/other.go", "package main\n")
            .With("orders/util/util.go", "package util\n\nconst Name = \"u\"\n")
            .With("orders/data.txt", "data")
            .With("lib/go.mod", "module example.com/lib\n\ngo 1.19\n")
            .With("lib/lib.go", "package lib\n\nconst Name = \"l\"\n")
            .With(
                "orders/Dockerfile",
                "FROM golang:1.27 AS build\nCOPY . .\nRUN go build -o /orders .\nFROM scratch\n"
                    + "COPY --from=build /orders /\nCMD [\"/orders\"]\n"
            )
            .With("src/app/app.csproj", "<Project>\n  <GoSidecar Include=\"orders\" />\n</Project>\n");
        var goMod = File.ReadAllText(built.Folder.Path("orders/go.mod"));
        built.With("orders/go.mod", goMod + "\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ../lib\n");
        built.Environment["GOENV"] = built.Folder.Path("go.env");
        built.Environment["NETRC"] = built.Folder.Path("netrc");
        folder.Sidecar = folder.Sidecar with
        {
            Item = folder.Sidecar.Item with { ProjectFile = built.Request.ProjectFile },
        };
    }

    private static async Task<List<Diagnostic>> RunAllAsync(PrintedFolder folder, NoPrograms programs)
    {
        var built = folder.Built;
        string Full(string name) => built.Folder.Path("src/app/" + name);
        var found = new List<Diagnostic>();

        var settings = GoSettingsReader.Read(
            built.Environment,
            built.Request.ProjectFile,
            GoProperties.None,
            toolchain: null
        );
        found.AddRange(
            (
                await new ModuleChecker(programs, TimeProvider.System).RunAsync(
                    new()
                    {
                        Sidecars = [folder.Sidecar],
                        ProjectFile = built.Request.ProjectFile,
                        Environment = new Dictionary<string, string>(built.Environment) { ["GOPROXY"] = "off" },
                        TemporaryDirectory = built.Folder.Path("tmp"),
                        ProbeProxies = true,
                        CacheDirectory = built.Folder.Path("store"),
                    },
                    CancellationToken.None
                )
            ).Diagnostics
        );

        using (var readings = new Core.Modules.Sources.SourceReadings(Full("obj/godock/sources"), TimeProvider.System))
            found.AddRange(
                (
                    await new SidecarBuilder(programs).RunAsync(
                        built.Request with
                        {
                            Sidecars = [folder.Sidecar with { Main = "." }],
                            Readings = readings,
                        },
                        CancellationToken.None
                    )
                ).Diagnostics
            );

        var locked = DigestLockFile.Read(Full(DigestLockFile.DefaultName));
        found.AddRange(locked.Diagnostics);
        var generation = new GenerationRequest
        {
            Sidecars = [folder.Sidecar with { Dockerfile = built.Folder.Path("orders/Generated") }],
            ProjectFile = built.Request.ProjectFile,
            Version = "1.0.0",
            Template = File.Exists(Full("template")) ? Full("template") : null,
            BakeFile = Full("docker-bake.hcl"),
            Lock = locked,
        };
        var generated = DockerfileGenerator.Generate(generation);
        found.AddRange(generated.Diagnostics);
        found.AddRange(GeneratedFileComparison.Check(generated.Files, true));
        found.AddRange(
            SidecarDockerfiles.Check(
                generation with
                {
                    Sidecars = [folder.Sidecar],
                },
                new() { DockerfilePath = "", Settings = settings },
                CancellationToken.None
            )
        );

        found.AddRange(GoBuildInfoListing.Make(folder.Binary, built.Folder.Root, CancellationToken.None).Diagnostics);
        found.AddRange((await VerifyAsync(folder, programs)).ToDiagnostics());
        found.AddRange(await PrintAsync(folder, programs, Full));
        return found;
    }

    private static async Task<List<Diagnostic>> PrintAsync(
        PrintedFolder folder,
        NoPrograms programs,
        Func<string, string> full
    )
    {
        var found = new List<Diagnostic>();
        if (File.Exists(full("signing.key")))
            found.AddRange(
                SigningKeySource.Read(full("signing.key"), full(""), folder.Built.Environment).Problem is { } problem
                    ? [problem]
                    : []
            );
        if (File.Exists(full("metadata.json")))
            found.AddRange(BuiltImages.Read(full("metadata.json")).Problem is { } problem ? [problem] : []);
        if (File.Exists(full("trusted.pub")))
            found.AddRange(
                TrustedKeyReader
                    .Read(
                        [
                            new(
                                "trusted.pub",
                                new Dictionary<string, string> { ["BuilderId"] = PrintedFolder.Builder },
                                "",
                                null
                            ),
                        ],
                        full("")
                    )
                    .Diagnostics
            );
        using var signing = Keys.Signing(folder.Key);
        var generator = new FingerprintGenerator(
            Collector(folder, programs),
            signing,
            RunDetails.By(PrintedFolder.Builder, null, "node")
        );
        found.AddRange(
            (
                await generator.RunAsync(
                    [new(new(folder.Sidecar, "."), folder.Binary, folder.Stamp)],
                    CancellationToken.None
                )
            ).Diagnostics
        );
        return found;
    }

    private static async Task<FingerprintVerdict> VerifyAsync(PrintedFolder folder, NoPrograms programs)
    {
        var verifier = new FingerprintVerifier(
            Collector(folder, programs),
            new(programs, Collector(folder, programs), folder.Built.Request)
        );
        return (
            await verifier.RunAsync(
                new(
                    [folder.Bundle],
                    [new(VerificationKey.Of(folder.Key), PrintedFolder.Builder) { AllowDirty = true }],
                    []
                ),
                CancellationToken.None
            )
        ).Single();
    }

    private static FingerprintCollector Collector(PrintedFolder folder, NoPrograms programs) =>
        new(
            programs,
            new()
            {
                Programs = [new(folder.Sidecar, ".")],
                ProjectFile = folder.Built.Request.ProjectFile,
                Settings = GoSettingsReader.Read(
                    folder.Built.Environment,
                    folder.Built.Request.ProjectFile,
                    GoProperties.None,
                    toolchain: null
                ),
                GeneratorVersion = "1.0.0",
                Timeout = TimeSpan.FromMinutes(1),
            }
        );

    // A fake in place of all programs: real go would wait for the pipe, which isn't what is asked here.
    private sealed class NoPrograms : IProcessRunner
    {
        private readonly List<ProcessRequest> started = [];

        public IReadOnlyList<ProcessRequest> Started => started;

        public Task<ProcessOutcome> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
        {
            lock (started)
                started.Add(request);
            return Task.FromResult(new ProcessOutcome(ProcessEnd.Exited, 1, "", "not started", false, TimeSpan.Zero));
        }
    }
}
