using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace GoDockTasks.TestSupport;

/// <summary>
/// A registry of images on loopback. Clients reach it as <see cref="Host"/>; a <see cref="DockerDaemon"/> takes it for
/// Docker Hub and for gcr.io, so that Dockerfiles have the names that users write.
/// </summary>
public sealed class Registry : IAsyncDisposable
{
    private static readonly HttpClient Client = new();
    private readonly BackgroundProgram forDaemons;
    private readonly BackgroundProgram forClients;

    private Registry(BackgroundProgram forDaemons, BackgroundProgram forClients, string address, string host)
    {
        this.forDaemons = forDaemons;
        this.forClients = forClients;
        Address = address;
        Host = host;
    }

    /// <summary>
    /// <c>127.0.0.1:port</c>, which every client takes for a registry without TLS, but skopeo, which wants it said.
    /// </summary>
    public string Host { get; }

    /// <summary>
    /// The same registry at port 80 of an address of its own in 127.0.0.0/8, since a name in a hosts file has no port.
    /// </summary>
    public string Address { get; }

    public static async Task<Registry> StartAsync()
    {
        var storage = Directory.CreateTempSubdirectory("gd-registry-").FullName;
        var address = string.Create(
            CultureInfo.InvariantCulture,
            $"127.{RandomNumberGenerator.GetInt32(1, 255)}.{RandomNumberGenerator.GetInt32(256)}.{RandomNumberGenerator.GetInt32(1, 255)}"
        );
        var forDaemons = await ServeAsync(storage, $"{address}:80", storage);
        try
        {
            var forClients = await ServeAsync(storage, "127.0.0.1:0");
            return new(forDaemons.Program, forClients.Program, address, forClients.Host);
        }
        catch
        {
            await forDaemons.Program.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// What a tag means: the digest of its index, or of its manifest where it has no index; null where there is no such
    /// tag.
    /// </summary>
    /// <param name="repository">Such as <c>library/golang</c>.</param>
    public async Task<string?> DigestAsync(string repository, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"http://{Host}/v2/{repository}/manifests/{tag}");
        foreach (
            var type in (string[])
                [
                    "application/vnd.oci.image.index.v1+json",
                    "application/vnd.docker.distribution.manifest.list.v2+json",
                    "application/vnd.oci.image.manifest.v1+json",
                    "application/vnd.docker.distribution.manifest.v2+json",
                ]
        )
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(type));
        using var response = await Client.SendAsync(request);
        return response.IsSuccessStatusCode ? response.Headers.GetValues("Docker-Content-Digest").Single() : null;
    }

    public async ValueTask DisposeAsync()
    {
        await forClients.DisposeAsync();
        await forDaemons.DisposeAsync();
    }

    // Where it listens stands in the log, which is the only way to learn a port that the system chose.
    private static async Task<(BackgroundProgram Program, string Host)> ServeAsync(
        string storage,
        string listen,
        params string[] folders
    )
    {
        var own = Directory.CreateTempSubdirectory("gd-registry-").FullName;
        var configuration = Path.Combine(own, "config.yml");
        await File.WriteAllTextAsync(
            configuration,
            $"version: 0.1\nstorage:\n  filesystem:\n    rootdirectory: {storage}\n  delete:\n"
                + $"    enabled: true\nhttp:\n  addr: {listen}\n"
        );
        var program = await BackgroundProgram.StartAsync(
            [Tool.Find("docker-registry", "bin/docker-registry"), "serve", configuration],
            new Dictionary<string, string> { ["PATH"] = Tool.SystemPath },
            [own, .. folders]
        );
        var host = await program.WaitForAsync(async () => ListensOn(await program.ReadLogAsync()));
        return (program, host);
    }

    private static string? ListensOn(string log)
    {
        const string Before = "msg=\"listening on ";
        var start = log.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        var end = start < Before.Length ? -1 : log.IndexOf('"', start);
        return end < 0 ? null : log[start..end];
    }
}
