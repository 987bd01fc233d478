using GoDockTasks.Core.Diagnosis;

namespace GoDockTasks.Image.Tests;

/// <summary>
/// Of what fails in an image for its network, the network is what is told. The daemon has a bridge, as most have; the
/// module proxy is on the loopback of its host, where builds with that network reach it, and others don't.
/// </summary>
[TestClass]
[NeedsDocker]
[DoNotParallelize]
public sealed class ReproductionNetworkTests
{
    private static readonly Lazy<Task<DockerDaemon>> Docker = new(async () =>
    {
        await (await TestSession.BaseImagesAsync()).GolangAsync(tag: "1.27");
        return await DockerDaemon.StartAsync(await TestSession.RegistryAsync(), hasBridge: true);
    });

    [ClassCleanup]
    public static async Task StopAsync()
    {
        if (Docker is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await Docker.Value).DisposeAsync();
    }

    [TestMethod]
    public async Task A_module_that_fails_otherwise_in_the_image_vanished_with_the_network()
    {
        var module = await DiagnoseAsync(ModuleProxyFault.NotFound);

        var text = DiagnosisReport.ToJson([module], "/");
        Assert.AreEqual("GDT1121", module.Cause.Code, text);
        Assert.IsTrue(module.Reproduction!.IsReproduced, text);
        Assert.AreEqual("network", module.Reproduction.Vanished, text);
        AreTried(
            module.Reproduction,
            "host GDT1121 2 of 2",
            "container GDT1127 2 of 2",
            "minimal image GDT1127 2 of 2",
            "minimal image, host network GDT1121 1 of 1",
            "full image GDT1127 2 of 2"
        );
    }

    [TestMethod]
    public async Task An_image_that_alone_fails_is_found_and_vanished_with_the_network()
    {
        var module = await DiagnoseAsync(ModuleProxyFault.None);

        var text = DiagnosisReport.ToJson([module], "/");
        Assert.AreEqual("GDT1127", module.Cause.Code, text);
        Assert.AreEqual(("Dockerfile", 6), (Path.GetFileName(module.Cause.Location.File), module.Cause.Location.Line));
        Assert.IsTrue(module.Reproduction!.IsReproduced, text);
        Assert.AreEqual("network", module.Reproduction.Vanished, text);
        AreTried(
            module.Reproduction,
            "host, go mod tidy - 0 of 2",
            "full image GDT1127 2 of 2",
            "minimal image GDT1127 2 of 2",
            "minimal image, host network - 0 of 1",
            "container - 0 of 2"
        );
    }

    private static async Task<DiagnosedModule> DiagnoseAsync(ModuleProxyFault fault)
    {
        var docker = await Docker.Value;
        await using var service = await DiagnosedService.StartAsync();
        service.Write("orders/Dockerfile", DiagnosedService.Dockerfile);
        await using var proxy = await ModuleProxy.StartAsync(new(Path.GetFullPath(service.Path("../store"))), fault);
        await using var passage = await docker.ReachAsync(proxy.Url.Authority);
        var environment = await DiagnosedService.EnvironmentAsync(service, docker: docker);
        environment["GOPROXY"] = proxy.Url.AbsoluteUri;
        return await DiagnosedService.RunAsync(service, environment, reproduce: true);
    }

    private static void AreTried(Reproduction reproduction, params string[] expected) =>
        Assert.AreEqual(
            string.Join('\n', expected),
            string.Join(
                '\n',
                reproduction.Places.Select(place =>
                    $"{place.Name} {place.Code ?? "-"} {place.Failures} of {place.Runs}"
                )
            )
        );
}
