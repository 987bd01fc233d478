using System.Globalization;
using System.Text.RegularExpressions;

namespace GoDockTasks.Image.Tests;

/// <summary>What a generated Dockerfile doesn't do twice, with a daemon of its own.</summary>
[TestClass]
[NeedsDocker]
public sealed partial class GeneratedCacheTests
{
    [TestMethod]
    public async Task Nothing_is_done_twice_and_modules_outlive_the_cache_mounts()
    {
        var images = await TestSession.BaseImagesAsync();
        await Task.WhenAll(images.GolangAsync(tag: "1.27-bookworm"), images.StaticAsync());
        await using var docker = await DockerDaemon.StartAsync(await TestSession.RegistryAsync());
        await using var service = await Service.StartAsync();
        await service.ModuleAsync("svc");
        service.Write("svc/main.go", Greeting("first"));
        service.Generate("svc");

        var cold = await BuildAsync();
        Assert.IsGreaterThan(0, Seconds(cold, "go build"));
        var requests = service.Proxy.Requests.Count;

        Assert.IsEmpty(Done(await BuildAsync()), "the second build is cached whole");

        service.Write("svc/main.go", Greeting("changed"));
        var changed = await BuildAsync();
        Assert.IsEmpty(Done(changed).Where(step => step.Contains("go mod download", StringComparison.Ordinal)));
        Assert.IsLessThan(Seconds(cold, "go build") / 2, Seconds(changed, "go build"), "only what changed is compiled");

        await docker.RunAsync("/", "builder", "prune", "--force", "--filter=type=exec.cachemount").ShouldSucceedAsync();
        service.Write("svc/main.go", Greeting("later"));
        var pruned = await BuildAsync();
        Assert.IsEmpty(Done(pruned).Where(step => step.Contains("go mod download", StringComparison.Ordinal)));
        Assert.IsGreaterThan(
            Seconds(changed, "go build"),
            Seconds(pruned, "go build"),
            "the compiler's cache was there and is gone"
        );
        Assert.HasCount(requests, service.Proxy.Requests);

        async Task<string> BuildAsync() =>
            (
                await docker
                    .BuildAsync(
                        service.Path("svc"),
                        $"--file={service.Path("svc/Dockerfile")}",
                        "--build-arg=GONOSUMDB=example.com",
                        $"--build-arg=REVISION={Guid.NewGuid()}"
                    )
                    .ShouldSucceedAsync()
            ).StandardError;
    }

    // Of the standard library fmt is enough for what is compiled once to take longer than what changed.
    private static string Greeting(string word) =>
        $$"""
            package main

            import (
            	"fmt"

            	"example.com/greet"
            )

            func main() { fmt.Println(greet.Hello, "{{word}}") }

            """;

    // The steps of stages that were run: "#12 [build 5/6] RUN go mod download", later "#12 DONE 1.2s" and not "#12
    // CACHED".
    private static string[] Done(string output)
    {
        var cached = Cached().Matches(output).Select(match => match.Groups["number"].Value).ToHashSet();
        return
        [
            .. Step()
                .Matches(output)
                .Where(match => !cached.Contains(match.Groups["number"].Value))
                .Select(match => match.Groups["what"].Value)
                .Where(what => !what.StartsWith("FROM", StringComparison.Ordinal)),
        ];
    }

    private static double Seconds(string output, string what)
    {
        var step = Step()
            .Matches(output)
            .Last(match => match.Groups["what"].Value.Contains(what, StringComparison.Ordinal))
            .Groups["number"]
            .Value;
        return double.Parse(
            Regex.Match(output, $@"^#{step} DONE (?<seconds>[\d.]+)s", RegexOptions.Multiline).Groups["seconds"].Value,
            CultureInfo.InvariantCulture
        );
    }

    [GeneratedRegex(@"^#(?<number>\d+) \[(build|stage-1) +\d+/\d+\] (?<what>.*)$", RegexOptions.Multiline)]
    private static partial Regex Step();

    [GeneratedRegex(@"^#(?<number>\d+) CACHED", RegexOptions.Multiline)]
    private static partial Regex Cached();
}
