using System.Formats.Tar;
using System.Security.Cryptography;
using GoDockTasks.Package.Tests.Parts;

namespace GoDockTasks.Package.Tests;

/// <summary>`GoDockImageBuilder=sdk` from a build to a registry, on a machine without docker.</summary>
[TestClass]
public sealed class SdkImageTests
{
    private const string Project = "src/Shop/Shop.csproj";

    [TestMethod]
    [NeedsRoot("a registry that ends with the tests needs root")]
    public async Task An_image_of_the_SDK_passes_the_gates_is_pushed_and_traced()
    {
        await using var registry = await OciRegistry.StartAsync();
        using var tree = await NewAsync(registry);

        var pushed = (
            await tree.BuildAsync(
                Project,
                "-t:PushGoImage",
                "-p:GoDockImageBuilder=sdk",
                "-p:Version=1.2.3",
                "-p:GoDockSigningKey=../../keys/release.key",
                "-p:GoDockBuilderId=urn:example:ci",
                $"-p:GoDockRegistry={registry.Host}/shop",
                "-p:GoDockReport=gates.json"
            )
        ).ShouldSucceed();

        // What gates lack is said as well, and is no matter of the image.
        Assert.AreEqual("GDT4116", pushed.Diagnostics[0].Code);
        Assert.Contains(
            "| orders | environment | passed |",
            await File.ReadAllTextAsync(tree.Path("src/Shop/gates.md"))
        );
        var name = $"{registry.Host}/shop/orders:1.2.3";
        foreach (var platform in (string[])["linux/amd64", "linux/arm64"])
            Assert.Contains("orders", await CraneAsync(tree, "config", "--platform", platform, name));
        var traced = (await tree.BuildAsync(Project, "-t:TraceGoImage", $"-p:GoDockImage={name}")).ShouldSucceed();
        Assert.AreSequenceEqual([], traced.Diagnostics.Select(each => each.Code + each.Message));

        // Again, from nothing: the digest in the registry is that of the folder.
        (await tree.BuildAsync(Project, "-t:Clean")).ShouldSucceed();
        Assert.IsFalse(Directory.Exists(tree.Path("src/Shop/obj/Debug/net10.0/godock/images")));
        Assert.IsFalse(Directory.Exists(tree.Path("src/Shop/obj/Debug/net10.0/godock/image-programs")));
        var built = (
            await tree.BuildAsync(
                Project,
                "-t:BuildGoImage",
                "-p:GoDockImageBuilder=sdk",
                "-p:Version=1.2.3",
                "-getTargetResult:BuildGoImage"
            )
        ).ShouldSucceed();
        Assert.Contains($"\"{await CraneAsync(tree, "digest", name)}\"", built.Console);
    }

    // A repository with a project, a program, a key and a commit, and a base image in the registry.
    private static async Task<SourceTree> NewAsync(OciRegistry registry)
    {
        var tree = new SourceTree();
        var image = $"{registry.Host}/base";
        await using (var tar = File.Create(tree.Beside("layer.tar")))
        await using (var writer = new TarWriter(tar))
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, "home/nonroot"));
        foreach (var architecture in (string[])["amd64", "arm64"])
        {
            await CraneAsync(tree, "append", "-f", tree.Beside("layer.tar"), "-t", $"{image}:{architecture}");
            await CraneAsync(
                tree,
                "mutate",
                $"{image}:{architecture}",
                "--set-platform",
                "linux/" + architecture,
                "-t",
                $"{image}:{architecture}"
            );
        }

        await CraneAsync(tree, "index", "append", "-m", $"{image}:amd64", "-m", $"{image}:arm64", "-t", image + ":1.4");
        tree.Add("sidecars/orders", GoModule.WithGo("1.21"));
        await tree.AddAsync(
            Project,
            new($"../../sidecars/orders\" RuntimeImage=\"{image}:1.4\" Platforms=\"linux/amd64;linux/arm64")
            {
                BuildsSidecars = true,
            }
        );
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        tree.Write("keys/release.key", key.ExportPkcs8PrivateKeyPem());
        tree.SetMode("keys/release.key", UnixFileMode.UserRead);
        tree.Write("keys/release.pub", key.ExportSubjectPublicKeyInfoPem());
        tree.Write(
            "Directory.Build.targets",
            """
            <Project>
              <ItemGroup>
                <GoDockTrustedKey Include="$(MSBuildThisFileDirectory)keys/release.pub" BuilderId="urn:example:ci" AllowDirty="true" />
                <GoDockGate Include="vulnerabilities" Enabled="false" />
              </ItemGroup>
            </Project>
            """
        );
        tree.Write(".gitignore", "bin/\nobj/\n");
        foreach (
            var command in (string[][])
                [
                    ["init", "-q"],
                    ["add", "."],
                    ["-c", "user.name=me", "-c", "user.email=me@example.com", "commit", "-q", "-m", "Shop"],
                ]
        )
            await Tool.RunAsync(
                    "/usr/bin/git",
                    tree.Root,
                    new Dictionary<string, string>
                    {
                        ["HOME"] = tree.Root,
                        ["GIT_COMMITTER_DATE"] = "2026-02-03T04:05:06Z",
                    },
                    [.. command]
                )
                .ShouldSucceedAsync();
        return tree;
    }

    private static async Task<string> CraneAsync(SourceTree tree, params string[] arguments) =>
        (
            await Tool.RunAsync(
                    Tool.Crane,
                    tree.Root,
                    new Dictionary<string, string> { ["HOME"] = tree.Beside("") },
                    [.. arguments]
                )
                .ShouldSucceedAsync()
        ).StandardOutput.Trim();
}
