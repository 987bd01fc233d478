using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace GoDockTasks.Package.Tests;

/// <summary>CheckReleaseGates as users run it.</summary>
[TestClass]
public sealed class GateTests
{
    private const string Project = "src/Shop/Shop.csproj";
    private const string Builder = "https://ci.example.com/release";
    private const string Report = "src/Shop/obj/Debug/net10.0/godock/gates.json";

    [TestMethod]
    public async Task Without_a_report_and_a_fingerprint_the_release_is_held_up()
    {
        using var tree = await NewAsync("");

        var build = (await CheckAsync(tree)).ShouldFail();

        Assert.AreSequenceEqual(
            [
                "error GDT3010 src/Shop/bin/Debug/net10.0/sidecars/orders/orders.intoto.json(0,0)",
                $"error GDT4021 {Project}(0,0)",
                "message GDT3010 src/Shop/bin/Debug/net10.0/sidecars/orders/orders.intoto.json(0,0)",
                $"message GDT4026 {Project}(0,0)",
            ],
            build.Found.Order(StringComparer.Ordinal)
        );
        var report = JsonNode.Parse(await File.ReadAllBytesAsync(tree.Path(Report)))!;
        Assert.IsFalse((bool)report["allowsPush"]!);
        Assert.AreSequenceEqual(
            [
                "vulnerabilities notChecked",
                "static-analysis notChecked",
                "size noBaseline",
                "memory notChecked",
                "start-up notChecked",
                "contract notChecked",
                "environment notChecked",
                "fingerprint failed",
            ],
            report["gates"]!.AsArray().Select(gate => $"{gate!["gate"]} {gate["verdict"]}")
        );
        Assert.Contains("**The release is held up.**", await File.ReadAllTextAsync(tree.Path(Report[..^4] + "md")));
    }

    [TestMethod]
    public async Task A_signed_program_with_a_measurement_that_holds_passes()
    {
        using var tree = await NewAsync(
            "  <ItemGroup>\n"
                + "    <GoDockGate Include=\"vulnerabilities\" Enabled=\"false\" />\n"
                + "    <GoDockGate Include=\"latency\" Command=\"cat;$MODULE/latency.json\" Threshold=\"20\" />\n"
                + "    <GoDockTrustedKey Include=\"../../release.pub\" "
                + $"BuilderId=\"{Builder}\" AllowDirty=\"true\" />\n"
                + "  </ItemGroup>"
        );
        tree.Write("sidecars/orders/latency.json", "{\"measured\": 12, \"unit\": \"ms\"}\n");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        tree.Write("release.pub", key.ExportSubjectPublicKeyInfoPem());
        tree.Write("release.key", key.ExportPkcs8PrivateKeyPem());
        tree.SetMode("release.key", UnixFileMode.UserRead);
        string[] signed =
        [
            $"-p:GoDockSigningKey={tree.Path("release.key")}",
            $"-p:GoDockBuilderId={Builder}",
            "-p:GoDockReport=release.html",
            "-getTargetResult:CheckReleaseGates",
        ];

        var passed = (await CheckAsync(tree, signed)).ShouldSucceed();
        Assert.Contains("\"Gate\": \"latency\"", passed.Console);
        var report = await File.ReadAllBytesAsync(tree.Path("src/Shop/release.json"));
        Assert.IsTrue((bool)JsonNode.Parse(report)!["allowsPush"]!);
        var page = await File.ReadAllTextAsync(tree.Path("src/Shop/release.html"));
        Assert.IsTrue(page.Contains("<title>Shop: all gates allow a push</title>", StringComparison.Ordinal));

        tree.Write("sidecars/orders/latency.json", "{\"measured\": 21, \"unit\": \"ms\"}\n");
        var failed = (await CheckAsync(tree, signed[..3])).ShouldFail();
        Assert.Contains($"error GDT4031 {Project}(0,0)", failed.Found);
    }

    private static Task<BuildResult> CheckAsync(SourceTree tree, params string[] more) =>
        tree.BuildAsync(Project, ["-t:CheckReleaseGates", .. more]);

    private static async Task<SourceTree> NewAsync(string xml)
    {
        var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.WithGo("1.21"));
        await tree.AddAsync(Project, new("../../sidecars/orders") { BuildsSidecars = true, Xml = xml });
        return tree;
    }
}
