namespace GoDockTasks.Image.Tests.Parts;

/// <summary>What all tests of a run share, each started when the first test asks for it.</summary>
[TestClass]
public static class TestSession
{
    private static readonly Lazy<Task<Registry>> TheRegistry = new(Registry.StartAsync);
    private static readonly Lazy<Task<DockerDaemon>> TheDocker = new(async () =>
        await DockerDaemon.StartAsync(await TheRegistry.Value)
    );
    private static readonly Lazy<Task<BaseImages>> TheBaseImages = new(async () =>
        new BaseImages(await TheDocker.Value)
    );

    internal static Task<Registry> RegistryAsync() => TheRegistry.Value;

    /// <summary>For builds and containers; its build cache is everybody's.</summary>
    internal static Task<DockerDaemon> DockerAsync() => TheDocker.Value;

    internal static Task<BaseImages> BaseImagesAsync() => TheBaseImages.Value;

    [AssemblyCleanup]
    public static async Task StopAsync()
    {
        if (TheDocker is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await TheDocker.Value).DisposeAsync();
        if (TheRegistry is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await TheRegistry.Value).DisposeAsync();
    }
}
