using GoDockTasks.Core.Images;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Registries;

namespace GoDockTasks.Core.Tests.Registries;

/// <summary>What a task makes to speak with a registry, for one user.</summary>
internal sealed class RegistryClients : IDisposable
{
    private readonly TemporaryFolder home = new("godock user");
    private readonly HttpMessageHandler handler = RegistryConnection.CreateHandler();
    private readonly RegistryConnection connection;

    /// <param name="dockerConfig">The user's config.json, or none.</param>
    /// <param name="path">PATH, for credential helpers.</param>
    public RegistryClients(string? dockerConfig = null, string path = "/nowhere", TimeSpan? limit = null)
    {
        if (dockerConfig is not null)
            home.Write(".docker/config.json", dockerConfig);
        connection = new(
            handler,
            new(
                new ProcessRunner(),
                new Dictionary<string, string> { ["HOME"] = home.Root, ["PATH"] = path },
                home.Root,
                TimeSpan.FromSeconds(30)
            ),
            TimeProvider.System,
            limit ?? TimeSpan.FromSeconds(30)
        );
    }

    public ImageRepository Repository(string image) =>
        new(connection, RegistryAddress.Of(ImageReference.TryParse(image)!));

    public void Dispose()
    {
        connection.Dispose();
        handler.Dispose();
        home.Dispose();
    }
}
