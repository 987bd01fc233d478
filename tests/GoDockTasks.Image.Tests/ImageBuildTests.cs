using System.Text.Json;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Images.Building;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Processes;
using static GoDockTasks.Image.Tests.Parts.ServiceImages;

namespace GoDockTasks.Image.Tests;

/// <summary>What BuildGoImage does, with real builders: one node, two of them, and none.</summary>
[TestClass]
[NeedsDocker]
public sealed class ImageBuildTests
{
    [TestMethod]
    public async Task Two_nodes_build_one_image_and_the_same_as_one_node()
    {
        var docker = await TestSession.DockerAsync();
        await using var other = await DockerDaemon.StartAsync(docker.Registry);
        await using var amd = new NodeProxy(docker);
        await using var arm = new NodeProxy(other);
        await using var service = await ServiceAsync();
        var request = Generate(service, "Platforms=linux/amd64;linux/arm64");
        await CommitAsync(service);
        await CreateAsync(docker, "pair", amd.Endpoint, arm.Endpoint);

        var plain = await BuildAsync(docker, service, request);
        var single = Layout(plain);
        var pair = await BuildAsync(docker, service, request, "pair");
        Assert.AreSequenceEqual(
            single.Images.Select(image => image.Manifest.Digest),
            Layout(pair).Images.Select(image => image.Manifest.Digest)
        );
        Assert.AreSequenceEqual([new("linux/amd64", "default"), new("linux/arm64", "default")], plain.Nodes);
        Assert.AreSequenceEqual([new("linux/amd64", "pair0"), new("linux/arm64", "pair1")], pair.Nodes);
        // With provenance, for which the bake file is taken over.
        var bake = service.Path("svc/docker-bake.json");
        var own = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(await File.ReadAllTextAsync(bake))!;
        own.Remove("//");
        await File.WriteAllTextAsync(
            bake,
            JsonSerializer
                .Serialize(own)
                .Replace(
                    "\"context\":",
                    "\"attest\":[\"type=provenance,mode=max\"],\"context\":",
                    StringComparison.Ordinal
                )
        );
        await CommitAsync(service);
        var both = Layout(await BuildAsync(docker, service, request, "pair"));

        Assert.AreSequenceEqual(["linux/amd64", "linux/arm64"], both.Images.Select(image => $"{image.Platform}"));
        Assert.AreSequenceEqual(
            both.Images.Select(image => image.Manifest.Digest),
            both.Attestations.Select(each => each.Subject)
        );
        foreach (var attestation in both.Attestations)
        {
            var statement = JsonElement.Parse(both.ReadJson(Assert.ContainsSingle(attestation.Statements)));
            Assert.StartsWith("https://slsa.dev/provenance/", statement.GetProperty("predicateType").GetString());
        }

        Assert.IsNull(both.Verify(CancellationToken.None));
        // Layers are the same, whoever built them; configurations name another commit.
        foreach (var (one, two) in single.Images.Zip(both.Images))
        {
            Assert.AreSequenceEqual(
                one.Layers.Select(layer => layer.Digest),
                two.Layers.Select(layer => layer.Digest),
                $"{one.Platform}"
            );
            await ProgramIsForAsync(both, two);
        }

        await RemoveAsync(docker, "pair");
    }

    [TestMethod]
    public async Task Two_builds_of_a_commit_are_one_image_that_says_which()
    {
        var docker = await TestSession.DockerAsync();
        await using var service = await ServiceAsync();
        var request = Generate(service, "TimeZone=Europe/Berlin", "Version=1.4.0");
        var commit = await CommitAsync(service);

        var first = await BuildAsync(docker, service, request);
        await using var other = await DockerDaemon.StartAsync(docker.Registry);
        var second = await BuildAsync(other, service, request);

        Assert.AreEqual(first.Digest, second.Digest);
        var config = Assert.ContainsSingle(Layout(second).Images).Config;
        Assert.AreEqual(commit, config.Labels["org.opencontainers.image.revision"]);
        Assert.AreEqual("2026-02-03T04:05:06Z", config.Labels["org.opencontainers.image.created"]);
        Assert.AreEqual("1.4.0", config.Labels["org.opencontainers.image.version"]);
        Assert.AreEqual("https://example.com/shop.git", config.Labels["org.opencontainers.image.source"]);
        Assert.AreEqual("Europe/Berlin", config.Labels["godocktasks.time-zone"]);
        Assert.AreEqual("Europe/Berlin", config.Variable("TZ"));
        Assert.AreEqual("65532:65532", config.User);
        Assert.AreEqual(new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero), config.Created);

        service.Write("svc/main.go", Program.Replace("1", "2", StringComparison.Ordinal));
        var changed = Layout(await BuildAsync(docker, service, request)).Images[0].Config;
        Assert.AreEqual(commit + "-dirty", changed.Labels["org.opencontainers.image.revision"]);
    }

    [TestMethod]
    public async Task A_step_that_fails_is_told_at_its_line_and_leaves_no_image()
    {
        var docker = await TestSession.DockerAsync();
        await using var service = await ServiceAsync();
        var request = Generate(service);
        await BuildAsync(docker, service, request);
        service.Write("svc/main.go", "package main\n\nimport \"example.com/none\"\n\nfunc main() { none.Run() }\n");

        var report = await ReportAsync(docker, service, request);

        var error = report.Diagnostics[0];
        Assert.AreEqual("GDT1001", error.Code, error.Message);
        Assert.AreEqual(DiagnosticSeverity.Error, error.Severity);
        var lines = await File.ReadAllLinesAsync(service.Path("svc/Dockerfile"));
        Assert.AreEqual(service.Path("svc/Dockerfile"), error.Location.File);
        Assert.StartsWith("RUN --network=none", lines[error.Location.Line - 1]);
        Assert.IsEmpty(Directory.GetFileSystemEntries(service.Path("obj/godock/images")));
        Assert.HasCount(1, Directory.GetFileSystemEntries(service.Path("obj/godock")));
    }

    [TestMethod]
    public async Task A_node_that_goes_down_is_named_and_leaves_no_image()
    {
        const string Marker = "still-going";
        var docker = await TestSession.DockerAsync();
        await using var other = await DockerDaemon.StartAsync(docker.Registry);
        var busybox = await (await TestSession.BaseImagesAsync()).BusyboxAsync();
        await using var amd = new NodeProxy(docker);
        var arm = new NodeProxy(other, Marker);
        await using var service = await ServiceAsync();
        var request = Generate(service, "Platforms=linux/amd64;linux/arm64");
        service.Write(
            "svc/Dockerfile",
            $"FROM --platform=$BUILDPLATFORM {busybox.Reference} AS build\nARG TARGETARCH\n"
                + "RUN --network=none [ $TARGETARCH = amd64 ] || { echo 'still'-going; sleep 600; }\n"
                + "FROM scratch\nCOPY --from=build /bin/busybox /app\n"
        );
        service.Write("svc/Dockerfile.dockerignore", "**\n");
        await CreateAsync(docker, "falling", amd.Endpoint, arm.Endpoint);

        var building = ReportAsync(docker, service, request, "falling");
        await Task.WhenAny(arm.Seen, building);
        await arm.DisposeAsync();
        var report = await building;

        var error = Assert.ContainsSingle(report.Diagnostics);
        Assert.AreEqual("GDT4107", error.Code, report.Output);
        Assert.Contains("'falling1'", error.Message);
        Assert.DoesNotContain("'falling0'", error.Message);
        Assert.IsEmpty(Directory.GetFileSystemEntries(service.Path("obj/godock/images")));
        await RemoveAsync(docker, "falling");
    }

    [TestMethod]
    public async Task No_builder_a_context_and_a_dead_node_are_three_answers()
    {
        var docker = await TestSession.DockerAsync();
        await using var service = await ServiceAsync();
        var request = Generate(service);
        await docker
            .RunAsync("/", "context", "create", "away", "--docker", "host=" + docker.Environment["DOCKER_HOST"])
            .ShouldSucceedAsync();
        await CreateAsync(docker, "gone", "unix://" + Path.Combine(docker.Folder, "none.sock"));

        Assert.AreEqual("GDT4102", Code(await ReportAsync(docker, service, request, "nobody")));
        Assert.AreEqual("GDT4103", Code(await ReportAsync(docker, service, request, "away")));
        var dead = Assert.ContainsSingle((await ReportAsync(docker, service, request, "gone")).Diagnostics);
        Assert.AreEqual("GDT4104", dead.Code);
        Assert.Contains("'gone0'", dead.Message);
        await RemoveAsync(docker, "gone");
        await docker.RunAsync("/", "context", "rm", "away").ShouldSucceedAsync();
    }

    [TestMethod]
    public async Task Dockers_classic_store_is_told_and_writes_nothing()
    {
        var classic = await TestSession.ClassicDockerAsync();
        await using var service = await ServiceAsync();
        var request = Generate(service, "Platforms=linux/amd64;linux/arm64");

        Assert.AreEqual("GDT4105", Code(await ReportAsync(classic, service, request)));
        Assert.AreEqual("GDT4105", Code(await ReportAsync(classic, service, request, platforms: "linux/amd64")));
    }

    [TestMethod]
    public async Task A_saved_image_is_the_one_that_was_loaded()
    {
        var docker = await TestSession.DockerAsync();
        await using var service = await ServiceAsync();
        var layout = Layout(await BuildAsync(docker, service, Generate(service)));
        using var folder = new TemporaryFolder("gd-saved");
        string[] copy = ["copy", $"oci:{layout.Folder}", $"docker-archive:{folder.Path("d.tar")}:svc:1"];
        await Tool.RunAsync(Tool.Skopeo, "/", docker.Environment, ["--insecure-policy", .. copy]).ShouldSucceedAsync();
        await docker.RunAsync("/", "load", "--input", folder.Path("d.tar")).ShouldSucceedAsync();
        await docker.RunAsync("/", "save", "--output", folder.Path("s.tar"), "svc:1").ShouldSucceedAsync();

        foreach (var archive in (string[])["d.tar", "s.tar"])
        {
            var unpacked = Directory.CreateDirectory(folder.Path(archive + ".d")).FullName;
            var (read, problem) = ImageArchive.Read(folder.Path(archive), unpacked, CancellationToken.None);
            Assert.IsNull(problem, problem?.Message);
            Assert.AreSequenceEqual(layout.Images[0].Config.DiffIds, read!.Images[0].Config.DiffIds);
            await ProgramIsForAsync(read, read.Images[0]);
        }
    }

    private static async Task CreateAsync(DockerDaemon docker, string name, params string[] endpoints)
    {
        for (var i = 0; i < endpoints.Length; i++)
        {
            string[] append = i == 0 ? [] : ["--append"];
            string platform = i == 0 ? "linux/amd64" : "linux/arm64";
            string[] create = ["create", "--name", name, "--node", $"{name}{i}", "--driver", "remote"];
            await docker
                .BuildxAsync("/", [.. create, "--platform", platform, .. append, endpoints[i]])
                .ShouldSucceedAsync();
        }
    }

    private static Task<ProcessOutcome> RemoveAsync(DockerDaemon docker, string name) =>
        docker.BuildxAsync("/", "rm", "--keep-daemon", "--force", name);

    private static string Code(ImageBuildReport report) => Assert.ContainsSingle(report.Diagnostics).Code;
}
