using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace GoDockTasks.Package.Tests;

/// <summary>
/// The table of all that a release gate refuses: whatever is taken away, renamed, hidden or malformed, beside a pair
/// that is good.
/// </summary>
[TestClass]
public sealed class VerificationRefusalTests
{
    private const string Orders = "dist/orders/orders";
    private const string Pricing = "dist/pricing/pricing";
    private const string Library = "src/Library/Library.csproj";
    private const string Bundle = Orders + ".sigstore.json";

    /// <param name="Name">Of the case's project and folder.</param>
    /// <param name="Expected">
    /// The diagnostic, without its place; the file from the case's folder. Empty for none.
    /// </param>
    /// <param name="Change">Done to the case's folder, which has two signed programs in dist.</param>
    /// <param name="Fingerprints">GoDockFingerprints; null where the project doesn't set it.</param>
    /// <param name="Files">GoDockFiles, likewise.</param>
    /// <param name="Global">Properties from the command line.</param>
    private sealed record Case(
        string Name,
        string Expected,
        Action<string> Change,
        string? Fingerprints = "dist",
        string? Files = null,
        string Global = "",
        bool HasKey = true
    );

    private static readonly Case[] Cases =
    [
        new("good", "", _ => { }),
        new("good-files", "", _ => { }, null, $"{Orders};{Pricing}"),
        // Absent.
        new("bundle-deleted", $"GDT3007 {Orders}", at =>
        {
            Append(at, Orders);
            File.Delete(at + Bundle);
        }),
        new(
            "bundle-deleted-and-file-named",
            $"GDT3007 {Orders}",
            at =>
            {
                Append(at, Orders);
                File.Delete(at + Bundle);
            },
            "dist/pricing",
            Orders
        ),
        new(
            "bundle-deleted-and-files-alone",
            $"GDT3007 {Orders}",
            at =>
            {
                Append(at, Orders);
                File.Delete(at + Bundle);
            },
            null,
            $"{Orders};{Pricing}"
        ),
        new("file-deleted", $"GDT3007 {Bundle}", at => File.Delete(at + Orders)),
        new(
            "both-deleted",
            $"GDT3007 {Orders}",
            at => Directory.Delete(at + "dist/orders", recursive: true),
            "dist",
            $"{Orders};{Pricing}"
        ),
        new("nothing-named", "GDT3007 nothing-named.csproj", _ => { }, null),
        new("without-a-key", "GDT3007 without-a-key.csproj", _ => { }, null, HasKey: false),
        new("nobody-trusted", $"GDT3002 {Bundle}", _ => { }, "dist/orders", HasKey: false),
        // Empty.
        new("empty", "GDT3007 empty.csproj", _ => { }, ""),
        new("lost-variable", "GDT3007 lost-variable.csproj", _ => { }, "dist", Global: "GoDockFingerprints="),
        new("lost-files", "GDT3007 lost-files.csproj", _ => { }, "dist", Global: "GoDockFiles="),
        new("empty-folder", "GDT3007 none", at => Directory.CreateDirectory(at + "none"), "none"),
        new("empty-bundle", $"GDT3007 {Bundle}", at => File.WriteAllText(at + Bundle, "")),
        // Misspelt.
        new("misspelt-property", "GDT3007 misspelt-property.csproj", _ => { }, null, Global: "GoDockFingerprint=dist"),
        new("misspelt-folder", "GDT3007 dits", _ => { }, "dits"),
        new("misspelt-pattern", "GDT3007 dist/*/*.sigstore.jsn", _ => { }, "dist/*/*.sigstore.jsn"),
        new("misspelt-file", "GDT3007 dist/order", _ => { }, "dist", "dist/order"),
        // Unreadable.
        new("closed-folder", "GDT3007 dist/closed", at => SignedTree.Close(Hide(at, "dist/closed"))),
        new("closed-bundle", $"GDT3007 {Bundle}", at => SignedTree.Close(at + Bundle)),
        new("closed-file", $"GDT3007 {Bundle}", at => SignedTree.Close(at + Orders)),
        // Linked and hidden.
        new("linked", "GDT3003 dist/linked/stock.sigstore.json", at =>
        {
            Hide(at, "elsewhere");
            Directory.CreateSymbolicLink(at + "dist/linked", at + "elsewhere");
        }),
        new("in-node_modules", "GDT3003 dist/node_modules/stock/stock.sigstore.json", at =>
            Hide(at, "dist/node_modules/stock")
        ),
        new("in-capitals", "GDT3003 dist/stock/stock.SIGSTORE.JSON", at =>
            File.Move(Hide(at, "dist/stock") + "/stock.sigstore.json", at + "dist/stock/stock.SIGSTORE.JSON")
        ),
        // Renamed, and another's.
        new(
            "bundle-of-another",
            $"GDT3007 {Bundle}",
            at =>
            {
                Append(at, Orders);
                File.Copy(at + Pricing + ".sigstore.json", at + Bundle, true);
                File.Copy(at + Pricing, at + "dist/orders/pricing");
            },
            null,
            $"{Orders};{Pricing}"
        ),
        new("file-and-bundle-of-another", $"GDT3007 {Bundle}", at =>
        {
            File.Copy(at + Pricing + ".sigstore.json", at + Bundle, true);
            File.Copy(at + Pricing, at + Orders, true);
            File.Copy(at + Pricing, at + "dist/orders/pricing");
        }),
        new("file-of-another", $"GDT3003 {Bundle}", at => File.Copy(at + Pricing, at + Orders, true)),
        new(
            "file-renamed",
            "GDT3007 dist/orders/stock",
            at => File.Copy(at + Orders, at + "dist/orders/stock"),
            "dist",
            "dist/orders/stock"
        ),
        new("file-changed", $"GDT3003 {Bundle}", at => Append(at, Orders)),
        // Malformed.
        new("no-JSON", $"GDT3007 {Bundle}", at => File.WriteAllText(at + Bundle, "{")),
        new("envelope-at-the-root", $"GDT3007 {Bundle}", at => SignedTree.Edit(at + Bundle, bundle =>
            {
                foreach (var (name, value) in bundle["dsseEnvelope"]!.DeepClone().AsObject().ToArray())
                    bundle[name] = value!.DeepClone();
                bundle["dsseEnvelope"]!["payload"] = "e30=";
            })),
        new("two-contents", $"GDT3007 {Bundle}", at =>
            SignedTree.Edit(at + Bundle, bundle => bundle["messageSignature"] = new JsonObject())
        ),
        new("no-material", $"GDT3007 {Bundle}", at =>
            SignedTree.Edit(at + Bundle, bundle => bundle.Remove("verificationMaterial"))
        ),
        new("certificate-for-a-key", $"GDT3007 {Bundle}", at =>
            SignedTree.Edit(at + Bundle, bundle =>
                bundle["verificationMaterial"] = new JsonObject
                {
                    ["certificate"] = new JsonObject { ["rawBytes"] = "MIIB" },
                }
            )
        ),
        new("name-twice", $"GDT3007 {Bundle}", at => File.WriteAllText(
                at + Bundle,
                // Who takes the last of two takes the good one.
                "{\"dsseEnvelope\":{}," + File.ReadAllText(at + Bundle)[1..]
            )),
        new("payload-changed", $"GDT3001 {Bundle}", at =>
            SignedTree.Edit(at + Bundle, bundle => bundle["dsseEnvelope"]!["payload"] = "e30=")
        ),
        new("signed-without-compile", $"GDT3004 {Bundle}", at =>
            SignedTree.Sign(at + Bundle, statement =>
                statement["predicate"]!["buildDefinition"]!["externalParameters"]!.AsObject().Remove("compile")
            )
        ),
        new("signed-with-a-dependency-twice", $"GDT3004 {Bundle}", at =>
            SignedTree.Sign(at + Bundle, statement =>
                Dependencies(statement).Add(Dependencies(statement)[0]!.DeepClone())
            )
        ),
        new("unsigned", $"GDT3010 {Bundle}", at => File.WriteAllBytes(at + Bundle, SignedTree.Payload(at + Bundle))),
    ];

    [TestMethod]
    public async Task Whatever_is_absent_empty_misspelt_unreadable_linked_renamed_another_s_or_malformed_is_refused()
    {
        using var tree = await SignedTree.NewAsync("orders", "pricing");
        (await SignedTree.SignAsync(tree, "build", "-t:GenerateBuildFingerprint")).ShouldSucceed();
        foreach (var each in Cases)
            await ArrangeAsync(tree, each);
        tree.Write(
            "cases.proj",
            $"""
            <Project>
              <ItemGroup>
            {string.Concat(
                Cases.Select(each =>
                    $"    <Case Include=\"cases/{each.Name}/{each.Name}.csproj\" AdditionalProperties=\"{each.Global}\" />\n"
                )
            )}  </ItemGroup>
              <Target Name="Build">
                <MSBuild Projects="@(Case)" Targets="VerifyBuildFingerprint" BuildInParallel="true" />
              </Target>
            </Project>
            """
        );
        await tree.AddAsync(Library, new("../../sidecars/orders"));
        // For root, nothing is unreadable.
        tree.BecomeOrdinaryUser();

        var all = (await tree.BuildAsync("cases.proj")).ShouldFail();

        var found = Cases.Select(each =>
            $"{each.Name}: {string.Join(", ", all.FoundIn(each.Name).Select(line => line.Replace($"cases/{each.Name}/", "", StringComparison.Ordinal)))}"
        );
        var expected = Cases.Select(each =>
            $"{each.Name}: {(each.Expected.Length == 0 ? "" : $"error {each.Expected}(0,0)")}"
        );
        Assert.AreEqual(string.Join('\n', expected), string.Join('\n', found));

        Assert.AreEqual("", string.Join('\n', await DisagreementsAsync(tree, all)));

        // By itself each of them ends the build; in a solution, what has nothing to do with it doesn't.
        (await tree.BuildAsync("cases/nothing-named/nothing-named.csproj", "-t:VerifyBuildFingerprint")).ShouldFail();
        (await tree.BuildAsync(Library, "-t:VerifyBuildFingerprint")).ShouldFail();
        tree.Write(
            "Good.slnx",
            Solution.Slnx("cases/good/good.csproj", "cases/without-a-key/without-a-key.csproj", Library)
        );
        Assert.IsEmpty((await tree.BuildAsync("Good.slnx", "-t:VerifyBuildFingerprint")).ShouldSucceed().Found);
        tree.Write("Bad.slnx", Solution.Slnx("cases/good/good.csproj", "cases/nothing-named/nothing-named.csproj"));
        (await tree.BuildAsync("Bad.slnx", "-t:VerifyBuildFingerprint")).ShouldFail();
    }

    // Each bundle with the file beside it, once for all cases that have the same two. What nobody can read isn't a
    // bundle to cosign either, which runs as root here.
    private static async Task<List<string>> DisagreementsAsync(SourceTree tree, BuildResult all)
    {
        using var folder = new TemporaryFolder();
        var disagreements = new List<string>();
        var seen = new HashSet<string>();
        foreach (var each in Cases.Where(each => !each.Name.StartsWith("closed", StringComparison.Ordinal)))
        {
            var at = tree.Path($"cases/{each.Name}/dist");
            foreach (
                var bundle in Directory.GetFiles(
                    at,
                    "*.sigstore.json",
                    new EnumerationOptions { RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive }
                )
            )
            {
                var file = bundle[..^".sigstore.json".Length];
                if (!File.Exists(file))
                    continue;
                var name = Path.GetRelativePath(tree.Root, file);
                var code = all.FoundIn(each.Name)
                    .Where(line =>
                        line.Contains($" {name}(", StringComparison.Ordinal)
                        || line.Contains($" {name}.sigstore.json(", StringComparison.OrdinalIgnoreCase)
                    )
                    .Select(line => line.Split(' ')[1])
                    .FirstOrDefault();
                var bytes = await File.ReadAllBytesAsync(file);
                if (
                    !seen.Add(
                        $"{code} {Path.GetFileName(file)} {Convert.ToHexString(SHA256.HashData(bytes))} "
                            + $"{Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(bundle)))}"
                    )
                )
                    continue;
                var difference =
                    each.Name == "file-and-bundle-of-another" && code is not null ? CosignDifference.OtherName : null;
                if (
                    await new Cosign(folder).DisagreementAsync(SignedTree.Key, bundle, file, code, difference) is
                    { } disagreement
                )
                    disagreements.Add($"{name}: {disagreement}");
            }
        }

        Assert.IsGreaterThan(15, seen.Count);
        return disagreements;
    }

    private static async Task ArrangeAsync(SourceTree tree, Case each)
    {
        var at = tree.Path($"cases/{each.Name}/");
        foreach (
            var file in new[] { "orders", "pricing" }.SelectMany(name =>
                new[] { $"{name}/{name}", $"{name}/{name}.sigstore.json" }
            )
        )
        {
            Directory.CreateDirectory(Path.GetDirectoryName(at + "dist/" + file)!);
            File.Copy(tree.Path("src/Shop/bin/Debug/net10.0/sidecars/" + file), at + "dist/" + file);
        }

        (string Name, string? Value)[] properties =
        [
            ("GoDockFingerprints", each.Fingerprints),
            ("GoDockFiles", each.Files),
        ];
        await tree.AddAsync(
            $"cases/{each.Name}/{each.Name}.csproj",
            new()
            {
                Properties =
                [
                    .. properties
                        .Where(property => property.Value is not null)
                        .Select(property => (property.Name, property.Value!)),
                ],
                Xml = each.HasKey ? SignedTree.Trust : "",
            }
        );
        each.Change(at);
    }

    private static void Append(string at, string file) => File.AppendAllText(at + file, " ");

    // A pair that is called otherwise than the good ones, and that was changed after it was signed.
    private static string Hide(string at, string folder)
    {
        Directory.CreateDirectory(at + folder);
        File.Copy(at + Orders, $"{at}{folder}/stock");
        File.Copy(at + Bundle, $"{at}{folder}/stock.sigstore.json");
        SignedTree.Sign($"{at}{folder}/stock.sigstore.json", statement => statement["subject"]![0]!["name"] = "stock");
        File.AppendAllText($"{at}{folder}/stock", " ");
        return at + folder;
    }

    private static JsonArray Dependencies(JsonNode statement) =>
        statement["predicate"]!["buildDefinition"]!["resolvedDependencies"]!.AsArray();
}
