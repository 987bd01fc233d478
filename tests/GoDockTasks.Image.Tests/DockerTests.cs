using System.Text.Json;
using System.Text.RegularExpressions;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Image.Tests;

/// <summary>The daemon, the registry and the base images that other tests build on are what they stand for.</summary>
[TestClass]
[NeedsDocker]
public sealed class DockerTests
{
    // The step with the network is the download; the build has none.
    private const string Dockerfile = """
        FROM golang:1.27 AS build
        WORKDIR /src
        ARG GOPROXY
        ARG GONOSUMDB
        COPY go.mod go.sum ./
        RUN go mod download
        RUN --mount=type=bind,target=. --mount=type=cache,target=/root/.cache/go-build --network=none CGO_ENABLED=0 go build -trimpath -o /out/service .

        FROM gcr.io/distroless/static-debian12:nonroot
        COPY --from=build /out/service /service
        ENTRYPOINT ["/service"]

        """;

    private const string Service = """
        package main

        import (
        	"fmt"
        	"net"
        	"os"

        	"example.com/greet"
        )

        // Without net/http, which takes longer to compile than all the rest of the test.
        func main() {
        	listener, err := net.Listen("tcp", ":8080")
        	if err != nil {
        		panic(err)
        	}
        	for {
        		connection, err := listener.Accept()
        		if err != nil {
        			panic(err)
        		}
        		connection.Read(make([]byte, 4096))
        		fmt.Fprintf(connection, "HTTP/1.0 200 OK\r\n\r\n%s, user %d", greet.Hello, os.Getuid())
        		connection.Close()
        	}
        }

        """;

    [TestMethod]
    public async Task A_module_from_a_proxy_on_loopback_is_built_and_runs_as_nonroot_in_a_distroless_image()
    {
        var docker = await TestSession.DockerAsync();
        var images = await TestSession.BaseImagesAsync();
        await Task.WhenAll(images.GolangAsync(tag: "1.27"), images.StaticAsync());
        using var folder = new TemporaryFolder();
        await using var proxy = await ModuleProxy.StartAsync(
            new ModuleStore(folder.Path("store")).Add(
                "example.com/greet",
                "v1.0.0",
                ("greet.go", "package greet\n\nconst Hello = \"hello\"\n")
            )
        );
        await WriteServiceAsync(folder, proxy);

        await docker.CheckAsync(folder.Path("service")).ShouldSucceedAsync();
        var build = await docker
            .BuildAsync(
                folder.Path("service"),
                "--tag=docker-tests",
                $"--build-arg=GOPROXY={proxy.Url}",
                "--build-arg=GONOSUMDB=example.com"
            )
            .ShouldSucceedAsync();
        Assert.Contains("go build -trimpath", build.StandardError);
        Assert.Contains("/example.com/greet/@v/v1.0.0.zip", proxy.Requests.Select(request => request.Path));

        await using var container = await Container.StartAsync(docker, "docker-tests");
        Assert.AreEqual("hello, user 65532", await container.GetAsync(8080));
    }

    [TestMethod]
    public async Task A_second_build_is_cached_whole()
    {
        var docker = await TestSession.DockerAsync();
        await (await TestSession.BaseImagesAsync()).BusyboxAsync();
        using var folder = new TemporaryFolder();
        folder.Write("Dockerfile", $"FROM busybox:1.35\nRUN echo {Guid.NewGuid()} >/stamp\n");
        var first = await docker.BuildAsync(folder.Root).ShouldSucceedAsync();
        var second = await docker.BuildAsync(folder.Root).ShouldSucceedAsync();
        // The base image may be known from another test.
        var cached = new Regex(@"^(#\d+) \[2/2\] RUN .*\n\1 CACHED$", RegexOptions.Multiline);
        Assert.DoesNotMatchRegex(cached, first.StandardError);
        Assert.MatchesRegex(cached, second.StandardError);
    }

    [TestMethod]
    public async Task A_step_without_network_reaches_nothing()
    {
        var docker = await TestSession.DockerAsync();
        await (await TestSession.BaseImagesAsync()).BusyboxAsync();
        using var folder = new TemporaryFolder();
        await using var proxy = await ModuleProxy.StartAsync(
            new ModuleStore(folder.Path("store")).Add("example.com/greet", "v1.0.0")
        );
        foreach (var (option, succeeds) in new[] { ("", true), ("--network=none ", false) })
        {
            folder.Write(
                "context/Dockerfile",
                $"FROM busybox:1.35\nRUN {option}wget -q -O /list {proxy.Url}example.com/greet/@v/list\n"
            );
            var build = docker.BuildAsync(folder.Path("context"));
            await (succeeds ? build.ShouldSucceedAsync() : build.ShouldFailAsync());
        }
    }

    [TestMethod]
    public async Task A_check_warns_of_what_BuildKit_warns_of()
    {
        var docker = await TestSession.DockerAsync();
        await (await TestSession.BaseImagesAsync()).BusyboxAsync();
        using var folder = new TemporaryFolder();
        folder.Write("Dockerfile", "FROM busybox:1.35\nCMD echo shell form\n");
        var check = await docker.CheckAsync(folder.Root).ShouldFailAsync();
        Assert.Contains("JSONArgsRecommended", check.StandardOutput);
    }

    [TestMethod]
    public async Task Bake_builds_several_targets_with_the_network_of_this_machine()
    {
        var docker = await TestSession.DockerAsync();
        await (await TestSession.BaseImagesAsync()).BusyboxAsync();
        using var folder = new TemporaryFolder();
        await using var proxy = await ModuleProxy.StartAsync(
            new ModuleStore(folder.Path("store")).Add("example.com/greet", "v1.0.0")
        );
        folder.Write(
            "one/Dockerfile",
            $"FROM busybox:1.35\nRUN wget -q -O /list {proxy.Url}example.com/greet/@v/list\n"
        );
        folder.Write("two/Dockerfile", "FROM scratch\nCOPY Dockerfile /\n");
        folder.Write(
            "docker-bake.json",
            """{"group":{"default":{"targets":["one","two"]}},"target":{"one":{"context":"one","tags":["bake-one"]},"two":{"context":"two","tags":["bake-two"]}}}"""
        );
        await docker.BakeAsync(folder.Root, "docker-bake.json").ShouldSucceedAsync();
        await docker.RunAsync("/", "image", "inspect", "bake-one", "bake-two").ShouldSucceedAsync();
    }

    [TestMethod]
    public async Task Every_tool_that_resolves_a_tag_gives_the_digest_of_its_index()
    {
        var docker = await TestSession.DockerAsync();
        var image = await (await TestSession.BaseImagesAsync()).StaticAsync();
        Assert.AreEqual(image.Digest, await SayAsync(Tool.Crane, "digest", image.Loopback));
        Assert.AreEqual(
            image.Digest,
            await SayAsync(Tool.Skopeo, "inspect", "--format", "{{.Digest}}", $"docker://{image.Loopback}")
        );
        // Not {{.Manifest.Digest}}: of an index that prints the whole report.
        var index = JsonElement.Parse(
            await SayAsync(
                Tool.Docker,
                "buildx",
                "imagetools",
                "inspect",
                "--format",
                "{{json .Manifest}}",
                image.Loopback
            )
        );
        Assert.AreEqual(image.Digest, index.GetProperty("digest").GetString());
        var architectures = index
            .GetProperty("manifests")
            .EnumerateArray()
            .Select(manifest => manifest.GetProperty("platform").GetProperty("architecture").GetString());
        Assert.IsTrue(architectures.ToHashSet().IsSupersetOf(["amd64", "arm64"]));

        async Task<string> SayAsync(string tool, params string[] arguments) =>
            (
                await Tool.RunAsync(tool, "/", docker.Environment, [.. arguments]).ShouldSucceedAsync()
            ).StandardOutput.Trim();
    }

    [TestMethod]
    public async Task An_image_pinned_by_the_digest_of_its_index_is_found()
    {
        var docker = await TestSession.DockerAsync();
        using var folder = new TemporaryFolder();
        var images = await TestSession.BaseImagesAsync();
        foreach (var image in new[] { await images.StaticAsync(), await images.BusyboxAsync() })
        {
            folder.Write("Dockerfile", $"FROM {image.Pinned}\nCOPY Dockerfile /\n");
            await docker.BuildAsync(folder.Root).ShouldSucceedAsync();
        }
    }

    [TestMethod]
    [DataRow("1.21")]
    [DataRow("1.27")]
    public async Task A_builder_image_is_its_Go_with_the_settings_of_the_official_one(string version)
    {
        var docker = await TestSession.DockerAsync();
        var image = await (await TestSession.BaseImagesAsync()).GolangAsync(version);
        var said = await RunAsync(
            docker,
            image,
            "go version; go env GOROOT GOPATH GOTOOLCHAIN; pwd; id -u; stat -c %a /tmp; command -v gcc git"
        );
        Assert.MatchesRegex(
            new Regex(
                $@"^go version go{Regex.Escape(image.Tag)} linux/\w+\n/usr/local/go\n/go\nlocal\n/go\n0\n1777\n$"
            ),
            said.StandardOutput
        );
    }

    [TestMethod]
    public async Task A_builder_image_with_a_compiler_builds_a_cgo_program_that_runs_on_the_base_image_with_its_libc()
    {
        var docker = await TestSession.DockerAsync();
        var images = await TestSession.BaseImagesAsync();
        var (builder, runtime) = (await images.GolangAsync(needs: BuilderNeeds.Gcc), await images.BaseAsync());
        using var folder = new TemporaryFolder();
        folder.Write("go.mod", "module example.com/native\n\ngo 1.21\n");
        folder.Write(
            "main.go",
            "package main\n\n// #include <stdio.h>\n// static void hello(void) { puts(\"hello from C\"); "
                + "fflush(stdout); }\nimport \"C\"\n\nfunc main() { C.hello() }\n"
        );
        folder.Write(
            "Dockerfile",
            $"FROM {builder.Reference} AS build\nWORKDIR /src\nCOPY . .\n"
                + $"RUN --network=none CGO_ENABLED=1 go build -o /out/native .\n\nFROM {runtime.Reference}\n"
                + $"COPY --from=build /out/native /native\nENTRYPOINT [\"/native\"]\n"
        );
        await docker.BuildAsync(folder.Root, "--tag=native").ShouldSucceedAsync();
        var said = await docker.RunAsync("/", "run", "--rm", "--network=none", "native").ShouldSucceedAsync();
        Assert.AreEqual("hello from C\n", said.StandardOutput);
    }

    [TestMethod]
    public async Task A_builder_image_with_git_has_one_that_works()
    {
        var docker = await TestSession.DockerAsync();
        var image = await (await TestSession.BaseImagesAsync()).GolangAsync(needs: BuilderNeeds.Git);
        var said = await RunAsync(
            docker,
            image,
            "git init -q /tmp/a && cd /tmp/a && git -c user.name=a -c user.email=a@example.com commit -q "
                + "--allow-empty -m first && git clone -q file:///tmp/a /tmp/b && git -C /tmp/b log --format=%s"
        );
        Assert.AreEqual("first\n", said.StandardOutput);
    }

    private static Task<ProcessOutcome> RunAsync(DockerDaemon docker, BaseImage image, string script) =>
        docker
            .RunAsync("/", "run", "--rm", "--network=none", image.Reference, "sh", "-c", $"{script}; true")
            .ShouldSucceedAsync();

    private static async Task WriteServiceAsync(TemporaryFolder folder, ModuleProxy proxy)
    {
        folder.Write("service/go.mod", "module example.com/service\n\ngo 1.21\n\nrequire example.com/greet v1.0.0\n");
        folder.Write("service/main.go", Service);
        folder.Write("service/Dockerfile", Dockerfile);
        var environment = RealGo.Environment(folder.Path("go"), ("GOPROXY", proxy.Url.AbsoluteUri));
        await RealGo.Get().RunAsync(folder.Path("service"), environment, "mod", "tidy").ShouldSucceedAsync();
    }
}
