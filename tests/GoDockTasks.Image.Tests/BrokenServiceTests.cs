using System.Text.RegularExpressions;
using GoDockTasks.Core.Diagnosis;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Recovery;

namespace GoDockTasks.Image.Tests;

/// <summary>
/// Ten services, each broken for one of the causes that people meet most: the cause comes first, a smaller one fails
/// with the same code and leaves nothing, and what is printed as the fix is one.
/// </summary>
[TestClass]
[NeedsDocker]
[DoNotParallelize]
public sealed class BrokenServiceTests
{
    private const string Copy = "COPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\n";

    // Of the message that says what to do, the part that is done.
    private static readonly Broken[] All =
    [
        OfProxy("no proxy", "GDT1127", ModuleProxyFault.Refuses, "in GOPROXY"),
        OfProxy("a proxy that stalls", "GDT1210", ModuleProxyFault.Stalls, "use another proxy"),
        OfProxy("a sign-in page", "GDT1124", ModuleProxyFault.SignInPage, "the proxy's URL"),
        OfProxy("a private module", "GDT1121", ModuleProxyFault.NotFound, "use a proxy that has it"),
        OfDockerfile(
            "Go too old in the image",
            "GDT2101",
            "golang:1.27",
            "golang:1.23",
            "take golang:1.24 or newer"
        ) with
        {
            Mend = (file, _) => file.Replace("golang:1.23", "golang:1.27", StringComparison.Ordinal),
        },
        OfDockerfile("go.sum not copied", "GDT2102", Copy, "COPY go.mod main.go ./\n", "COPY (go.mod go.sum) …") with
        {
            Mend = (file, said) => file.Replace("go.mod main.go", said + " main.go", StringComparison.Ordinal),
        },
        OfDockerfile(
            "tidy before the source",
            "GDT2103",
            "RUN go mod download\nCOPY . .",
            "RUN go mod tidy\nCOPY main.go ./",
            "write `(go mod download)` instead"
        ) with
        {
            Mend = (file, said) => file.Replace("go mod tidy", said, StringComparison.Ordinal),
        },
        OfDockerfile(
            "WORKDIR without go.mod",
            "GDT2105",
            Copy,
            "COPY . .\nWORKDIR /app\nRUN go mod download\n",
            "write (WORKDIR /src) before it"
        ) with
        {
            Mend = (file, said) => file.Replace("RUN go mod", said + "\nRUN go mod", StringComparison.Ordinal),
        },
        OfDockerfile(
            "a module cache owned by root",
            "GDT2204",
            "RUN CGO_ENABLED=0",
            "USER 1000\nENV GOCACHE=/tmp/cache\nRUN --mount=type=cache,target=/go/pkg/mod CGO_ENABLED=0",
            "add (uid=1000,gid=\\d+)"
        ) with
        {
            Mend = (file, said) => file.Replace("/go/pkg/mod ", $"/go/pkg/mod,{said} ", StringComparison.Ordinal),
        },
        new("a corrupt module in the cache", "GDT5013", "dotnet build -t:RecoverGoModule")
        {
            Break = async (service, environment) =>
            {
                await RealGo
                    .Get()
                    .RunAsync(service.Path("orders"), environment, "mod", "download")
                    .ShouldSucceedAsync();
                var file = Path.Combine(environment["GOPATH"], "pkg/mod/example.com/greet@v1.0.0/greet.go");
                await File.AppendAllTextAsync(file, "\n");
            },
            Follow = (service, environment) =>
                new ModuleRecovery(new ProcessRunner(), TimeProvider.System).RunAsync(
                    new() { Check = DiagnosedService.Check(service, environment) },
                    CancellationToken.None
                ),
        },
    ];

    public static IEnumerable<object[]> Names => All.Select(broken => new object[] { broken.Name });

    [TestMethod]
    public void There_are_ten() => Assert.HasCount(10, All);

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task The_cause_comes_first_a_smaller_one_shows_it_and_what_is_printed_mends_it(string name)
    {
        var broken = All.Single(broken => broken.Name == name);
        // What fails without an image needs none.
        var docker = broken.Dockerfile is null ? null : await TestSession.DockerAsync();
        if (broken.Dockerfile is { } file)
        {
            var images = await TestSession.BaseImagesAsync();
            await images.GolangAsync(tag: "1.27");
            if (file.Contains("golang:1.23", StringComparison.Ordinal))
                await images.GolangAsync("1.23", tag: "1.23");
        }

        await using var service = await DiagnosedService.StartAsync();
        service.Write("orders/Dockerfile", broken.Dockerfile ?? DiagnosedService.Dockerfile);
        var environment = await DiagnosedService.EnvironmentAsync(service, withDocker: docker is not null);
        await using var proxy = await ModuleProxy.StartAsync(new(service.Path("../store")), broken.Fault);
        if (broken.Fault != ModuleProxyFault.None)
            environment["GOPROXY"] = proxy.Url.AbsoluteUri;
        await broken.Break(service, environment);
        var before = docker is null ? null : await docker.ListAsync();

        var module = await DiagnosedService.RunAsync(service, environment, reproduce: true);

        var report = DiagnosisReport.ToJson([module], "/");
        Assert.AreEqual(broken.Code, module.Cause.Code, report);
        Assert.AreEqual(broken.Code, module.Reproduction?.Code, report);
        Assert.IsTrue(module.Reproduction!.IsReproduced, report);
        Assert.IsTrue(module.Reproduction.Size.IsWithin(module.Reproduction.OriginalSize), report);
        if (docker is not null)
        {
            module.Reproduction.ShouldFailInImages();
            Assert.AreEqual(before, await docker.ListAsync());
        }

        var said = Regex.Match(module.Cause.Fix, broken.Says);
        Assert.IsTrue(said.Success, module.Cause.Fix);

        if (broken.Fault != ModuleProxyFault.None)
            environment["GOPROXY"] = service.Proxy.Url.AbsoluteUri;
        await broken.Follow(service, environment);
        if (docker is not null)
            await BuildAsync(docker, service, broken.Mend(broken.Dockerfile!, said.Groups[1].Value));
        var mended = await DiagnosedService.RunAsync(service, environment, reproduce: false);
        Assert.AreEqual("GDT5002", mended.Cause.Code, DiagnosisReport.ToJson([mended], "/"));
    }

    private static Task<ProcessOutcome> BuildAsync(DockerDaemon docker, Service service, string dockerfile)
    {
        service.Write("orders/Dockerfile", dockerfile);
        return docker
            .BuildAsync(
                service.Path("orders"),
                "--output=type=cacheonly",
                $"--build-arg=GOPROXY={service.Proxy.Url.AbsoluteUri}",
                "--build-arg=GONOSUMDB=example.com"
            )
            .ShouldSucceedAsync();
    }

    private static Broken OfProxy(string name, string code, ModuleProxyFault fault, string says) =>
        new(name, code, says) { Fault = fault };

    private static Broken OfDockerfile(string name, string code, string part, string with, string says) =>
        new(name, code, says)
        {
            Dockerfile = DiagnosedService.Dockerfile.Replace(part, with, StringComparison.Ordinal),
        };

    /// <param name="Says">What the fix says; a group of it is handed to <see cref="Mend"/>.</param>
    private sealed record Broken(string Name, string Code, string Says)
    {
        public ModuleProxyFault Fault { get; init; }

        public string? Dockerfile { get; init; }

        public Func<Service, Dictionary<string, string>, Task> Break { get; init; } = (_, _) => Task.CompletedTask;

        public Func<string, string, string> Mend { get; init; } = (file, _) => file;

        public Func<Service, Dictionary<string, string>, Task> Follow { get; init; } = (_, _) => Task.CompletedTask;
    }
}
