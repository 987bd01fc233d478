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
    [TestMethod]
    public async Task Where_no_step_has_a_go_mod_the_smaller_image_has_none_either()
    {
        await (await TestSession.BaseImagesAsync()).GolangAsync(tag: "1.27");
        await using var service = await DiagnosedService.StartAsync();
        service.Write(
            "orders/Dockerfile",
            DiagnosedService.Dockerfile.Replace("COPY go.mod go.sum ./\n", "", StringComparison.Ordinal)
        );
        var docker = await TestSession.DockerAsync();
        var before = await docker.ListAsync();

        var reproduction = await ReproduceAsync(service);

        var text = string.Join('\n', reproduction.Places);
        Assert.AreEqual("GDT2105", reproduction.Code, text);
        Assert.IsTrue(reproduction.IsReproduced, text);
        Assert.IsTrue(reproduction.Size.IsWithin(reproduction.OriginalSize), $"{reproduction.Size}");
        reproduction.ShouldFailInImages();
        Assert.AreEqual(before, await docker.ListAsync());
    }

    [TestMethod]
    public async Task What_fails_on_this_machine_and_in_no_image_vanished_with_the_version()
    {
        var images = await TestSession.BaseImagesAsync();
        await Task.WhenAll(images.GolangAsync(tag: "1.27"), images.GolangAsync("1.23"));
        await using var service = await DiagnosedService.StartAsync();
        service.Write("orders/Dockerfile", DiagnosedService.Dockerfile);
        var docker = await TestSession.DockerAsync();
        var before = await docker.ListAsync();

        var reproduction = await ReproduceAsync(service, go: "1.23");

        var text = string.Join('\n', reproduction.Places);
        Assert.IsTrue(reproduction.IsReproduced, text);
        Assert.AreEqual("version", reproduction.Vanished, text);
        Assert.AreEqual((0, null), (reproduction.Place("container").Failures, reproduction.Place("container").Code));
        Assert.IsGreaterThan(0, reproduction.Place("full image").ImageBytes ?? 0, text);
        Assert.AreEqual(reproduction.Code, reproduction.Place("minimal image, this machine's Go").Code, text);
        Assert.AreEqual(before, await docker.ListAsync());
    }

    [TestMethod]
    public async Task What_fails_for_who_may_not_write_and_not_for_root_vanished_with_the_user()
    {
        var images = await TestSession.BaseImagesAsync();
        await Task.WhenAll(images.GolangAsync(tag: "1.27"), images.GolangAsync());
        await using var service = await DiagnosedService.StartAsync();
        service.Write("orders/Dockerfile", DiagnosedService.Dockerfile);
        var environment = await DiagnosedService.EnvironmentAsync(service);
        // No user can make a folder in a file.
        environment["GOCACHE"] = service.Write("file", "") + "/cache";

        var module = await DiagnosedService.RunAsync(service, environment, reproduce: true);

        var text = string.Join('\n', module.Reproduction!.Places);
        Assert.AreEqual("GDT1012", module.Reproduction.Code, text);
        Assert.IsTrue(module.Reproduction.IsReproduced, text);
        Assert.AreEqual("user", module.Reproduction.Vanished, text);
        Assert.AreEqual(0, module.Reproduction.Place("minimal image").Failures, text);
        Assert.AreEqual("GDT1012", module.Reproduction.Place("minimal image, not as root").Code, text);
    }

    [TestMethod]
    public async Task Nothing_is_left_of_what_was_cancelled()
    {
        await (await TestSession.BaseImagesAsync()).GolangAsync(tag: "1.27");
        await using var service = await DiagnosedService.StartAsync();
        service.Write("orders/Dockerfile", DiagnosedService.Dockerfile);
        service.Write("orders/more.go", "package main\n\nimport _ \"example.com/missing\"\n");
        var docker = await TestSession.DockerAsync();
        var before = await docker.ListAsync();
        using var cancellation = new CancellationTokenSource();
        var runner = new CancellingRunner("create", cancellation);

        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            ReproduceAsync(service, runner: runner, cancellationToken: cancellation.Token)
        );

        Assert.IsTrue(runner.HasCancelled);
        Assert.AreEqual(before, await docker.ListAsync());
    }

    [TestMethod]
    public async Task The_debuggers_line_is_one_that_buildx_takes()
    {
        await (await TestSession.BaseImagesAsync()).GolangAsync(tag: "1.27");
        await using var service = await DiagnosedService.StartAsync();
        service.Write(
            "orders/Dockerfile",
            DiagnosedService.Dockerfile.Replace("golang:1.27", "golang:1.23", StringComparison.Ordinal)
        );
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
