namespace GoDockTasks.Image.Tests;

/// <summary>What the tests start ends with them.</summary>
[TestClass]
[NeedsDocker]
public sealed class BackgroundProgramTests
{
    [TestMethod]
    public async Task Nothing_that_a_daemon_started_or_wrote_outlives_it()
    {
        await (await TestSession.BaseImagesAsync()).BusyboxAsync();
        var docker = await DockerDaemon.StartAsync(await TestSession.RegistryAsync());
        await docker
            .RunAsync(
                "/",
                "run",
                "--detach",
                "--network=none",
                "busybox:1.35",
                "sh",
                "-c",
                $"sleep 600; : {docker.Folder}"
            )
            .ShouldSucceedAsync();
        Assert.IsNotEmpty(await MentioningAsync(docker.Folder));

        await docker.DisposeAsync();

        Assert.IsEmpty(await MentioningAsync(docker.Folder));
        Assert.IsFalse(Directory.Exists(docker.Folder));
    }

    [TestMethod]
    public async Task A_program_that_ends_at_once_is_reported_with_what_it_said()
    {
        var folder = Directory.CreateTempSubdirectory("gd-").FullName;
        var program = await BackgroundProgram.StartAsync(
            ["/bin/sh", "-c", "echo no such luck"],
            new Dictionary<string, string> { ["PATH"] = Tool.SystemPath },
            [folder]
        );
        var failure = await Assert.ThrowsExactlyAsync<AssertFailedException>(() =>
            program.WaitForAsync<string>(() => Task.FromResult<string?>(null))
        );
        Assert.Contains("no such luck", failure.Message);
    }

    private static async Task<string[]> MentioningAsync(string text)
    {
        var listing = await Tool.RunAsync(
                "/bin/ps",
                "/",
                new Dictionary<string, string> { ["PATH"] = Tool.SystemPath },
                "-ewwo",
                "args"
            )
            .ShouldSucceedAsync();
        return [.. listing.StandardOutput.Split('\n').Where(line => line.Contains(text, StringComparison.Ordinal))];
    }
}
