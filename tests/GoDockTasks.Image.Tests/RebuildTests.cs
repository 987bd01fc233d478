using System.Diagnostics;
using System.Globalization;

namespace GoDockTasks.Image.Tests;

/// <summary>
/// A figure of the README: what a change of one line costs with a generated Dockerfile, and with the one that most
/// people write.
/// </summary>
[TestClass]
[NeedsDocker]
public sealed class RebuildTests(TestContext context)
{
    private const int Rounds = 1;

    // Copies all, tidies, builds, as so many do; of the network it needs no more than the other.
    private const string Naive = """
        FROM golang:1.27-bookworm
        WORKDIR /src
        ARG GOPROXY
        ARG GONOSUMDB
        # Not what the image may bring along.
        ENV GOCACHE=/tmp/go-build
        COPY . .
        RUN go mod tidy
        RUN CGO_ENABLED=0 go build -o /service .
        CMD ["/service"]

        """;

    [TestMethod]
    public async Task A_change_of_one_line_is_built_five_times_faster_than_with_the_naive_Dockerfile()
    {
        var images = await TestSession.BaseImagesAsync();
        await Task.WhenAll(images.GolangAsync(tag: "1.27-bookworm"), images.StaticAsync());
        await using var service = await Service.StartAsync();
        await service.ModuleAsync("svc");
        // As most services have it, and what takes the compiler longest.
        service.Write("svc/web.go", "package main\n\nimport _ \"net/http\"\n");
        service.Generate("svc");
        service.Write("naive/Dockerfile", Naive);
        var generated = new List<double>();
        var naive = new List<double>();
        await BuildAsync("svc/Dockerfile");

        for (var round = 0; round < Rounds; round++)
        {
            service.Write(
                "svc/main.go",
                Service.Main.Replace("at %d", $"round {round} at %d", StringComparison.Ordinal)
            );
            generated.Add(await BuildAsync("svc/Dockerfile"));
            naive.Add(await BuildAsync("naive/Dockerfile"));
        }

        var ratio = naive.Min() / generated.Min();
        context.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"one line changed: {ratio:0.0}x as fast as the naive Dockerfile ({generated.Min():0.0} s "
                    + $"against {naive.Min():0.0} s)"
            )
        );
        Assert.IsGreaterThan(5, ratio);

        async Task<double> BuildAsync(string dockerfile)
        {
            var clock = Stopwatch.StartNew();
            var tag = $"rebuild-{Guid.NewGuid():N}";
            await service.BuildAsync("svc", dockerfile, tag, "--build-arg=GOPROXY=" + service.Proxy.Url);
            return clock.Elapsed.TotalSeconds;
        }
    }
}
