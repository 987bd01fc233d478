namespace GoDockTasks.Image.Tests.Parts;

/// <summary>What all tests of a run share, each started when the first test asks for it.</summary>
[TestClass]
public static class TestSession
{
    private static readonly Lazy<Task<Registry>> TheRegistry = new(Registry.StartAsync);
    private static readonly Lazy<Task<DockerDaemon>> TheDocker = new(async () =>
        await DockerDaemon.StartAsync(await TheRegistry.Value)
    );
    private static readonly Lazy<Task<DockerDaemon>> TheClassicDocker = new(async () =>
        await DockerDaemon.StartAsync(await TheRegistry.Value, hasContainerdStore: false)
    );
    private static readonly Lazy<Task<BaseImages>> TheBaseImages = new(async () =>
        new BaseImages(await TheDocker.Value)
    );

    internal static Task<Registry> RegistryAsync() => TheRegistry.Value;

    /// <summary>For builds and containers; its build cache is everybody's.</summary>
    internal static Task<DockerDaemon> DockerAsync() => TheDocker.Value;

    /// <summary>
    /// With the store for images that Docker had before containerd's. To put what a step of the classic builder changed
    /// into a layer costs a fraction there: containerd's compares all files of the image.
    /// </summary>
    internal static Task<DockerDaemon> ClassicDockerAsync() => TheClassicDocker.Value;

    internal static Task<BaseImages> BaseImagesAsync() => TheBaseImages.Value;

    [AssemblyCleanup]
    public static async Task StopAsync()
    {
        foreach (var docker in (Lazy<Task<DockerDaemon>>[])[TheDocker, TheClassicDocker])
        {
            if (docker is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
                await (await docker.Value).DisposeAsync();
        }

        if (TheRegistry is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await TheRegistry.Value).DisposeAsync();
    }
}
