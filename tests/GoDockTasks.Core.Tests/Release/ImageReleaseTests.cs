using System.Text.Json;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Images.Tracing;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Release;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Tests.Registries;

namespace GoDockTasks.Core.Tests.Release;

[TestClass]
public sealed class ImageReleaseTests
{
    private const string NeedsRoot = "a registry that ends with the tests needs root";

    private static readonly string[] Types =
    [
        "slsaprovenance1",
        "cyclonedx",
        "spdxjson",
        Statement.TestResult,
        Statement.VerificationSummary,
    ];

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    [NeedsRoot(NeedsRoot)]
    public async Task What_is_released_is_verified_with_cosign_alone(bool api)
    {
        await using var registry = api ? await OciRegistry.StartWithReferrersAsync() : await OciRegistry.StartAsync();
        using var folder = new ReleasedFolder();
        await folder.AddAsync("orders");

        var result = await folder.RunAsync(name => $"{registry.Host}/shop/{name}:1.2.3");

        Assert.IsEmpty(result.Diagnostics.Where(IsError).Select(problem => problem.Message));
        var pushed = Assert.ContainsSingle(result.Pushed);
        using var clients = new RegistryClients();
        var tagged = await clients
            .Repository($"{registry.Host}/shop/orders")
            .FindManifestAsync("1.2.3", CancellationToken.None);
        Assert.AreEqual(pushed.Digest, tagged!.Digest);
        var cosign = new Cosign(folder.Built.Folder);
        foreach (var type in Types)
        {
            var verified = await cosign.RunAsync(
                "verify-attestation",
                "--key",
                folder.PublicKey,
                "--insecure-ignore-tlog",
                "--type",
                type,
                $"{registry.Host}/shop/orders:1.2.3"
            );
            Assert.IsTrue(verified.Succeeded, type + "\n" + verified.StandardError);
        }

        var traced = await TraceAsync(folder, $"{registry.Host}/shop/orders:1.2.3", asks: true);
        Assert.IsEmpty(traced.Diagnostics.Where(IsError).Select(problem => problem.Message));
        Assert.Contains(("gates", "PASSED"), traced.Facts);
        Assert.Contains(fact => fact.Name == "gates passed" && fact.Value.Contains("fingerprint"), traced.Facts);
        Assert.Contains(("verification", "PASSED"), traced.Facts);
        Assert.Contains(("verified by", ReleasedFolder.Builder), traced.Facts);
        var program = Assert.ContainsSingle(traced.Programs).Facts;
        Assert.Contains(("built by", ReleasedFolder.Builder), program);
        Assert.Contains(("buildkit-node", "oven0"), program);
        var untold = await TraceAsync(folder, $"{registry.Host}/shop/orders:1.2.3", asks: false);
        Assert.AreEqual("signed statements", Assert.ContainsSingle(untold.Facts).Name);
        Assert.DoesNotContain(
            fact => fact.Name is "built by" or "buildkit-node",
            Assert.ContainsSingle(untold.Programs).Facts
        );
    }

    [TestMethod]
    public void Which_node_built_what_is_read_from_what_BuildGoImage_returns()
    {
        var item = new SidecarItem(
            "orders",
            new Dictionary<string, string>
            {
                ["Name"] = "orders",
                ["Layout"] = "images/orders",
                ["Nodes"] = "linux/amd64=oven0;linux/arm/v7=oven1;linux/arm64",
            },
            "",
            null
        );
        var sidecar = new Sidecar("orders", "/orders", null, item);

        var (images, problems) = ReleasedImages.Of(
            [item],
            [new(sidecar, ".")],
            "localhost:1/shop",
            "1",
            Path.Combine(Path.GetTempPath(), "a.csproj")
        );

        Assert.IsEmpty(problems.Select(problem => problem.Message));
        Assert.AreSequenceEqual(
            ["linux/amd64=oven0", "linux/arm/v7=oven1"],
            Assert.ContainsSingle(images).Nodes.Select(each => $"{each.Key}={each.Value}").Order(StringComparer.Ordinal)
        );
    }

    [TestMethod]
    [NeedsRoot(NeedsRoot)]
    public async Task A_gate_that_fails_leaves_the_registry_as_it_was()
    {
        await using var registry = await OciRegistry.StartAsync();
        using var folder = new ReleasedFolder();
        await folder.AddAsync("orders");
        folder.Gates.RemoveAll(gate => gate.Name == "vulnerabilities");

        var result = await folder.RunAsync(name => $"{registry.Host}/shop/{name}:1.2.3");

        Assert.IsEmpty(result.Pushed);
        Assert.AreSequenceEqual(["GDT4021", "GDT4045"], Errors(result));
        Assert.AreEqual("{\"repositories\":[]}", (await CatalogAsync(registry)).Trim());
    }

    [TestMethod]
    [NeedsRoot(NeedsRoot)]
    public async Task Where_one_of_twenty_fails_none_gets_its_tag()
    {
        await using var registry = await OciRegistry.StartAsync();
        using var folder = new ReleasedFolder();
        for (var number = 0; number < 20; number++)
            await folder.AddAsync($"service{number}");

        var result = await folder.RunAsync(name =>
            name == "service19" ? "127.0.0.1:1/shop/service19:1.2.3" : $"{registry.Host}/shop/{name}:1.2.3"
        );

        Assert.IsEmpty(result.Pushed);
        Assert.AreSequenceEqual(["GDT4040"], Errors(result));
        using var clients = new RegistryClients();
        for (var number = 0; number < 19; number++)
            Assert.IsNull(
                await clients
                    .Repository($"{registry.Host}/shop/service{number}")
                    .FindManifestAsync("1.2.3", CancellationToken.None)
            );
    }

    [TestMethod]
    [NeedsRoot(NeedsRoot)]
    public async Task Who_may_not_push_is_told_without_his_password()
    {
        await using var registry = await OciRegistry.StartAsync(withUsers: true);
        using var folder = new ReleasedFolder();
        await folder.AddAsync("orders");
        var pair = Convert.ToBase64String("shop:wrong-s3cret"u8);
        folder.Built.Environment["DOCKER_CONFIG"] = folder.Built.Folder.Path("docker");
        folder.Built.Folder.Write(
            "docker/config.json",
            $$$$"""{"auths":{"{{{{registry.Host}}}}":{"auth":"{{{{pair}}}}"}}}"""
        );

        var result = await folder.RunAsync(name => $"{registry.Host}/shop/{name}:1.2.3");

        Assert.IsEmpty(result.Pushed);
        Assert.AreSequenceEqual(["GDT4041"], Errors(result));
        var said = string.Concat(result.Diagnostics.Select(problem => problem.Message + problem.Detail));
        Assert.DoesNotContain("s3cret", said);
        Assert.DoesNotContain(pair, said);
    }

    [TestMethod]
    [NeedsRoot(NeedsRoot)]
    public async Task An_image_that_changes_while_it_is_looked_at_is_not_pushed()
    {
        await using var registry = await OciRegistry.StartAsync();
        using var folder = new ReleasedFolder();
        var layout = await folder.AddAsync("orders");
        var other = layout.Image("arm64");
        folder.Gates.Add(ReleasedFolder.Gate("own", ("Command", "true"), ("Report", "own.json")));
        folder.Built.OnStart = () => layout.Write(other);

        var result = await folder.RunAsync(name => $"{registry.Host}/shop/{name}:1.2.3");

        Assert.IsEmpty(result.Pushed);
        Assert.AreEqual("{\"repositories\":[]}", (await CatalogAsync(registry)).Trim());
    }

    [TestMethod]
    public async Task Who_is_notified_gets_the_table_and_the_reason_and_changes_nothing()
    {
        using var folder = new ReleasedFolder();
        await folder.AddAsync("orders");
        folder.Gates.RemoveAll(gate => gate.Name == "vulnerabilities");
        var result = await folder.RunAsync(name => $"127.0.0.1:1/shop/{name}:1.2.3");
        var heard = folder.Built.Folder.Path("heard.json");

        Assert.IsNull(await NotifyAsync(folder, result, "sh", "-c", "cat > \"$0\"", heard));
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(heard));
        Assert.IsFalse(json.RootElement.GetProperty("released").GetBoolean());
        Assert.Contains(
            "GDT4045",
            json.RootElement.GetProperty("diagnostics")
                .EnumerateArray()
                .Select(each => each.GetProperty("code").GetString())
        );
        Assert.IsFalse(json.RootElement.GetProperty("report").GetProperty("allowsPush").GetBoolean());

        Assert.AreEqual("GDT4050", await NotifyAsync(folder, result, "isnt-there"));
        Assert.AreEqual("GDT4050", await NotifyAsync(folder, result, "sh", "-c", "exit 3"));
        Assert.AreEqual("GDT4050", await NotifyAsync(folder, result, "sleep", "1000"));
    }

    private static Task<ImageTrace> TraceAsync(ReleasedFolder folder, string image, bool asks) =>
        ImageTracer.RunAsync(
            new(folder.Built.Folder.Path("none"))
            {
                TemporaryDirectory = folder.Built.Folder.Path("tmp"),
                ProjectFile = folder.Built.Request.ProjectFile,
                AsksForSignature = asks,
                Keys = asks ? [new(VerificationKey.Of(folder.Key), ReleasedFolder.Builder)] : [],
                Reference = ImageReference.TryParse(image),
                Credentials = new(
                    new ProcessRunner(),
                    folder.Built.Environment,
                    folder.Built.Folder.Root,
                    TimeSpan.FromMinutes(1)
                ),
            },
            CancellationToken.None
        );

    private static async Task<string?> NotifyAsync(ReleasedFolder folder, ReleaseResult result, params string[] command)
    {
        var notification = new Notification(
            new ProcessRunner(),
            [.. command],
            folder.Built.Folder.Root,
            new Dictionary<string, string> { ["PATH"] = Tool.SystemPath },
            TimeSpan.FromSeconds(command[0] == "sleep" ? 1 : 60)
        );
        return (await notification.SendAsync(result, CancellationToken.None))?.Code;
    }

    private static async Task<string> CatalogAsync(OciRegistry registry)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri($"http://{registry.Host}/v2/_catalog"));
    }

    private static string[] Errors(ReleaseResult result) =>
        [.. result.Diagnostics.Where(IsError).Select(problem => problem.Code)];

    private static bool IsError(Diagnostic problem) => problem.Severity == DiagnosticSeverity.Error;
}
