using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Diagnosis;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Image.Tests;

/// <summary>
/// Images fail to build for the ten causes that people meet most, with real builders: BuildKit's plain log, BuildKit on
/// a terminal, and docker's classic builder; and for what builders themselves refuse. Each log tells the cause. With
/// GODOCK_UPDATE_CORPUS=1 they are kept in <see cref="LogCorpus"/>.
/// </summary>
[TestClass]
[NeedsDocker]
public sealed class BuilderLogTests
{
    private const string Head =
        "FROM golang:VERSION\nARG GOPROXY\nENV GOPROXY=$GOPROXY GONOSUMDB=example.com\nWORKDIR /src\n";

    private static readonly ImmutableArray<string> Versions = ["1.24", RealGo.Newest];

    private static readonly ImmutableArray<Cause> Causes =
    [
        new("no proxy", "GDT1127", "COPY go.mod go.sum ./\nRUN go mod download\n", ModuleProxyFault.Refuses),
        new(
            "a proxy that stalls",
            "GDT1128",
            "COPY go.mod go.sum ./\nRUN go mod download\n",
            ModuleProxyFault.StallsBeforeTls
        ),
        new("a sign-in page", "GDT1124", "COPY go.mod ./\nRUN go mod download\n", ModuleProxyFault.SignInPage),
        new("a private module", "GDT1121", "COPY go.mod go.sum ./\nRUN go mod download\n", ModuleProxyFault.NotFound),
        new(
            "Go too old in the image",
            "GDT1003",
            "COPY . .\nRUN sed -i 's/^go .*/go 1.99/' go.mod && go mod download\n"
        ),
        new("go.sum not copied", "GDT1009", "COPY go.mod main.go ./\nRUN CGO_ENABLED=0 go build -o /out .\n"),
        new(
            "tidy before the source",
            "GDT1001",
            "COPY go.mod go.sum ./\nRUN go mod tidy\nCOPY main.go ./\nRUN CGO_ENABLED=0 go build -o /out .\n"
        ),
        new("WORKDIR without go.mod", "GDT1106", "COPY . .\nWORKDIR /app\nRUN go mod tidy\n"),
        new(
            "a module cache owned by root",
            "GDT1012",
            "RUN mkdir -p /go/pkg/mod && chmod -R 755 /go/pkg\nCOPY go.mod go.sum ./\nUSER 65532\nRUN go mod download\n"
        ),
        new(
            "a corrupt module in the cache",
            "GDT1110",
            "COPY go.mod go.sum ./\nRUN go mod download && chmod -R u+w /go/pkg && echo >>/go/pkg/mod/example.com/greet@v1.0.0/greet.go\nRUN go mod verify\n"
        ),
    ];

    // What a builder, or the system, says before go is started, and a step that says nothing.
    private static readonly ImmutableArray<Refusal> Refusals =
    [
        new("an instruction that isn't one", "GDT2002", Head + "RUNN go mod download\n"),
        new("a file that isn't in the context", "GDT2107", Head + "COPY go.mod go.sun ./\n"),
        new("a target that is no stage", "GDT2121", Head + "COPY . .\n", "--target=release"),
        new(
            "a path that the earlier stage lacks",
            "GDT2122",
            "FROM golang:VERSION AS build\nWORKDIR /src\nFROM scratch\nCOPY --from=build /src/orders /orders\n"
        ),
        new(
            "a stage without go",
            "GDT2123",
            "FROM golang:VERSION AS build\nFROM busybox:1.35\nCOPY --from=build /go /go\nRUN go mod download\n"
        ),
        new(
            "a stage without a shell",
            "GDT2123",
            "FROM golang:VERSION AS build\nFROM scratch\nCOPY --from=build /go /go\nRUN mkdir /data\n"
        ),
        new(
            "a program that the image lacks",
            "GDT2123",
            Head + "COPY . .\nRUN protoc --version && go generate ./...\n"
        ),
        new(
            "a script that isn't executable",
            "GDT2409",
            Head + "COPY . .\nRUN echo 'go build .' >build.sh && ./build.sh\n"
        ),
        new(
            "a program that the image lacks, without a shell",
            "GDT2123",
            Head + "COPY . .\nRUN [\"protoc\", \"--version\"]\n"
        ),
        new(
            "a stage of another platform",
            "GDT2412",
            Head
                + "COPY . .\nRUN GOARCH=arm64 go build -o /sh .\nFROM scratch\nCOPY --from=0 /sh /bin/sh\nRUN mkdir /data\n"
        ),
        new("a base image that isn't there", "GDT5005", "FROM golang:VERSION-gone\nRUN go mod download\n"),
        new("memory is refused", "GDT1154", Head + "COPY . .\nRUN ulimit -v 200000 && go mod download\n"),
        new("an exit code and nothing else", "GDT5003", Head + "COPY . .\nRUN test -f go.work\n"),
    ];

    public static IEnumerable<object[]> Rows =>
        from cause in Causes
        from version in Versions
        select new object[] { cause.Name, version };

    public static IEnumerable<object[]> RefusalRows =>
        from refusal in Refusals
        from version in Versions
        select new object[] { refusal.Name, version };

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public async Task The_log_of_a_failed_build_tells_the_cause(string name, string version)
    {
        var cause = Causes.Single(cause => cause.Name == name);
        await (await TestSession.BaseImagesAsync()).GolangAsync(version, tag: version);
        using var folder = new TemporaryFolder("gd-log");
        var store = new ModuleStore(folder.Path("store")).Add(
            "example.com/greet",
            "v1.0.0",
            ("greet.go", "package greet\n")
        );
        await using var proxy = await ModuleProxy.StartAsync(store);
        folder.Write("orders/go.mod", "module example.com/orders\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n");
        folder.Write("orders/main.go", "package main\n\nimport _ \"example.com/greet\"\n\nfunc main() {}\n");
        var environment = RealGo.Environment(folder.Path("go"), ("GOPROXY", proxy.Url.AbsoluteUri));
        await RealGo.Get().RunAsync(folder.Path("orders"), environment, "mod", "tidy").ShouldSucceedAsync();
        folder.Write("orders/Dockerfile", Head.Replace("VERSION", version, StringComparison.Ordinal) + cause.Steps);
        await using var failing = await ModuleProxy.StartAsync(store, cause.Fault);
        string[] options = ["--network=host", "--no-cache", $"--build-arg=GOPROXY={failing.Url}"];

        var causes = await BuildAsync(
            cause.Code,
            name,
            version,
            folder.Path("orders"),
            options,
            [Plain, Terminal, Classic]
        );

        foreach (var found in causes)
            Assert.StartsWith("RUN ", found.Step);
    }

    [TestMethod]
    [DynamicData(nameof(RefusalRows))]
    public async Task The_log_of_what_a_builder_refuses_tells_the_cause(string name, string version)
    {
        var refusal = Refusals.Single(refusal => refusal.Name == name);
        var images = await TestSession.BaseImagesAsync();
        await Task.WhenAll(images.GolangAsync(version, tag: version), images.BusyboxAsync());
        using var folder = new TemporaryFolder("gd-log");
        folder.Write("orders/go.mod", "module example.com/orders\n\ngo 1.19\n");
        folder.Write("orders/main.go", "package main\n\nfunc main() {}\n");
        folder.Write("orders/Dockerfile", refusal.Dockerfile.Replace("VERSION", version, StringComparison.Ordinal));

        await BuildAsync(
            refusal.Code,
            name,
            version,
            folder.Path("orders"),
            ["--network=host", "--no-cache", .. refusal.Options],
            [Plain, Terminal, ClassicOnContainerd]
        );
    }

    [TestMethod]
    [DataRow("1.24")]
    [DataRow(RealGo.Newest)]
    public async Task A_registry_out_of_reach_is_that_of_an_image(string version)
    {
        // Docker's older store asks its mirror, and then Docker Hub itself, where nobody answers here.
        using var folder = new TemporaryFolder("gd-log");
        folder.Write("Dockerfile", $"FROM golang:{version}-gone\nRUN go mod download\n");

        await BuildAsync("GDT5005", "a registry out of reach", version, folder.Root, [], [Classic]);
    }

    [TestMethod]
    [DataRow("1.24")]
    [DataRow(RealGo.Newest)]
    public async Task A_daemon_out_of_reach_is_the_builders(string version)
    {
        using var folder = new TemporaryFolder("gd-log");
        folder.Write("Dockerfile", $"FROM golang:{version}\nRUN go mod download\n");

        await BuildAsync("GDT4104", "a daemon out of reach", version, folder.Root, [], [Unreachable]);
    }

    // Fails with each builder, for this one cause: as each log tells it.
    private static async Task<List<FoundCause>> BuildAsync(
        string code,
        string name,
        string version,
        string folder,
        string[] options,
        params Builder[] builders
    )
    {
        var causes = new List<FoundCause>();
        foreach (var (form, build) in builders)
        {
            var outcome = await build(folder, options).ShouldFailAsync();
            var log = outcome.StandardOutput + outcome.StandardError;
            var found = LogDiagnosis.Read(new MemoryStream(Encoding.UTF8.GetBytes(log)), "build.log");
            if (LogCorpus.IsUpdated)
                LogCorpus.Write(LogCorpus.PathOf(code, name, version, form), log);

            Assert.AreEqual(code, found.Cause.Code, $"{form}\n{log}");
            Assert.IsEmpty(found.Others);
            causes.Add(found.Cause);
        }

        return causes;
    }

    private static Builder Plain { get; } =
        new("buildkit-plain", async (folder, options) =>
            await (await TestSession.DockerAsync()).BuildxAsync(folder, ["build", "--progress=plain", .. options, "."])
        );

    // docker says it before it asks for a builder.
    private static Builder Unreachable { get; } = new("docker", async (folder, options) =>
        {
            var docker = await TestSession.DockerAsync();
            var environment = new Dictionary<string, string>(docker.Environment, StringComparer.Ordinal)
            {
                ["DOCKER_HOST"] = "unix:///nowhere/docker.sock",
            };
            return await Tool.RunAsync(Tool.Docker, folder, environment, ["build", .. options, "."]);
        });

    private static Builder Terminal { get; } =
        new("buildkit-terminal", async (folder, options) =>
            await Tool.RunAsync(
                "/usr/bin/script",
                folder,
                (await TestSession.DockerAsync()).Environment,
                "-qec",
                $"'{Tool.Find("docker", "cli-plugins/docker-buildx")}' build --progress=tty "
                    + $"{string.Join(' ', options)} .",
                "/dev/null"
            )
        );

    private static Builder Classic { get; } = OfClassic(TestSession.ClassicDockerAsync);

    private static Builder ClassicOnContainerd { get; } = OfClassic(TestSession.DockerAsync);

    private static Builder OfClassic(Func<Task<DockerDaemon>> docker) =>
        new("classic-builder", async (folder, options) =>
            await Tool.RunAsync(
                "/usr/bin/env",
                folder,
                (await docker()).Environment,
                ["DOCKER_BUILDKIT=0", Tool.Docker, "build", .. options, "."]
            )
        );

    private sealed record Builder(string Form, Func<string, string[], Task<ProcessOutcome>> Build);

    private sealed record Refusal(string Name, string Code, string Dockerfile, params ImmutableArray<string> Options);

    private sealed record Cause(string Name, string Code, string Steps, ModuleProxyFault Fault = ModuleProxyFault.None);
}
