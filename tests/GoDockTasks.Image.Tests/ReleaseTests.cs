using System.Text.Json;

namespace GoDockTasks.Image.Tests;

/// <summary>The whole way of a release: from sources to images in a registry that anybody can verify.</summary>
[TestClass]
[NeedsDocker]
public sealed class ReleaseTests
{
    private static readonly string[] Types =
    [
        "slsaprovenance1",
        "cyclonedx",
        "spdxjson",
        "https://in-toto.io/attestation/test-result/v0.1",
        "https://slsa.dev/verification_summary/v1",
        "urn:uuid:c3a3f4f2-5c0b-4d53-9a57-6d1f3b0e7a41#godock-baselines-v1",
    ];

    // While the gates are asked, somebody gives the tag that is to be pushed to another image.
    private const string Mover =
        "<GoDockGate Include=\"mover\" Command=\"sh;$(MSBuildProjectDirectory)/move;$SIDECAR\" Threshold=\"1\" />";

    [TestMethod]
    public async Task Shop_is_built_gated_pushed_pulled_back_and_verified()
    {
        var docker = await TestSession.DockerAsync();
        await using var registry = await OciRegistry.StartWithReferrersAsync();
        await using var node = new NodeProxy(docker);
        string[] farm = ["create", "--name", "farm", "--node", "oven7", "--driver", "remote", node.Endpoint];
        await docker.BuildxAsync("/", [.. farm]).ShouldSucceedAsync();
        using var shop = await ReleasedShop.NewAsync(docker, Mover);
        var other = (await (await TestSession.BaseImagesAsync()).StaticAsync()).Loopback;
        shop.Write(
            "src/Shop.Web/move",
            $"{Tool.Crane} copy {other} {registry.Host}/shop/$1:1.4.0 >&2 && echo '{{\"measured\": 1}}'\n"
        );

        await shop.BuildAsync(
                "-t:PushGoImage",
                "-p:Version=1.4.0",
                $"-p:GoDockRegistry={registry.Host}/shop",
                "-p:GoDockSigningKey=../../keys/release.key",
                $"-p:GoDockBuilderId={ReleasedShop.Builder}",
                "-p:GoDockBuilder=farm",
                "-p:GoDockReport=gates.json"
            )
            .ShouldSucceedAsync();

        using var report = JsonDocument.Parse(
            await File.ReadAllBytesAsync(Path.Combine(shop.ProjectFolder, "gates.json"))
        );
        foreach (var name in (string[])["orders", "pricing"])
        {
            var image = $"{registry.Host}/shop/{name}";
            var gated = report
                .RootElement.GetProperty("gates")
                .EnumerateArray()
                .Single(line =>
                    line.GetProperty("sidecar").GetString() == name
                    && line.GetProperty("gate").GetString() == "environment"
                );
            Assert.AreEqual("passed", gated.GetProperty("verdict").GetString());
            Assert.AreEqual(
                "sha256:" + gated.GetProperty("source").GetProperty("sha256").GetString(),
                await CraneAsync(shop, "digest", $"{image}:1.4.0")
            );
            Assert.AreEqual("1.4.0", await CraneAsync(shop, "ls", image));
        }

        await VerifyAsync(shop, $"{registry.Host}/shop/orders:1.4.0");
        await docker.BuildxAsync("/", "rm", "--keep-daemon", "--force", "farm").ShouldSucceedAsync();
    }

    private static async Task VerifyAsync(ReleasedShop shop, string image)
    {
        var cosign = new Cosign(shop.Folder);
        foreach (var type in Types)
        {
            var verified = await cosign.RunAsync(
                "verify-attestation",
                "--key",
                shop.PublicKey,
                "--insecure-ignore-tlog",
                "--type",
                type,
                image
            );
            Assert.IsTrue(verified.Succeeded, type + "\n" + verified.StandardError);
        }

        var discovered = await Tool.RunAsync(
                Tool.Find("oras", "bin/oras"),
                shop.Folder.Root,
                new Dictionary<string, string> { ["HOME"] = shop.Folder.Root },
                "discover",
                "--plain-http",
                "--format",
                "json",
                image
            )
            .ShouldSucceedAsync();
        using var listed = JsonDocument.Parse(discovered.StandardOutput);
        Assert.AreEqual(Types.Length, listed.RootElement.GetProperty("referrers").GetArrayLength());
        // Its program, its label and its statements agree, with each other and with the tree.
        var traced = await shop.BuildAsync("-t:TraceGoImage", $"-p:GoDockImage={image}").ShouldSucceedAsync();
        Assert.DoesNotContain("GDT", traced.StandardOutput);
        Assert.Contains("inputs: ", traced.StandardOutput);
        Assert.Contains($"built by: {ReleasedShop.Builder}\n", traced.StandardOutput);
        Assert.Contains($" node: {Environment.MachineName}\n", traced.StandardOutput);
        Assert.Contains("buildkit-node: oven7\n", traced.StandardOutput);
    }

    private static async Task<string> CraneAsync(ReleasedShop shop, params string[] arguments) =>
        (
            await Tool.RunAsync(
                    Tool.Crane,
                    shop.Folder.Root,
                    new Dictionary<string, string> { ["HOME"] = shop.Folder.Root },
                    [.. arguments]
                )
                .ShouldSucceedAsync()
        ).StandardOutput.Trim();
}
