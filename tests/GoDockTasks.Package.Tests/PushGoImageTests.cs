using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;
using GoDockTasks.Package.Tests.Parts;

namespace GoDockTasks.Package.Tests;

/// <summary>
/// `dotnet build -t:PushGoImage` to a real registry. Another tool than BuildKit made the image; the whole way is a test
/// of the images' suite.
/// </summary>
[TestClass]
public sealed class PushGoImageTests
{
    private const string Project = "src/Shop/Shop.csproj";
    private const string Builder = "urn:example:ci";
    private const string NeedsRoot = "a registry that ends with the tests needs root";

    [TestMethod]
    [NeedsRoot(NeedsRoot)]
    public async Task What_passes_is_pushed_and_what_is_said_of_it_is_verified_by_cosign_and_here()
    {
        await using var registry = await OciRegistry.StartAsync();
        using var tree = await NewAsync(registry);

        var pushed = (
            await PushAsync(tree, registry, "-p:GoDockReport=release.html", "-getTargetResult:PushGoImage")
        ).ShouldSucceed();

        using var result = JsonDocument.Parse(pushed.Console[pushed.Console.IndexOf('{')..]);
        var image = result.RootElement.GetProperty("TargetResults").GetProperty("PushGoImage").GetProperty("Items")[0];
        var digest = image.GetProperty("Digest").GetString()!;
        Assert.AreEqual($"{registry.Host}/shop/orders@{digest}", image.GetProperty("Identity").GetString());
        Assert.AreEqual(digest, await CraneAsync(tree, "digest", $"{registry.Host}/shop/orders:1.2.3"));
        Assert.IsTrue(File.Exists(tree.Path("src/Shop/release.md")));
        var page = await File.ReadAllTextAsync(tree.Path("src/Shop/release.html"));
        Assert.IsTrue(page.Contains($"<code>{digest}</code>", StringComparison.Ordinal), "the image's digest");
        using var folder = new TemporaryFolder();
        var verified = await new Cosign(folder).RunAsync(
            "verify-attestation",
            "--key",
            tree.Path("keys/release.pub"),
            "--insecure-ignore-tlog",
            "--type",
            "slsaprovenance1",
            $"{registry.Host}/shop/orders@{digest}"
        );
        Assert.IsTrue(verified.Succeeded, verified.StandardError);

        // Pulled again: by its name, its digest, both, and another one's digest.
        var name = $"{registry.Host}/shop/orders";
        foreach (var reference in new[] { $"{name}:1.2.3", $"{name}@{digest}", $"{name}:1.2.3@{digest}" })
        {
            var traced = (await TraceAsync(tree, reference)).ShouldSucceed();
            Assert.Contains($"{name}".Split('/')[^1], string.Join('\n', traced.Messages));
            Assert.AreEqual("", string.Join('\n', traced.Diagnostics.Select(found => found.Code + found.Message)));
        }

        Assert.AreSequenceEqual(
            ["error GDT4042"],
            (await TraceAsync(tree, $"{name}:1.2.3@sha256:{new string('a', 64)}"))
                .ShouldFail()
                .Found.Select(found => found[..13])
        );
        Assert.AreSequenceEqual(
            ["error GDT4070"],
            (await TraceAsync(tree, $"{name}:none")).ShouldFail().Found.Select(found => found[..13])
        );
        // Whom nobody trusts says nothing.
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        tree.Write("keys/release.pub", stranger.ExportSubjectPublicKeyInfoPem());
        var unsigned = (await TraceAsync(tree, $"{name}:1.2.3")).ShouldFail();
        Assert.Contains("error GDT4074", unsigned.Found.Select(found => found[..13]));
        // By what the registry lists, and not by where it was downloaded to.
        Assert.MatchesRegex("GDT4074: .*'sha256:[0-9a-f]{64}': ", unsigned.Console);
    }

    [TestMethod]
    [NeedsRoot(NeedsRoot)]
    public async Task What_a_gate_holds_up_reaches_no_registry_and_somebody_is_told()
    {
        await using var registry = await OciRegistry.StartAsync();
        using var tree = await NewAsync(registry);
        var command = tree.Write("notify", "#!/bin/sh\ncat > \"$1\"\n");
        tree.SetMode("notify", UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var held = (
            await PushAsync(
                tree,
                registry,
                "-p:Scan=true",
                $"-p:GoDockNotifyCommand={command}%3B{tree.Path("told.json")}"
            )
        ).ShouldFail();

        Assert.AreSequenceEqual(
            ["error GDT4021", "error GDT4045"],
            held.Found.Where(found => found.StartsWith("error", StringComparison.Ordinal)).Select(found => found[..13])
        );
        Assert.DoesNotContain("shop/orders", await CraneAsync(tree, "catalog", registry.Host));
        using var told = JsonDocument.Parse(await File.ReadAllBytesAsync(tree.Path("told.json")));
        Assert.IsFalse(told.RootElement.GetProperty("released").GetBoolean());
    }

    [TestMethod]
    [NeedsRoot(NeedsRoot)]
    public async Task What_is_missing_is_said()
    {
        await using var registry = await OciRegistry.StartAsync();
        using var tree = await NewAsync(registry);

        Assert.AreSequenceEqual(
            ["GDT4045"],
            (await tree.BuildAsync(Project, "-t:PushGoImage", $"-p:GoDockRegistry={registry.Host}/shop"))
                .ShouldFail()
                .Diagnostics.Select(problem => problem.Code)
        );
        Assert.AreSequenceEqual(
            ["GDT4047"],
            (await PushAsync(tree, registry, "-p:GoDockRegistry="))
                .ShouldFail()
                .Diagnostics.Select(problem => problem.Code)
        );
        Assert.AreSequenceEqual(
            ["GDT4047"],
            (await PushAsync(tree, registry, "-p:GoDockImageTag=1.2.3@sha256:" + new string('a', 64)))
                .ShouldFail()
                .Diagnostics.Select(problem => problem.Code)
        );
        Assert.AreSequenceEqual(
            ["GDT3011"],
            (await PushAsync(tree, registry, "-p:GoDockSigningKey=isnt-there"))
                .ShouldFail()
                .Diagnostics.Select(problem => problem.Code)
        );
        Assert.AreSequenceEqual(
            ["GDT4045"],
            (await PushAsync(tree, registry, "-p:NoImage=true"))
                .ShouldFail()
                .Diagnostics.Select(problem => problem.Code)
        );
    }

    private static Task<BuildResult> TraceAsync(SourceTree tree, string image) =>
        tree.BuildAsync(Project, "-t:TraceGoImage", $"-p:GoDockImage={image}");

    private static Task<BuildResult> PushAsync(SourceTree tree, OciRegistry registry, params string[] properties) =>
        tree.BuildAsync(
            Project,
            [
                "-t:PushGoImage",
                "-p:Version=1.2.3",
                "-p:GoDockSigningKey=../../keys/release.key",
                $"-p:GoDockBuilderId={Builder}",
                $"-p:GoDockRegistry={registry.Host}/shop",
                .. properties,
            ]
        );

    // A project with a program, a key, and an image of the program.
    private static async Task<SourceTree> NewAsync(OciRegistry registry)
    {
        var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.WithGo("1.21"));
        await tree.AddAsync(Project, new("../../sidecars/orders") { BuildsSidecars = true });
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        tree.Write("keys/release.key", key.ExportPkcs8PrivateKeyPem());
        tree.SetMode("keys/release.key", UnixFileMode.UserRead);
        tree.Write("keys/release.pub", key.ExportSubjectPublicKeyInfoPem());
        tree.Write(
            "Directory.Build.targets",
            $"""
            <Project>
              <ItemGroup>
                <GoDockTrustedKey Include="$(MSBuildThisFileDirectory)keys/release.pub" BuilderId="{Builder}" AllowDirty="true" />
                <GoDockGate Include="vulnerabilities" Enabled="false" Condition="'$(Scan)' == ''" />
                <GoDockGate Include="environment" Enabled="false" />
              </ItemGroup>
              <Target Name="BuildGoImage">
                <ItemGroup Condition="'$(NoImage)' == ''">
                  <_GoDockImage Include="orders" Name="orders" Layout="$(MSBuildThisFileDirectory)image" />
                </ItemGroup>
              </Target>
            </Project>
            """
        );
        (await tree.BuildAsync(Project)).ShouldSucceed();
        await using (var tar = File.Create(tree.Path("layer.tar")))
        await using (var writer = new TarWriter(tar))
            await writer.WriteEntryAsync(tree.Path("src/Shop/bin/Debug/net10.0/sidecars/orders/orders"), "app/orders");
        var built = $"{registry.Host}/built/orders";
        await CraneAsync(tree, "append", "-f", tree.Path("layer.tar"), "-t", built + ":base");
        await CraneAsync(
            tree,
            "mutate",
            built + ":base",
            "--entrypoint",
            "/app/orders",
            "--set-platform",
            "linux/amd64",
            "--label",
            "org.opencontainers.image.revision=" + new string('1', 40),
            "-t",
            built + ":1"
        );
        await CraneAsync(tree, "pull", "--format", "oci", built + ":1", tree.Path("image"));
        return tree;
    }

    private static async Task<string> CraneAsync(SourceTree tree, params string[] arguments) =>
        (
            await Tool.RunAsync(
                    Tool.Crane,
                    tree.Root,
                    new Dictionary<string, string> { ["HOME"] = tree.Root },
                    [.. arguments]
                )
                .ShouldSucceedAsync()
        ).StandardOutput.Trim();
}
