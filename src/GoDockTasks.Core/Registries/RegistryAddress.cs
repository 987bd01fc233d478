using GoDockTasks.Core.Images;
using GoDockTasks.Core.Proxies;

namespace GoDockTasks.Core.Registries;

/// <summary>Where a repository is served.</summary>
/// <param name="Domain">As in image names, with its port: what credentials are kept by.</param>
/// <param name="Path">Of the repository, below the domain.</param>
internal sealed record RegistryAddress(string Domain, string Path)
{
    private const string DockerHub = "docker.io";

    /// <summary>
    /// Ends with a slash. Over plain http only on this machine, as docker and go-containerregistry have it.
    /// </summary>
    public Uri Root
    {
        get
        {
            // Docker Hub serves under another name than its images have (docker, registry/config.go).
            var host = Domain == DockerHub ? "registry-1.docker.io" : Domain;
            var https = new Uri($"https://{host}/v2/{Path}/");
            return Loopback.IsLoopback(https.Host.Trim('[', ']')) ? new($"http://{host}/v2/{Path}/") : https;
        }
    }

    /// <summary>The repository of an image; its tag and digest don't matter.</summary>
    public static RegistryAddress Of(ImageReference image)
    {
        var slash = image.Repository.IndexOf('/', StringComparison.Ordinal);
        return new(image.Repository[..slash], image.Repository[(slash + 1)..]);
    }

    public override string ToString() => $"{Domain}/{Path}";
}
