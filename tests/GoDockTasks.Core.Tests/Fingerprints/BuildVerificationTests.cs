using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Fingerprints.Verification;

namespace GoDockTasks.Core.Tests.Fingerprints;

/// <summary>
/// Two programs, each with a signed fingerprint beside it, and everything that could make a verification overlook one
/// of them.
/// </summary>
[TestClass]
public sealed class BuildVerificationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ECDsa key = Keys.New();

    [TestInitialize]
    public void Release()
    {
        Sign("dist/sidecars/orders", "orders");
        Sign("dist/sidecars/pricing", "pricing");
    }

    public void Dispose()
    {
        key.Dispose();
        folder.Dispose();
    }

    [TestMethod]
    [DataRow("dist", null)]
    [DataRow("dist/sidecars", null)]
    [DataRow("dist/sidecars", "dist/sidecars/*/*")]
    [DataRow(null, "dist/sidecars/orders/orders;dist/sidecars/pricing/pricing")]
    [DataRow(null, "dist")]
    [DataRow("dist/sidecars/*/*.sigstore.json", "dist")]
    public async Task Two_good_pairs_are_verified_and_each_file_has_a_verdict(string? fingerprints, string? files)
    {
        var result = await RunAsync(new(Project) { Fingerprints = fingerprints, Files = files });

        Assert.IsEmpty(result.Diagnostics.Select(diagnostic => diagnostic.Message));
        Assert.HasCount(2, result.Fingerprints);
        Assert.HasCount(
            fingerprints is not null && files is null && fingerprints.Contains('*', StringComparison.Ordinal) ? 0 : 2,
            result.Artifacts
        );
        Assert.IsTrue(
            result.Artifacts.All(artifact =>
                artifact.Outcome == VerificationOutcome.Verified && artifact.Fingerprint is not null
            )
        );
    }

    [TestMethod]
    [DataRow("dist/sidecars", null)]
    [DataRow(null, "dist")]
    public async Task Bills_of_materials_are_passed_over_and_what_is_only_named_so_is_not(string? own, string? files)
    {
        var scope = new VerificationScope(Project)
        {
            Files = files,
            Folders = own is null ? [] : [new(folder.Path(own), null)],
        };
        folder.Write("dist/sidecars/orders/orders.cdx.json", """{"bomFormat":"CycloneDX"}""");
        Assert.IsEmpty((await RunAsync(scope)).Diagnostics.Select(diagnostic => diagnostic.Message));

        foreach (
            var (name, content) in new[]
            {
                ("orders.cdx.json", "#!/bin/sh\n"),
                ("orders.cdx.json", """{"other":"CycloneDX"}"""),
                ("pricing.cdx.json", """{"bomFormat":"CycloneDX"}"""),
            }
        )
        {
            var path = folder.Write("dist/sidecars/orders/" + name, content);
            Assert.AreSequenceEqual(
                [path],
                (await RunAsync(scope)).Diagnostics.Select(diagnostic => diagnostic.Location.File)
            );
            File.Delete(path);
        }
    }

    // Each with a good pair beside it. "file" is what the error is about.
    [TestMethod]
    [DataRow("a fingerprint is deleted", "dist/sidecars/orders/orders")]
    [DataRow("a fingerprint is deleted and the program a script", "dist/sidecars/orders/orders")]
    [DataRow("a fingerprint is another's", "dist/sidecars/orders/orders.sigstore.json")]
    [DataRow("a fingerprint is another's, and so is the file", "dist/sidecars/orders/orders.sigstore.json")]
    [DataRow("a file has another's name", "dist/sidecars/orders/pricing")]
    [DataRow("a folder is a link", "dist/sidecars/linked/stock.sigstore.json")]
    [DataRow("a link leads round in a circle", "dist/sidecars/orders/orders.sigstore.json")]
    [DataRow("in node_modules", "dist/node_modules/x/stock.sigstore.json")]
    [DataRow("in .git", "dist/.git/stock.sigstore.json")]
    [DataRow("in capitals", "dist/sidecars/stock/stock.SIGSTORE.JSON")]
    [DataRow("a program without a fingerprint in a folder of its name", "dist/tools/orders")]
    public async Task What_is_overlooked_by_who_looks_at_fingerprints_only_is_found(string attack, string file)
    {
        Attack(attack);

        var result = await RunAsync(
            new(Project)
            {
                Fingerprints = "dist" + (attack.StartsWith("a program", StringComparison.Ordinal) ? ";dist/tools" : ""),
            }
        );

        Assert.AreEqual(
            folder.Path(file),
            result.Diagnostics.Select(diagnostic => diagnostic.Location.File).FirstOrDefault(),
            Text(result)
        );
        Assert.HasCount(1, result.Diagnostics, Text(result));
        Assert.Contains(result.Diagnostics[0].Code, new[] { "GDT3003", "GDT3007" });
    }

    [TestMethod]
    public async Task Every_file_that_is_named_must_be_a_subject()
    {
        Sign("dist/sidecars/stock", "stock");
        File.WriteAllText(folder.Path("dist/sidecars/orders/orders"), "changed");
        File.Delete(folder.Path("dist/sidecars/orders/orders.sigstore.json"));

        foreach (var files in new[] { "dist/sidecars/orders/orders", "dist/sidecars/*/orders", "dist" })
        {
            var result = await RunAsync(
                new(Project) { Fingerprints = "dist/sidecars/pricing;dist/sidecars/stock", Files = files }
            );
            Assert.AreSequenceEqual(["GDT3007 dist/sidecars/orders/orders"], Lines(result), files);
        }

        // Another version of a file that was signed, too.
        File.Copy(folder.Path("dist/sidecars/orders/orders"), folder.Path("stock"));
        var other = await RunAsync(new(Project) { Fingerprints = "dist/sidecars/stock", Files = "stock" });
        Assert.AreSequenceEqual(["GDT3003 stock"], Lines(other));
    }

    [TestMethod]
    public async Task Programs_of_one_name_for_two_platforms_each_have_their_own_fingerprint()
    {
        Sign("bundles/arm", "orders", "arm", "linux/arm64");
        Sign("bundles/amd", "orders", "amd");
        Directory.CreateDirectory(folder.Path("files/arm"));
        Directory.CreateDirectory(folder.Path("files/amd"));
        File.Move(folder.Path("bundles/arm/orders"), folder.Path("files/arm/orders"));
        File.Move(folder.Path("bundles/amd/orders"), folder.Path("files/amd/orders"));

        Assert.IsEmpty(Lines(await RunAsync(new(Project) { Fingerprints = "bundles", Files = "files" })));
    }

    [TestMethod]
    public async Task The_projects_own_programs_must_be_there_and_verified_for_the_platform_that_is_asked_for()
    {
        var scope = new VerificationScope(Project)
        {
            Folders = [new(folder.Path("dist/sidecars"), null)],
            Programs = ["orders", "pricing"],
            Platform = "linux/amd64",
        };
        Assert.IsEmpty(Lines(await RunAsync(scope)));

        Assert.AreSequenceEqual(
            ["GDT3007 dist/sidecars/orders/orders", "GDT3007 dist/sidecars/pricing/pricing"],
            Lines(await RunAsync(scope with { Platform = "linux/arm64" }))
        );
        Assert.AreSequenceEqual(
            ["GDT3007 dist/sidecars/stock/stock"],
            Lines(await RunAsync(scope with { Programs = ["orders", "pricing", "stock"] }))
        );
        // What a fingerprint elsewhere vouches for needn't be here.
        Sign("release", "stock");
        Assert.IsEmpty(
            Lines(await RunAsync(scope with { Programs = ["stock"], Fingerprints = "release;dist/sidecars" }))
        );
        Assert.AreSequenceEqual(
            ["GDT3007 dist/sidecars/orders/orders", "GDT3007 dist/sidecars/pricing/pricing"],
            Lines(await RunAsync(scope with { Programs = ["stock"], Fingerprints = "release" }))
        );

        Directory.CreateDirectory(folder.Path("dist/sidecars/left"));
        folder.Write("dist/sidecars/left/left", "over");
        Assert.AreSequenceEqual(["GDT3007 dist/sidecars/left/left"], Lines(await RunAsync(scope)));
    }

    [TestMethod]
    public async Task What_was_published_is_verified_and_another_configuration_that_has_something_is_named()
    {
        Sign("bin/Release/net10.0/publish/sidecars/orders", "orders");
        var scope = new VerificationScope(Project)
        {
            Folders =
            [
                new(folder.Path("bin/Debug/net10.0/sidecars"), folder.Path("bin/Debug/net10.0/publish/sidecars")),
            ],
            Programs = ["orders"],
            BaseOutputPath = folder.Path("bin"),
            Configurations = "Debug;Release",
        };

        var debug = await RunAsync(scope);
        Assert.AreSequenceEqual(["GDT3007 bin/Debug/net10.0/sidecars/orders/orders"], Lines(debug));
        Assert.Contains("dotnet build shop.csproj -t:VerifyBuildFingerprint -c Release`", debug.Diagnostics[0].Message);

        scope = scope with
        {
            Folders =
            [
                new(folder.Path("bin/Release/net10.0/sidecars"), folder.Path("bin/Release/net10.0/publish/sidecars")),
            ],
        };
        Assert.IsEmpty(Lines(await RunAsync(scope)));
        await File.AppendAllTextAsync(folder.Path("bin/Release/net10.0/publish/sidecars/orders/orders"), " ");
        Assert.AreSequenceEqual(
            ["GDT3003 bin/Release/net10.0/publish/sidecars/orders/orders.sigstore.json"],
            Lines(await RunAsync(scope))
        );
    }

    [TestMethod]
    [DataRow(null, null, "shop.csproj")]
    [DataRow(" ", "", "shop.csproj")]
    [DataRow(";", null, "shop.csproj")]
    [DataRow("dits", null, "dits")]
    [DataRow("empty", null, "empty")]
    [DataRow("dist/*.sigstore.jsn", null, "dist/*.sigstore.jsn")]
    [DataRow(null, "dist/order", "dist/order")]
    [DataRow(null, "empty", "empty")]
    [DataRow("tools", null, "tools", DisplayName = "a folder without a fingerprint")]
    [DataRow("dist", " ;", "shop.csproj", DisplayName = "a list of files that names none, beside good fingerprints")]
    public async Task Nothing_to_verify_is_an_error(string? fingerprints, string? files, string file)
    {
        Directory.CreateDirectory(folder.Path("empty"));
        folder.Write("tools/notes.txt", "x");

        Assert.AreSequenceEqual(
            ["GDT3007 " + file],
            Lines(await RunAsync(new(Project) { Fingerprints = fingerprints, Files = files }))
        );
        Assert.IsEmpty(Lines(await RunAsync(new(Project) { MayBeEmpty = true })));
    }

    [TestMethod]
    [DataRow("GoDockFingerprints", "", 1)]
    [DataRow("godockfiles", " ;", 1)]
    [DataRow("GoDockFingerprint", "dist", 1)]
    [DataRow("GoDockFingreprints", "dist", 1)]
    [DataRow("GoDockFile", "dist", 1)]
    [DataRow("GoDockFingerprints", "dist", 0)]
    [DataRow("GoDockFix", "true", 0)]
    [DataRow("Configuration", "", 0)]
    public void A_list_that_is_given_and_empty_or_misspelt_is_an_error(string name, string value, int errors) =>
        Assert.AreSequenceEqual(
            Enumerable.Repeat("GDT3007", errors),
            VerificationProperties
                .Problems(new Dictionary<string, string> { [name] = value }, Project)
                .Select(diagnostic => diagnostic.Code)
        );

    [TestMethod]
    public async Task A_report_tells_fingerprints_of_one_name_apart()
    {
        for (var index = 0; index < 70; index++)
            Sign($"many/{index}", "orders", $"{index}");

        var result = await RunAsync(
            new(Project)
            {
                Fingerprints = "many;dist/sidecars/orders/orders.sigstore.json",
                Files = "many;dist/sidecars/orders/orders",
            }
        );

        var report = JsonNode.Parse(VerificationReport.ToUtf8(result.Fingerprints, result.Artifacts))!;
        foreach (var (list, extension) in new[] { ("fingerprints", ".sigstore.json"), ("files", "") })
        {
            var files = report[list]!.AsArray().Select(entry => (string?)entry!["file"]).ToArray();
            Assert.HasCount(71, files.Distinct());
            Assert.Contains("7/orders" + extension, files);
            Assert.Contains("dist/sidecars/orders/orders" + extension, files);
            Assert.AreEqual("many", (string?)report[list]![0]!["named"]);
        }
    }

    private string Project => folder.Path("shop.csproj");

    private void Attack(string attack)
    {
        var (orders, pricing) = (folder.Path("dist/sidecars/orders"), folder.Path("dist/sidecars/pricing"));
        switch (attack)
        {
            case "a fingerprint is deleted":
            case "a fingerprint is deleted and the program a script":
                File.WriteAllText(orders + "/orders", "#!/bin/sh\n");
                File.Delete(orders + "/orders.sigstore.json");
                break;
            case "a fingerprint is another's":
                File.Copy(pricing + "/pricing.sigstore.json", orders + "/orders.sigstore.json", overwrite: true);
                File.Copy(pricing + "/pricing", orders + "/pricing");
                break;
            case "a fingerprint is another's, and so is the file":
                File.Copy(pricing + "/pricing.sigstore.json", orders + "/orders.sigstore.json", overwrite: true);
                File.Copy(pricing + "/pricing", orders + "/pricing");
                File.Copy(pricing + "/pricing", orders + "/orders", overwrite: true);
                break;
            case "a file has another's name":
                File.Copy(RealGo.Get().Executable, orders + "/pricing");
                break;
            case "a folder is a link":
                Sign("elsewhere", "stock", "stock", tampered: true);
                Directory.CreateSymbolicLink(folder.Path("dist/sidecars/linked"), folder.Path("elsewhere"));
                break;
            case "a link leads round in a circle":
                Directory.CreateSymbolicLink(orders + "/round", folder.Path("dist"));
                File.AppendAllText(orders + "/orders", " ");
                break;
            case "in node_modules":
                Sign("dist/node_modules/x", "stock", "stock", tampered: true);
                break;
            case "in .git":
                Sign("dist/.git", "stock", "stock", tampered: true);
                break;
            case "in capitals":
                Sign("dist/sidecars/stock", "stock", "stock", tampered: true);
                File.Move(
                    folder.Path("dist/sidecars/stock/stock.sigstore.json"),
                    folder.Path("dist/sidecars/stock/stock.SIGSTORE.JSON")
                );
                break;
            default:
                Sign("dist/tools", "other");
                File.Copy(RealGo.Get().Executable, folder.Path("dist/tools/orders"));
                break;
        }
    }

    private void Sign(
        string where,
        string name,
        string? content = null,
        string platform = "linux/amd64",
        bool tampered = false
    )
    {
        var program = System.Text.Encoding.UTF8.GetBytes(content ?? name);
        var path = folder.Write($"{where}/{name}", content ?? name);
        var target = platform.Split('/');
        var inputs = Signed.Inputs with
        {
            Service = Signed.Inputs.Service.SetItem("name", name),
            Target = Signed.Inputs.Target.SetItem("GOOS", target[0]).SetItem("GOARCH", target[1]),
        };
        using var signing = Keys.Signing(key);
        var statement = StatementWriter.ToUtf8(
            [new(name, Convert.ToHexStringLower(SHA256.HashData(program)))],
            inputs,
            new RunDetails(Signed.Builder)
        );
        File.WriteAllBytes(path + ".sigstore.json", SigstoreBundle.ToUtf8(DsseEnvelope.Sign(statement, signing)));
        if (tampered)
            File.AppendAllText(path, " ");
    }

    // Of each outcome one is verified by cosign, too, with the file beside it.
    private async Task<BuildVerification.Result> RunAsync(VerificationScope scope)
    {
        var result = await new BuildVerification(new(null), scope).RunAsync(
            [new(VerificationKey.Of(key), Signed.Builder)],
            [],
            CancellationToken.None
        );
        var pairs = result
            .Fingerprints.Select(verdict => (Bundle: verdict.Path, File: verdict.Path[..^".sigstore.json".Length]))
            .Where(pair => File.Exists(pair.File))
            .Select(pair =>
                (
                    pair.Bundle,
                    pair.File,
                    result
                        .Diagnostics.FirstOrDefault(diagnostic =>
                            diagnostic.Location.File == pair.Bundle || diagnostic.Location.File == pair.File
                        )
                        ?.Code
                )
            );
        foreach (var (bundle, file, code) in pairs.DistinctBy(pair => pair.Code))
        {
            var difference =
                code != "GDT3007" ? null
                : scope.Platform == "linux/arm64" ? CosignDifference.Statement
                : File.ReadAllText(file) == "pricing" && !file.EndsWith("pricing", StringComparison.Ordinal)
                    ? CosignDifference.OtherName
                : null;
            Assert.IsNull(await new Cosign(folder).DisagreementAsync(key, bundle, file, code, difference), file);
        }

        return result;
    }

    private string[] Lines(BuildVerification.Result result) =>
        [
            .. result
                .Diagnostics.Select(diagnostic =>
                    $"{diagnostic.Code} {Path.GetRelativePath(folder.Root, diagnostic.Location.File!)}"
                )
                .Order(StringComparer.Ordinal),
        ];

    private static string Text(BuildVerification.Result result) =>
        string.Join(
            '\n',
            result.Diagnostics.Select(diagnostic =>
                $"{diagnostic.Code} {diagnostic.Location.File}: {diagnostic.Message}"
            )
        );
}
