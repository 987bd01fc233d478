using System.Text.Json;
using GoDockTasks.Core.Images.Building;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Processes;
using static GoDockTasks.Image.Tests.Parts.ServiceImages;

namespace GoDockTasks.Image.Tests;

/// <summary>The image that the .NET SDK builds beside the one that BuildKit builds of the same service.</summary>
[TestClass]
[NeedsDocker]
public sealed class SdkImageTests
{
    [TestMethod]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task The_SDK_builds_what_the_Dockerfile_says()
    {
        var docker = await TestSession.DockerAsync();
        await using var service = await ServiceAsync();
        service.Write("svc/pages/deep/a.txt", "a");
        var script = service.Write("svc/pages/run.sh", "#!/bin/sh\n");
        File.SetUnixFileMode(script, File.GetUnixFileMode(script) | (UnixFileMode)0b001_001_001);
        var request = Generate(
            service,
            $"RuntimeImage={(await (await TestSession.BaseImagesAsync()).StaticAsync()).Loopback}",
            "Ports=8080;53/udp",
            "TimeZone=Europe/Berlin",
            "Environment=GREETING=a%b $c",
            "RuntimeFiles=pages",
            "User=1234:1234",
            "Version=1.4.0"
        );
        await CommitAsync(service);
        var dockers = Layout(await BuildAsync(docker, service, request));

        var report = await new ImageBuilder(new ProcessRunner()).RunAsync(
            new()
            {
                Generation = request with { Go = new() { Executable = RealGo.Get().Executable } },
                Directory = service.Path("obj/godock/sdk"),
                Environment = RealGo.Environment(
                    service.Path("home"),
                    ("HOME", service.Path("home")),
                    ("GOCACHE", RealGo.Get().BuildCache)
                ),
                Timeout = TimeSpan.FromMinutes(5),
                ImageBuilder = "sdk",
            },
            CancellationToken.None
        );

        Assert.AreSequenceEqual(["GDT4116"], report.Diagnostics.Select(each => each.Code), report.Output);
        var sdks = Layout(Assert.ContainsSingle(report.Images));
        Assert.AreSequenceEqual(Said(dockers), Said(sdks));
        // WORKDIR made it, and gave it to the base's user; which is said.
        const string Folder = "app Directory 755 ";
        Assert.AreSequenceEqual(
            Files(dockers)
                .Select(file =>
                    file.StartsWith(Folder, StringComparison.Ordinal)
                        ? file.Replace($"{Folder}65532 65532", Folder + "0 0", StringComparison.Ordinal)
                        : file
                ),
            Files(sdks)
        );
        await ProgramIsForAsync(sdks, sdks.Images[0]);
        // A container of it runs.
        var copied = $"{docker.Registry.Host}/sdk/svc:1";
        await Tool.RunAsync(
                Tool.Skopeo,
                "/",
                docker.Environment,
                ["--insecure-policy", "copy", "--dest-tls-verify=false", $"oci:{sdks.Folder}", "docker://" + copied]
            )
            .ShouldSucceedAsync();
        Assert.AreEqual(
            "1\n",
            (await docker.RunAsync("/", "run", "--rm", "--network=none", copied).ShouldSucceedAsync()).StandardError[
                ^2..
            ]
        );
    }

    // How the program is run, and what the image says of itself.
    private static IEnumerable<string> Said(ImageLayout layout)
    {
        var manifest = JsonElement.Parse(layout.ReadJson(layout.Images[0].Manifest));
        var config = JsonElement.Parse(layout.ReadJson(Descriptor.Read(manifest.GetProperty("config"), "config")));
        return config
            .GetProperty("config")
            .EnumerateObject()
            .Where(member => member.Value.ValueKind != JsonValueKind.Null)
            .SelectMany(member =>
                member.Value.ValueKind switch
                {
                    JsonValueKind.Object => member.Value.EnumerateObject().Select(each => $"{member.Name} {each}"),
                    JsonValueKind.Array => member.Value.EnumerateArray().Select(each => $"{member.Name} {each}"),
                    _ => [$"{member.Name} {member.Value}"],
                }
            )
            .Append($"created {config.GetProperty("created")}")
            .Order(StringComparer.Ordinal);
    }

    // Whose they are, who may do what with them, and from when they are.
    private static SortedSet<string> Files(ImageLayout layout)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var layer in layout.Images[0].Layers)
        {
            using var entries = new LayerEntries(layout, layer, CancellationToken.None);
            while (entries.Next() is { } entry)
            {
                if (entry.Name.StartsWith("app", StringComparison.Ordinal))
                    found.Add(
                        $"{entry.Name.TrimEnd('/')} {entry.EntryType} {Convert.ToString((int)entry.Mode, 8)} {entry.Uid} "
                            + $"{entry.Gid} {entry.ModificationTime.ToUnixTimeSeconds()}"
                    );
            }
        }

        return found;
    }
}
