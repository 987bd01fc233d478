using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Fingerprints.Verification;

namespace GoDockTasks.Core.Tests.Fingerprints;

/// <summary>What fingerprints say of .NET packages, whose versions are NuGet's.</summary>
[TestClass]
public sealed class LockedPackageTests
{
    private const string Lock = """
        {
          "version": 2,
          "dependencies": {
            "net10.0": {
              "Zebra": { "type": "Direct", "requested": "[3.0.0, )", "resolved": "2.0.0", "contentHash": "AAAA" },
              "Aardvark": {
                "type": "Transitive",
                "resolved": "1.0.0-rc.10",
                "contentHash": "AQID",
                "dependencies": { "Zebra": "4.0.0", "resolved": "9.9.9" }
              },
              "shop.core": { "type": "Project" }
            },
            "net10.0/linux-x64": {
              "Zebra": { "type": "Direct", "requested": "[3.0.0, )", "resolved": "3.1.0" }
            }
          }
        }
        """;

    [TestMethod]
    public void A_lock_file_is_read_and_a_version_outside_its_range_is_said_at_its_place()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("packages.lock.json", Lock);

        var packages = LockedPackage.Read(folder.Root);

        Assert.AreSequenceEqual(
            ["net10.0/Aardvark 1.0.0-rc.10", "net10.0/Zebra 2.0.0", "net10.0/linux-x64/Zebra 3.1.0"],
            packages.Select(package => $"{package.Framework}/{package.Name} {package.Version}")
        );
        var problem = LockedPackage.Problems(packages).Single();
        var line = Lock.Split('\n')[4];
        Assert.AreEqual(
            ("GDT3013", path, 5, line.IndexOf("\"2.0.0\"", StringComparison.Ordinal) + 1),
            (problem.Code, problem.Location.File, problem.Location.Line, problem.Location.Column)
        );
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("{")]
    [DataRow("[]")]
    [DataRow("{\"dependencies\":{\"net10.0\":{\"A\":{\"resolved\":1}}}}")]
    public void What_is_no_lock_file_has_no_packages(string? content)
    {
        using var folder = new TemporaryFolder();
        if (content is not null)
            folder.Write("packages.lock.json", content);

        Assert.IsEmpty(LockedPackage.Read(folder.Root));
    }

    [TestMethod]
    [DataRow("[1.0.0, )", "1.0.0", false)]
    [DataRow("[1.0.0, )", "0.9.9", true)]
    [DataRow("[1.0.0, 2.0.0)", "2.0.0", true)]
    [DataRow("[1.0.0]", "1.0.1", true)]
    [DataRow("[1.0.0-rc.9, )", "1.0.0-rc.10", false, DisplayName = "numbers in a pre-release count as numbers")]
    [DataRow("[1.*, )", "1.7.0", false, DisplayName = "a floating version")]
    [DataRow("1.0", "1.0.0.1", false, DisplayName = "four parts")]
    [DataRow("next", "1.0.0", false, DisplayName = "no range")]
    [DataRow(null, "1.0.0", false)]
    public void Ranges_are_those_of_NuGet(string? requested, string resolved, bool isOutside) =>
        Assert.AreEqual(isOutside, new LockedPackage("net10.0", "A", resolved, requested, null).IsOutsideItsRange);

    [TestMethod]
    public void Between_two_fingerprints_a_package_is_upgraded_or_downgraded()
    {
        var before = Facts(
            new("net10.0", "A", "1.0.0-rc.9", null, "AAAA"),
            new("net10.0", "B", "2.0.0", null, null),
            new("net10.0", "C", "1.0.0", null, "AAAA"),
            new("net10.0", "D", "1.0.0", null, null)
        );
        var after = Facts(
            new("net10.0", "A", "1.0.0-rc.10", null, "AQID"),
            new("net10.0", "B", "1.12.0", null, null),
            new("net10.0", "C", "1.0.0", null, "AQID")
        );

        var differences = InputDifference.Between(before, after);

        Assert.AreSequenceEqual(
            ["nuget net10.0/A upgraded", "nuget net10.0/B downgraded", "nuget net10.0/C ", "nuget net10.0/D "],
            differences.Select(difference => $"{difference.Kind} {difference.Name} {difference.Change}")
        );
        Assert.Contains("1.0.0-rc.9 -> 1.0.0-rc.10", differences[0].ToString());

        static ImmutableArray<InputFact> Facts(params ImmutableArray<LockedPackage> packages) =>
            [.. InputFact.Of(StatementWriter.Definition(Signed.Inputs with { Packages = packages }))];
    }

    [TestMethod]
    public async Task A_signed_package_outside_its_range_is_refused()
    {
        using var signed = new Signed();
        signed.Sign(statement =>
            Dependencies(statement)
                .Add(
                    JsonNode.Parse(
                        """{ "name": "nuget:net10.0/A", "annotations": { "requested": "[2.0.0, )", "version": "1.0.0" } }"""
                    )
                )
        );
        Assert.AreEqual("GDT3004", (await signed.VerifyAsync(signed.Trusted)).ToDiagnostics().Single().Code);

        signed.Sign(statement =>
            Dependencies(statement)
                .Add(
                    JsonNode.Parse(
                        """{ "name": "nuget:net10.0/A", "annotations": { "requested": "[2.0.0, )", "version": "2.0.0" } }"""
                    )
                )
        );
        Assert.IsEmpty((await signed.VerifyAsync(signed.Trusted)).ToDiagnostics());
    }

    [TestMethod]
    [DataRow("0.9.0", true)]
    [DataRow("1.0.0-rc.2", true)]
    [DataRow("1.0.0", false)]
    [DataRow("1.0.0+build", false)]
    [DataRow("1.10.0", false)]
    public async Task A_fingerprint_of_a_newer_GoDockTasks_is_verified_with_a_warning(string version, bool isOlder)
    {
        using var signed = new Signed();
        var verifier = new FingerprintVerifier(null) { Version = version };

        var verdict = (
            await verifier.RunAsync(new([signed.Bundle], [signed.Trusted], []), CancellationToken.None)
        ).Single();

        Assert.AreEqual(VerificationOutcome.Verified, verdict.Outcome);
        Assert.AreSequenceEqual(
            isOlder ? ["GDT3014"] : [],
            verdict.ToDiagnostics().Select(diagnostic => diagnostic.Code)
        );
    }

    private static JsonArray Dependencies(JsonNode statement) =>
        statement["predicate"]!["buildDefinition"]!["resolvedDependencies"]!.AsArray();
}
