using System.Security.Cryptography;
using System.Text.Json;
using GoDockTasks.Package.Tests.Parts;

namespace GoDockTasks.Package.Tests;

/// <summary>From a project with a Go program to a machine that has nothing but what was released.</summary>
[TestClass]
public sealed class FingerprintTests
{
    private const string Project = "src/Shop/Shop.csproj";
    private const string Builder = "urn:example:ci";
    private const string Released = "src/Shop/bin/Debug/net10.0/sidecars/orders";
    private const string PassPhrase = "hunter2 hunter2";

    [TestMethod]
    public async Task A_signed_fingerprint_holds_on_a_machine_with_nothing_but_the_files_and_not_after_a_change()
    {
        using var tree = await NewAsync();
        var made = (await GenerateAsync(tree)).ShouldSucceed();
        Assert.DoesNotContain(PassPhrase, made.Console + string.Join('\n', made.Messages));
        Assert.DoesNotContain("PRIVATE KEY", made.Console + string.Join('\n', made.Messages));
        tree.Environment["PATH"] = Path.GetDirectoryName(Sdk.Executable)!;
        Directory.CreateDirectory(tree.Path("release"));
        foreach (var name in new[] { "orders", "orders.sigstore.json" })
            File.Copy(tree.Path($"{Released}/{name}"), tree.Path($"release/{name}"));
        await tree.AddAsync("verify/Verify.csproj", Trusting());

        var good = (
            await VerifyAsync(
                tree,
                "verify/Verify.csproj",
                "-p:GoDockFingerprints=../release",
                "-p:GoDockReport=verdicts.json"
            )
        ).ShouldSucceed();
        Assert.IsEmpty(good.Found);
        Assert.IsEmpty(good.GoCommands);
        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(tree.Path("verify/verdicts.json")));
        var verdict = report.RootElement.GetProperty("fingerprints")[0];
        Assert.AreEqual("VERIFIED", verdict.GetProperty("outcome").GetString());
        Assert.IsGreaterThan(0, verdict.GetProperty("notCompared").GetArrayLength());

        await File.AppendAllTextAsync(tree.Path("release/orders"), " ");
        var changed = (
            await VerifyAsync(tree, "verify/Verify.csproj", "-p:GoDockFingerprints=../release", "-p:NoWarn=GDT3003")
        ).ShouldFail();
        Assert.AreSequenceEqual(["error GDT3003 release/orders.sigstore.json(0,0)"], changed.Found);
    }

    [TestMethod]
    public async Task A_working_tree_is_compared_field_by_field()
    {
        using var tree = await NewAsync();
        (await GenerateAsync(tree)).ShouldSucceed();
        (await VerifyAsync(tree, Project)).ShouldSucceed();

        tree.Write(
            "sidecars/orders/main.go",
            "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"another\") }\n"
        );
        var changed = (await VerifyAsync(tree, Project)).ShouldFail();
        Assert.AreSequenceEqual([$"error GDT3005 {Released}/orders.sigstore.json(0,0)"], changed.Found);
        Assert.Contains("sources", changed.Diagnostics[0].Message);
    }

    [TestMethod]
    public async Task A_rebuild_with_another_Go_is_not_the_same_program()
    {
        using var tree = await NewAsync();
        tree.Write("sidecars/orders/main.go", "package main\n\nfunc main() { println(\"hello\") }\n");
        (await GenerateAsync(tree)).ShouldSucceed();

        var same = (await VerifyAsync(tree, Project, "-p:GoDockRebuild=true")).ShouldSucceed();
        Assert.Contains("rebuilt: the same bytes", string.Join('\n', same.Messages));
        var other = (
            await VerifyAsync(
                tree,
                Project,
                "-p:GoDockRebuild=true",
                $"-p:GoDockGoExe={RealGo.Get("1.24").Executable}",
                "-p:NoWarn=GDT3006"
            )
        ).ShouldFail();
        Assert.AreSequenceEqual([$"error GDT3006 {Released}/orders.sigstore.json(0,0)"], other.Found);
        Assert.Contains("go version go1.27", other.Diagnostics[0].Message);
    }

    [TestMethod]
    public async Task Without_a_key_the_statement_is_written_and_does_not_pass_as_signed()
    {
        using var tree = await NewAsync();

        var made = (await tree.BuildAsync(Project, "-t:GenerateBuildFingerprint")).ShouldSucceed();
        Assert.AreSequenceEqual([$"message GDT3010 {Released}/orders.intoto.json(0,0)"], made.Found);

        var verified = (await VerifyAsync(tree, Project, "-p:WarningsNotAsErrors=GDT3010")).ShouldFail();
        Assert.AreSequenceEqual([$"error GDT3010 {Released}/orders.intoto.json(0,0)"], verified.Found);
    }

    [TestMethod]
    public async Task What_is_published_has_its_fingerprint_and_clean_removes_it()
    {
        using var tree = await NewAsync();
        tree.Environment["GODOCK_SIGNING_PASSPHRASE"] = PassPhrase;

        (
            await tree.RunAsync([
                "publish",
                tree.Path(Project),
                "--no-restore",
                "-c",
                "Debug",
                "-p:GoDockSigningKey=../../keys/release.key",
            ])
        ).ShouldSucceed();

        Assert.IsTrue(
            File.Exists(tree.Path("src/Shop/bin/Debug/net10.0/publish/sidecars/orders/orders.sigstore.json"))
        );
        (await tree.BuildAsync(Project, "-t:Clean")).ShouldSucceed();
        Assert.IsFalse(Directory.Exists(tree.Path(Released)) && Directory.GetFiles(tree.Path(Released)).Length > 0);
    }

    [TestMethod]
    public async Task A_wrong_pass_phrase_and_nothing_to_verify_are_errors()
    {
        using var tree = await NewAsync();
        tree.Environment["GODOCK_SIGNING_PASSPHRASE"] = "wrong";

        var made = (
            await tree.BuildAsync(Project, "-t:GenerateBuildFingerprint", "-p:GoDockSigningKey=../../keys/release.key")
        ).ShouldFail();
        Assert.AreSequenceEqual(["error GDT3011 keys/release.key(0,0)"], made.Found);

        var verified = (await VerifyAsync(tree, Project)).ShouldFail();
        Assert.AreSequenceEqual(["error GDT3007"], verified.Found.Select(found => found[..13]));
    }

    [TestMethod]
    public async Task The_programs_of_all_frameworks_have_fingerprints_and_one_report_has_all_verdicts()
    {
        using var tree = await NewAsync(isMultiTargeted: true);
        (await GenerateAsync(tree)).ShouldSucceed();

        (await VerifyAsync(tree, Project, "-p:GoDockReport=verdicts.json")).ShouldSucceed();

        using (var report = JsonDocument.Parse(await File.ReadAllBytesAsync(tree.Path("src/Shop/verdicts.json"))))
            Assert.AreSequenceEqual(
                ["VERIFIED", "VERIFIED"],
                report
                    .RootElement.GetProperty("fingerprints")
                    .EnumerateArray()
                    .Select(verdict => verdict.GetProperty("outcome").GetString())
            );

        await File.AppendAllTextAsync(tree.Path("src/Shop/bin/Debug/net10.0-windows/sidecars/orders/orders"), " ");
        var changed = (await VerifyAsync(tree, Project)).ShouldFail();
        Assert.AreSequenceEqual(
            ["error GDT3003 src/Shop/bin/Debug/net10.0-windows/sidecars/orders/orders.sigstore.json(0,0)"],
            changed.Found
        );
    }

    [TestMethod]
    public async Task What_is_packed_has_been_fingerprinted()
    {
        using var tree = await NewAsync();
        tree.Environment["GODOCK_SIGNING_PASSPHRASE"] = PassPhrase;

        (
            await tree.RunAsync([
                "pack",
                tree.Path(Project),
                "--no-restore",
                "-c",
                "Debug",
                "-p:IsPackable=true",
                "-p:GoDockSigningKey=../../keys/release.key",
                $"-p:GoDockBuilderId={Builder}",
            ])
        ).ShouldSucceed();

        (await VerifyAsync(tree, Project)).ShouldSucceed();
    }

    [TestMethod]
    public async Task An_image_and_the_run_of_the_build_are_in_the_statement()
    {
        using var tree = await NewAsync();
        var digest = "sha256:" + new string('a', 64);
        tree.Write(
            "images.json",
            $$"""{ "orders": { "containerimage.digest": "{{digest}}", "image.name": "registry.example.com/orders:1" } }"""
        );

        (
            await tree.BuildAsync(
                Project,
                "-t:GenerateBuildFingerprint",
                "-p:GoDockImageMetadata=../../images.json",
                "-p:GoDockInvocationId=https://ci.example.com/17"
            )
        ).ShouldSucceed();

        using var statement = JsonDocument.Parse(
            await File.ReadAllBytesAsync(tree.Path($"{Released}/orders.intoto.json"))
        );
        Assert.AreEqual(
            "registry.example.com/orders",
            statement.RootElement.GetProperty("subject")[1].GetProperty("name").GetString()
        );
        var metadata = statement.RootElement.GetProperty("predicate").GetProperty("runDetails").GetProperty("metadata");
        Assert.AreEqual("https://ci.example.com/17", metadata.GetProperty("invocationId").GetString());
        Assert.IsTrue(metadata.TryGetProperty("startedOn", out _));

        tree.Write("images.json", "{}");
        var unusable = (
            await tree.BuildAsync(Project, "-t:GenerateBuildFingerprint", "-p:GoDockImageMetadata=../../images.json")
        ).ShouldFail();
        Assert.AreSequenceEqual(["error GDT3009 images.json(0,0)"], unusable.Found);
    }

    [TestMethod]
    public async Task The_page_of_the_CI_job_names_the_run_unless_the_user_does()
    {
        using var tree = new SourceTree();
        await tree.AddAsync(Project, new());
        (string Variables, string[] Properties, string Expected)[] cases =
        [
            ("", [], ""),
            (
                "GITHUB_ACTIONS=true GITHUB_SERVER_URL=https://git.example.com GITHUB_REPOSITORY=shop/web "
                    + "GITHUB_RUN_ID=7 GITHUB_RUN_ATTEMPT=2",
                [],
                "https://git.example.com/shop/web/actions/runs/7/attempts/2"
            ),
            (
                "GITLAB_CI=true CI_JOB_URL=https://git.example.com/shop/-/jobs/7",
                [],
                "https://git.example.com/shop/-/jobs/7"
            ),
            (
                "TF_BUILD=True SYSTEM_COLLECTIONURI=https://ci.example.com/shop/ SYSTEM_TEAMPROJECT=web "
                    + "BUILD_BUILDID=7",
                [],
                "https://ci.example.com/shop/web/_build/results?buildId=7"
            ),
            (
                "JENKINS_URL=https://ci.example.com/ BUILD_URL=https://ci.example.com/job/web/7/",
                [],
                "https://ci.example.com/job/web/7/"
            ),
            ("BUILD_URL=https://ci.example.com/job/web/7/", [], ""),
            (
                "GITLAB_CI=true CI_JOB_URL=https://git.example.com/shop/-/jobs/7",
                ["-p:GoDockInvocationId=urn:example:17"],
                "urn:example:17"
            ),
        ];
        foreach (var (variables, properties, expected) in cases)
        {
            var set = variables
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(variable => variable.Split('=', 2))
                .ToArray();
            foreach (var variable in set)
                tree.Environment[variable[0]] = variable[1];
            var evaluation = await tree.BuildAsync(Project, ["-getProperty:GoDockInvocationId", .. properties]);
            foreach (var variable in set)
                tree.Environment.Remove(variable[0]);
            Assert.AreEqual(expected, evaluation.Property, variables);
        }
    }

    [TestMethod]
    public async Task What_was_built_before_is_fingerprinted_without_building()
    {
        using var tree = await NewAsync();
        (await tree.BuildAsync(Project)).ShouldSucceed();

        var made = (await tree.BuildAsync(Project, "-t:GenerateBuildFingerprint", "-p:NoBuild=true")).ShouldSucceed();

        Assert.IsEmpty(made.GoBuilds);
        Assert.IsTrue(File.Exists(tree.Path($"{Released}/orders.intoto.json")));
    }

    // Another build's program is good enough to run, but not to be signed for.
    [TestMethod]
    public async Task A_program_from_the_store_is_built_before_it_is_fingerprinted()
    {
        using var tree = await NewAsync();
        using var clone = await NewAsync();
        (await tree.BuildAsync(Project)).ShouldSucceed();
        clone.Environment["GoDockCacheDir"] = tree.CacheFolder;

        var taken = (await clone.BuildAsync(Project)).ShouldSucceed();
        var made = (await clone.BuildAsync(Project, "-t:GenerateBuildFingerprint", "-p:NoBuild=true")).ShouldSucceed();
        var again = (await clone.BuildAsync(Project, "-t:GenerateBuildFingerprint")).ShouldSucceed();

        Assert.IsEmpty(taken.GoCommands);
        Assert.AreSequenceEqual(
            await File.ReadAllBytesAsync(tree.Path($"{Released}/orders")),
            await File.ReadAllBytesAsync(clone.Path($"{Released}/orders"))
        );
        Assert.HasCount(1, made.GoBuilds);
        Assert.IsEmpty(again.GoBuilds);
        Assert.Contains("finishedOn", await File.ReadAllTextAsync(clone.Path($"{Released}/orders.intoto.json")));
    }

    private static async Task<SourceTree> NewAsync(bool isMultiTargeted = false)
    {
        var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.WithGo("1.21"));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        tree.Write(
            "keys/release.key",
            key.ExportEncryptedPkcs8PrivateKeyPem(
                PassPhrase,
                new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)
            )
        );
        tree.SetMode("keys/release.key", UnixFileMode.UserRead);
        tree.Write("keys/release.pub", key.ExportSubjectPublicKeyInfoPem());
        await tree.AddAsync(Project, Trusting("../../sidecars/orders") with { IsMultiTargeted = isMultiTargeted });
        return tree;
    }

    private static DotnetProject Trusting(params string[] sidecars) =>
        new([.. sidecars])
        {
            BuildsSidecars = true,
            Xml =
                $"  <ItemGroup><GoDockTrustedKey "
                + $"Include=\"{(sidecars.Length == 0 ? "../keys" : "../../keys")}/release.pub\" "
                + $"BuilderId=\"{Builder}\" AllowDirty=\"true\" /></ItemGroup>",
        };

    private static Task<BuildResult> GenerateAsync(SourceTree tree)
    {
        tree.Environment["GODOCK_SIGNING_PASSPHRASE"] = PassPhrase;
        return tree.BuildAsync(
            Project,
            "-t:GenerateBuildFingerprint",
            "-p:GoDockSigningKey=../../keys/release.key",
            $"-p:GoDockBuilderId={Builder}"
        );
    }

    // cosign verifies each bundle, too, with the file beside it, and agrees.
    private static async Task<BuildResult> VerifyAsync(SourceTree tree, string project, params string[] arguments)
    {
        var result = await tree.BuildAsync(project, ["-t:VerifyBuildFingerprint", .. arguments]);
        using var folder = new TemporaryFolder();
        using var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(tree.Path("keys/release.pub")));
        foreach (var bundle in Directory.GetFiles(tree.Root, "*.sigstore.json", SearchOption.AllDirectories))
        {
            var code = result
                .Found.FirstOrDefault(line =>
                    line.Contains($" {Path.GetRelativePath(tree.Root, bundle)}(", StringComparison.Ordinal)
                )
                ?.Split(' ')[1];
            var file = bundle[..^".sigstore.json".Length];
            Assert.IsNull(await new Cosign(folder).DisagreementAsync(key, bundle, file, code), bundle);
        }

        return result;
    }
}
