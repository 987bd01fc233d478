using System.Text.Json;

namespace GoDockTasks.Package.Tests;

/// <summary>What a project says is what is verified: of each property, a value that decides the verdict.</summary>
[TestClass]
public sealed class VerificationPropertyTests
{
    private const string Sidecars = "src/Shop/bin/Debug/net10.0/sidecars";
    private const string Orders = $"{Sidecars}/orders/orders";
    private const string Tagged = $"{Sidecars}/tagged/tagged";
    private const string Other = $"error GDT3005 {Orders}.sigstore.json(0,0) error GDT3005 {Tagged}.sigstore.json(0,0)";
    private const string TheirOutput = "<BaseOutputPath>../Shop/bin/</BaseOutputPath>";

    private static readonly (string Name, string Value)[] Signed =
    [
        ("GoDockGoVersion", "1.26"),
        ("GoDockLockFile", "../../images.json"),
        ("GoDockImageMetadata", "../../built.json"),
    ];

    /// <param name="Name">Of the case's project and folder.</param>
    /// <param name="Expected">All diagnostics, with a blank between.</param>
    /// <param name="Global">Properties from outside, over those that it was signed with.</param>
    /// <param name="Xml">More of the project.</param>
    private sealed record Case(string Name, string Expected, string Global = "", string Xml = "")
    {
        public string[] Sidecars { get; init; } = ["orders", "tagged"];

        public string Output { get; init; } = TheirOutput;
    }

    private static readonly Case[] Cases =
    [
        new("as-signed", "", "GoDockReport=verdicts.json"),
        new("another-Go", Other, "GoDockGoVersion=1.24"),
        new("another-lock-file", Other, "GoDockLockFile=none.json"),
        new("another-image", $"error GDT3003 {Orders}.sigstore.json(0,0)", "GoDockImageMetadata=../../other.json"),
        new("images-not-there", "error GDT3009 src/images-not-there/none.json(0,0)", "GoDockImageMetadata=none.json"),
        new(
            "another-platform",
            $"error GDT3007 {Orders}(0,0) error GDT3007 {Tagged}(0,0)",
            "RuntimeIdentifier=linux-arm64;AppendRuntimeIdentifierToOutputPath=false"
        ),
        new(
            "no-such-key",
            "error GDT3007 src/no-such-key/no-such-key.csproj(0,0)",
            Xml: "  <ItemGroup><GoDockTrustedKey Include=\"none.pub\" BuilderId=\"urn:example:ci\" /></ItemGroup>"
        ),
        new(
            "not-understood",
            "error GDT3007 src/not-understood/not-understood.csproj(12,69)",
            Xml: "  <ItemGroup><GoSidecar Include=\"../../sidecars/orders\" Name=\"more\" Build=\"perhaps\" /></ItemGroup>"
        ),
        new(
            "not-built",
            "error GDT3007 src/not-built/bin/Debug/net10.0/sidecars/orders/orders(0,0) "
                + "error GDT3007 src/not-built/bin/Debug/net10.0/sidecars/tagged/tagged(0,0)"
        )
        {
            Output = "",
        },
        new(
            "nothing-to-rebuild",
            "error GDT3007 src/nothing-to-rebuild/nothing-to-rebuild.csproj(0,0)",
            "GoDockRebuild=true;GoDockFingerprints=../../release"
        )
        {
            Sidecars = [],
        },
        new("by-a-newer-one", "warning GDT3014 newer/orders.sigstore.json(0,0)", "GoDockFingerprints=../../newer")
        {
            Sidecars = [],
        },
    ];

    [TestMethod]
    public async Task Each_property_decides()
    {
        using var tree = await SignedTree.NewAsync(["orders", "tagged"], project =>
            project with
            {
                Properties = [.. Signed],
            }
        );
        tree.Write("sidecars/tagged/main.go", "package tagged\n");
        foreach (var (folder, tag) in new[] { ("shop", "shop"), ("other", "!shop") })
            tree.Write(
                $"sidecars/tagged/cmd/{folder}/main.go",
                $"//go:build {tag}\n\npackage main\n\nfunc main() {{ println(\"{folder}\") }}\n"
            );
        // It says which package is the program.
        tree.Environment["GOFLAGS"] = "-tags=shop";
        tree.Write(
            "images.json",
            $$"""{ "version": 1, "images": { "golang:1.26-bookworm": "sha256:{{new string('a', 64)}}" } }"""
        );
        tree.Write("built.json", Built('b'));
        tree.Write("other.json", Built('c'));
        (await SignedTree.SignAsync(tree, "build", "-t:GenerateBuildFingerprint")).ShouldSucceed();
        foreach (var folder in new[] { "release", "newer" })
        {
            Directory.CreateDirectory(tree.Path(folder));
            foreach (var file in new[] { Orders, Orders + ".sigstore.json" })
                File.Copy(tree.Path(file), tree.Path($"{folder}/{Path.GetFileName(file)}"));
        }

        SignedTree.Sign(tree.Path("newer/orders.sigstore.json"), statement =>
            statement["predicate"]!["buildDefinition"]!["internalParameters"]!["generator"]!["version"] = "99.0.0"
        );
        foreach (var each in Cases)
            await tree.AddAsync(
                $"src/{each.Name}/{each.Name}.csproj",
                new([.. each.Sidecars.Select(sidecar => $"../../sidecars/{sidecar}")])
                {
                    BuildsSidecars = true,
                    Properties = [.. Signed],
                    Xml = $"  <PropertyGroup>{each.Output}</PropertyGroup>\n{SignedTree.Trust}\n{each.Xml}",
                }
            );
        tree.Write(
            "cases.proj",
            $"""
            <Project DefaultTargets="Build">
              <ItemGroup>
            {string.Concat(
                Cases.Select(each =>
                    $"    <Case Include=\"src/{each.Name}/{each.Name}.csproj\" AdditionalProperties=\"{each.Global}\" />\n"
                )
            )}  </ItemGroup>
              <Target Name="Verdicts">
                <MSBuild Projects="src/as-signed/as-signed.csproj" Targets="VerifyBuildFingerprint">
                  <Output TaskParameter="TargetOutputs" ItemName="Verdict" />
                </MSBuild>
                <Message Text="verdict %(Verdict.Filename) %(Verdict.Outcome)" />
              </Target>
              <Target Name="Build" DependsOnTargets="Verdicts">
                <MSBuild Projects="@(Case)" Targets="VerifyBuildFingerprint" BuildInParallel="true" />
              </Target>
            </Project>
            """
        );

        var all = (await tree.BuildAsync("cases.proj")).ShouldFail();

        Assert.AreEqual(
            string.Join('\n', Cases.Select(each => $"{each.Name}: {each.Expected}")),
            string.Join('\n', Cases.Select(each => $"{each.Name}: {string.Join(' ', all.FoundIn(each.Name))}"))
        );
        Assert.AreSequenceEqual(
            ["verdict orders.sigstore Verified", "verdict tagged.sigstore Verified"],
            all.Messages.Where(message => message.StartsWith("verdict ", StringComparison.Ordinal))
        );
        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(tree.Path("src/as-signed/verdicts.json")));
        Assert.AreSequenceEqual(
            ["VERIFIED", "VERIFIED"],
            report
                .RootElement.GetProperty("files")
                .EnumerateArray()
                .Select(artifact => artifact.GetProperty("outcome").GetString())
        );

        // A git that hangs is asked for as long as the project says.
        tree.Write(".git/HEAD", "");
        var git = tree.Beside("bin/git");
        Directory.CreateDirectory(Path.GetDirectoryName(git)!);
        await File.WriteAllTextAsync(git, "#!/bin/sh\n: >\"$0.asked\"\nsleep 600\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(git, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        tree.Environment["PATH"] = Path.GetDirectoryName(git) + Path.PathSeparator + tree.Environment["PATH"];
        var asked = await tree.BuildAsync(
            SignedTree.Project,
            "-t:VerifyBuildFingerprint",
            "-p:GoDockTimeoutSeconds=10"
        );
        Assert.IsEmpty(asked.ShouldSucceed().Found);
        Assert.IsTrue(File.Exists(git + ".asked"));
    }

    private static string Built(char digit) =>
        $$"""
            {
              "orders": {
                "containerimage.digest": "sha256:{{new string(digit, 64)}}",
                "image.name": "registry.example.com/orders:1"
              }
            }
            """;
}
