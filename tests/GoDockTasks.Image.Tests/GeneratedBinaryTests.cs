namespace GoDockTasks.Image.Tests;

/// <summary>What comes out of generated Dockerfiles.</summary>
[TestClass]
[NeedsDocker]
public sealed class GeneratedBinaryTests
{
    [TestMethod]
    public async Task The_program_is_the_same_from_two_folders_and_on_this_machine()
    {
        var images = await TestSession.BaseImagesAsync();
        await Task.WhenAll(images.GolangAsync(tag: "1.27-bookworm"), images.StaticAsync());
        await using var one = await Service.StartAsync();
        await using var two = await Service.StartAsync();
        var programs = new List<byte[]>();
        foreach (var (service, path) in new[] { (one, "svc"), (two, "another/place/for/the/svc") })
        {
            await service.ModuleAsync(path);
            service.Generate(path, "LdFlags=-s -w", "Tags=netgo", "Name=svc");
            await service.BuildAsync(
                path,
                $"{path}/Dockerfile",
                "program",
                $"--output=type=local,dest={service.Path("out")}",
                "--no-cache-filter=build"
            );
            programs.Add(File.ReadAllBytes(service.Path("out/app/svc")));
        }

        await one.GoAsync(
            "svc",
            "build",
            "-trimpath",
            "-buildvcs=false",
            "-tags",
            "netgo",
            "-ldflags",
            "-s -w",
            "-o",
            one.Path("own"),
            "."
        );

        CollectionAssert.AreEqual(programs[0], programs[1]);
        CollectionAssert.AreEqual(programs[0], File.ReadAllBytes(one.Path("own")));
    }

    [TestMethod]
    public async Task Bake_builds_all_sidecars_of_the_sample()
    {
        var images = await TestSession.BaseImagesAsync();
        await Task.WhenAll(images.GolangAsync(tag: "1.27-bookworm"), images.StaticAsync());
        var docker = await TestSession.DockerAsync();
        var shop = Path.Combine(Repository.Root, "samples", "Shop");

        // One after the other compiles net/http once; both at once would twice.
        await docker.BakeAsync(shop, "docker-bake.json", "orders").ShouldSucceedAsync();
        await docker.BakeAsync(shop, "docker-bake.json").ShouldSucceedAsync();

        foreach (
            var (image, variable, path, answer) in new[]
            {
                ("orders", "ORDERS_ADDRESS", "/orders/1002", "pot-cast-iron"),
                ("pricing", "PRICING_ADDRESS", "/quote?sku=tea-green&quantity=2", "17.90 EUR"),
            }
        )
        {
            await using var container = await Container.StartAsync(docker, image, $"--env={variable}=:8080");
            Assert.Contains(answer, await container.GetAsync(8080, path));
        }
    }
}
