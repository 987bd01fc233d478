namespace GoDockTasks.Image.Tests;

/// <summary>What is generated for each layout of a module builds, and the image runs.</summary>
[TestClass]
[NeedsDocker]
public sealed class GeneratedDockerfileTests
{
    [TestMethod]
    public async Task A_single_module()
    {
        await using var service = await StartAsync();
        await service.ModuleAsync("svc");
        service.Generate("svc", Service.Zone, "Ports=8080");

        Assert.AreEqual(Service.Answer, await service.AnswerAsync("svc", "svc/Dockerfile", "single"));
    }

    private static async Task<Service> StartAsync()
    {
        var images = await TestSession.BaseImagesAsync();
        await Task.WhenAll(images.GolangAsync(tag: "1.27-bookworm"), images.StaticAsync());
        return await Service.StartAsync();
    }
}
