using System.Collections.Immutable;
using System.Globalization;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Image.Tests.Parts;

/// <summary>
/// A running container with a network of its own that nothing else is in, so that its ports are free. Removed when
/// disposed.
/// </summary>
internal sealed class Container : IAsyncDisposable
{
    private readonly DockerDaemon docker;
    private readonly string id;
    private readonly string client;

    private Container(DockerDaemon docker, string id, string client)
    {
        this.docker = docker;
        this.id = id;
        this.client = client;
    }

    /// <param name="image">Of the daemon's.</param>
    /// <param name="options">For <c>docker run</c>.</param>
    public static async Task<Container> StartAsync(
        DockerDaemon docker,
        string image,
        params ImmutableArray<string> options
    )
    {
        var client = await (await TestSession.BaseImagesAsync()).BusyboxAsync();
        var outcome = await docker
            .RunAsync("/", ["run", "--detach", "--network=none", .. options, image])
            .ShouldSucceedAsync();
        return new(docker, outcome.StandardOutput.Trim(), client.Reference);
    }

    /// <summary>
    /// The body of the answer to a GET on the container's loopback, once it listens; fails where it doesn't within ten
    /// seconds.
    /// </summary>
    public async Task<string> GetAsync(int port, string path = "/")
    {
        // The image being asked about has no program to ask with: another container joins its network.
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}{path}");
        var answer = await AskAsync(url);
        // No page is empty. On a machine with much to do an answer was lost once, on the way out of the container or
        // to it: that one is asked for again.
        if (answer is { Succeeded: true, StandardOutput: "" })
            answer = await AskAsync(url);
        if (!answer.Succeeded)
            Assert.Fail($"{url} didn't answer: {answer.StandardError}\n{await LogAsync()}");
        return answer.StandardOutput;
    }

    private Task<ProcessOutcome> AskAsync(string url) =>
        docker.RunAsync(
            "/",
            [
                "run",
                "--rm",
                $"--network=container:{id}",
                client,
                "sh",
                "-c",
                "for i in $(seq 200); do wget -q -O - \"$0\" && exit; sleep 0.05; done; exit 1",
                url,
            ]
        );

    /// <summary>What its health check found, once it was asked: <c>healthy</c> or <c>unhealthy</c>.</summary>
    public async Task<string> HealthAsync()
    {
        for (var deadline = DateTime.UtcNow.AddMinutes(1); DateTime.UtcNow < deadline; )
        {
            var asked = await docker
                .RunAsync("/", "inspect", "--format={{.State.Health.Status}}", id)
                .ShouldSucceedAsync();
            if (asked.StandardOutput.Trim() is var status and not "starting")
                return status;
        }

        Assert.Fail("no health check was made within a minute");
        throw new InvalidOperationException();
    }

    /// <summary>What it printed so far.</summary>
    public async Task<string> LogAsync()
    {
        ProcessOutcome outcome = await docker.RunAsync("/", "logs", id);
        return outcome.StandardOutput + outcome.StandardError;
    }

    public async ValueTask DisposeAsync() => await docker.RunAsync("/", "rm", "--force", "--volumes", id);
}
