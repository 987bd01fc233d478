using GoDockTasks.Core.Diagnosis;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Image.Tests;

/// <summary>
/// What fails in a real build fails in its reproduction with the same code, and nothing of trying it is left.
/// </summary>
[TestClass]
[NeedsDocker]
[DoNotParallelize]
public sealed class ReproductionTests
{
    private const string Sound =
        "FROM golang:1.27 AS build\nARG GOPROXY\nARG GONOSUMDB\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\n"
        + "COPY . .\nRUN CGO_ENABLED=0 go build -trimpath -o /tmp/orders .\n\nFROM scratch\n"
        + "COPY --from=build /tmp/orders /orders\nUSER 65532:65532\nENTRYPOINT [\"/orders\"]\n";

    [TestMethod]
    [DataRow("golang:1.27", "golang:1.23", "GDT2101")]
    [DataRow("COPY go.mod go.sum ./\nRUN go mod download\nCOPY . .", "COPY go.mod main.go ./", "GDT2102")]
    [DataRow("RUN go mod download\nCOPY . .", "RUN go mod tidy\nCOPY main.go ./", "GDT2103")]
    [DataRow("COPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\n", "RUN go mod download\nCOPY . .\n", "GDT2105")]
    [DataRow(
        "RUN CGO_ENABLED=0",
        "USER 1000\nENV GOCACHE=/tmp/cache\nRUN --mount=type=cache,target=/go/pkg/mod CGO_ENABLED=0",
        "GDT2204"
    )]
    public async Task A_Dockerfile_that_fails_is_shown_by_a_smaller_one(string part, string with, string code)
    {
        var images = await TestSession.BaseImagesAsync();
        await images.GolangAsync(tag: "1.27");
        if (code == "GDT2101")
            await images.GolangAsync("1.23", tag: "1.23");
        await using var service = await OrdersAsync("1.24");
        service.Write("orders/Dockerfile", Sound.Replace(part, with, StringComparison.Ordinal));

        var before = await ListAsync();

        var reproduction = await ReproduceAsync(service);

        var text = string.Join('\n', reproduction.Places);
        Assert.AreEqual(code, reproduction.Code, text);
        Assert.IsTrue(reproduction.IsReproduced, text);
        Assert.IsTrue(reproduction.Size.IsWithin(reproduction.OriginalSize), $"{reproduction.Size}");
        var (full, minimal) = (Place(reproduction, "full image"), Place(reproduction, "minimal image"));
        Assert.AreEqual((2, 2), (full.Failures, minimal.Failures), text);
        Assert.AreEqual(full.Code, minimal.Code, text);
        // Something that go says, not that the builder can't work here.
        Assert.StartsWith("GDT1", full.Code!, text);
        Assert.IsLessThanOrEqualTo(12, reproduction.Places.Where(IsOfDocker).Sum(place => place.Runs));
        Assert.AreEqual(before, await ListAsync());
    }

    [TestMethod]
    public async Task What_fails_on_this_machine_and_in_no_image_vanished_with_the_version()
    {
        var images = await TestSession.BaseImagesAsync();
        await Task.WhenAll(images.GolangAsync(tag: "1.27"), images.GolangAsync("1.23"));
        await using var service = await OrdersAsync("1.24");
        service.Write("orders/Dockerfile", Sound);

        var before = await ListAsync();

        var reproduction = await ReproduceAsync(service, go: "1.23");

        var text = string.Join('\n', reproduction.Places);
        Assert.IsTrue(reproduction.IsReproduced, text);
        Assert.AreEqual("version", reproduction.Vanished, text);
        Assert.AreEqual((0, null), (Place(reproduction, "container").Failures, Place(reproduction, "container").Code));
        Assert.IsGreaterThan(0, Place(reproduction, "full image").ImageBytes ?? 0, text);
        Assert.AreEqual(reproduction.Code, Place(reproduction, "minimal image, this machine's Go").Code, text);
        Assert.AreEqual(before, await ListAsync());
    }

    [TestMethod]
    public async Task What_fails_for_who_may_not_write_and_not_for_root_vanished_with_the_user()
    {
        var images = await TestSession.BaseImagesAsync();
        await Task.WhenAll(images.GolangAsync(tag: "1.27"), images.GolangAsync());
        await using var service = await OrdersAsync("1.24");
        service.Write("orders/Dockerfile", Sound);
        var environment = await DiagnosedService.EnvironmentAsync(service);
        // No user can make a folder in a file.
        environment["GOCACHE"] = service.Write("file", "") + "/cache";

        var module = await DiagnosedService.RunAsync(service, environment, reproduce: true);

        var text = string.Join('\n', module.Reproduction!.Places);
        Assert.AreEqual("GDT1012", module.Reproduction.Code, text);
        Assert.IsTrue(module.Reproduction.IsReproduced, text);
        Assert.AreEqual("user", module.Reproduction.Vanished, text);
        Assert.AreEqual(0, Place(module.Reproduction, "minimal image").Failures, text);
        Assert.AreEqual("GDT1012", Place(module.Reproduction, "minimal image, not as root").Code, text);
    }

    [TestMethod]
    public async Task Nothing_is_left_of_what_was_cancelled()
    {
        await (await TestSession.BaseImagesAsync()).GolangAsync(tag: "1.27");
        await using var service = await OrdersAsync("1.24");
        service.Write("orders/Dockerfile", Sound);
        service.Write("orders/more.go", "package main\n\nimport _ \"example.com/missing\"\n");
        var before = await ListAsync();
        using var cancellation = new CancellationTokenSource();
        var runner = new CancellingRunner("create", cancellation);

        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            ReproduceAsync(service, runner: runner, cancellationToken: cancellation.Token)
        );

        Assert.IsTrue(runner.HasCancelled);
        Assert.AreEqual(before, await ListAsync());
    }

    [TestMethod]
    public async Task The_debuggers_line_is_one_that_buildx_takes()
    {
        await (await TestSession.BaseImagesAsync()).GolangAsync(tag: "1.27");
        await using var service = await OrdersAsync("1.24");
        service.Write("orders/Dockerfile", Sound.Replace("golang:1.27", "golang:1.23", StringComparison.Ordinal));
        var docker = await TestSession.DockerAsync();
        var reproduction = await ReproduceAsync(service, withDocker: false);

        var line = reproduction.DebugCommands.Single(command => command.Contains("buildx", StringComparison.Ordinal));
        var environment = new Dictionary<string, string>(docker.Environment, StringComparer.Ordinal);

        // After all others: pflag refuses an unknown one before it comes to --help.
        Assert.StartsWith("BUILDX_EXPERIMENTAL=1 docker buildx debug ", line);
        environment["BUILDX_EXPERIMENTAL"] = "1";
        await Tool.RunAsync("/bin/sh", service.Path(""), environment, "-c", line + " --help").ShouldSucceedAsync();
        await Tool.RunAsync(
                "/bin/sh",
                service.Path(""),
                environment,
                "-c",
                line.Replace("--on=", "--onn=", StringComparison.Ordinal) + " --help"
            )
            .ShouldFailAsync();
    }

    private static async Task<Service> OrdersAsync(string goLine)
    {
        var service = await Service.StartAsync();
        return await service.ModuleAsync(
            "orders",
            $"module example.com/service\n\ngo {goLine}\n\nrequire example.com/greet v1.0.0\n"
        );
    }

    private static async Task<Reproduction> ReproduceAsync(
        Service service,
        string go = RealGo.Newest,
        bool withDocker = true,
        IProcessRunner? runner = null,
        CancellationToken cancellationToken = default
    )
    {
        var environment = await DiagnosedService.EnvironmentAsync(service, go, withDocker);
        var module = await DiagnosedService.RunAsync(service, environment, reproduce: true, runner, cancellationToken);
        Assert.IsNotNull(module.Reproduction, DiagnosisReport.ToJson([module], "/"));
        return module.Reproduction;
    }

    private static ReproductionPlace Place(Reproduction reproduction, string name) =>
        reproduction.Places.Single(place => place.Name == name);

    private static bool IsOfDocker(ReproductionPlace place) =>
        place.Name.Contains("image", StringComparison.Ordinal) || place.Name == "container";

    // The images and containers that there are.
    private static async Task<string> ListAsync()
    {
        var docker = await TestSession.DockerAsync();
        var images = await docker
            .RunAsync("/", "image", "ls", "--all", "--format", "{{.Repository}}:{{.Tag}} {{.ID}}")
            .ShouldSucceedAsync();
        var containers = await docker.RunAsync("/", "ps", "--all", "--format", "{{.Names}}").ShouldSucceedAsync();
        // Docker sorts by the second that an image was made in.
        return string.Join(
            '\n',
            (images.StandardOutput + containers.StandardOutput).Split('\n').Order(StringComparer.Ordinal)
        );
    }

    /// <summary>Cancels once docker has done something.</summary>
    private sealed class CancellingRunner(string command, CancellationTokenSource cancellation) : IProcessRunner
    {
        private readonly ProcessRunner runner = new();

        public bool HasCancelled { get; private set; }

        public async Task<ProcessOutcome> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
        {
            var outcome = await runner.RunAsync(request, cancellationToken);
            if (request.Arguments[0] == command)
            {
                Assert.IsTrue(outcome.Succeeded, outcome.StandardError);
                HasCancelled = true;
                await cancellation.CancelAsync();
            }

            return outcome;
        }
    }
}
