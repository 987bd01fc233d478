using System.Text;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Fingerprints.Verification;

namespace GoDockTasks.Core.Tests.Fingerprints;

[TestClass]
public sealed class BuildPolicyTests
{
    [TestMethod]
    public async Task A_key_speaks_only_for_its_builder()
    {
        using var signed = new Signed();

        Assert.AreEqual(
            "GDT3002",
            Signed.CodeOf(await signed.VerifyAsync(signed.Trusted with { BuilderId = "urn:example:other" }))
        );
        Assert.AreEqual("GDT3002", Signed.CodeOf(await signed.VerifyAloneAsync()));
        Assert.AreEqual(
            VerificationOutcome.Verified,
            (
                await signed.VerifyAloneAsync(signed.Trusted with { BuilderId = "urn:example:other" }, signed.Trusted)
            ).Outcome
        );
    }

    [TestMethod]
    [DataRow("predicateType", "\"https://slsa.dev/provenance/v0.2\"")]
    [DataRow("predicate/buildDefinition/buildType", "\"urn:example:other\"")]
    [DataRow("predicate/buildDefinition/externalParameters", "null")]
    [DataRow("predicate/buildDefinition/externalParameters/later", "{}")]
    [DataRow("predicate/buildDefinition/externalParameters/compile/toolexec", "\"x\"")]
    [DataRow("predicate/buildDefinition/externalParameters/compile/tags", "[1]")]
    [DataRow("predicate/buildDefinition/externalParameters/runtime/user", "\"root\"")]
    [DataRow("predicate/buildDefinition/externalParameters/runtime/user", "\"0:65532\"")]
    [DataRow("predicate/buildDefinition/externalParameters/runtime/tz", "\"\"")]
    [DataRow("predicate/buildDefinition/externalParameters/runtime", "{}")]
    [DataRow("predicate/buildDefinition/externalParameters/source/ref", "\"refs/heads/main\"")]
    [DataRow("predicate/buildDefinition/externalParameters/source", "{}")]
    [DataRow("predicate/buildDefinition/resolvedDependencies/0/annotations/dirty", "true")]
    [DataRow("predicate/buildDefinition/resolvedDependencies", "[]")]
    [DataRow(
        "predicate/buildDefinition/externalParameters/compile/trimpath",
        "\"true\"",
        DisplayName = "a switch that is a text"
    )]
    [DataRow(
        "predicate/buildDefinition/externalParameters/compile/ldflags",
        "[\"-s\"]",
        DisplayName = "a text that is a list"
    )]
    [DataRow("predicate/buildDefinition/externalParameters/env", "\"\"")]
    [DataRow("predicate/buildDefinition/internalParameters", "{}")]
    public async Task A_build_that_is_not_allowed_is_refused(string path, string json)
    {
        using var signed = new Signed();
        signed.Sign(statement => Signed.Set(statement, path, JsonNode.Parse(json)));
        var trusted = signed.Trusted with { Source = "https://git.example.com/*", Ref = "refs/tags/v*" };

        var verdict = await signed.VerifyAsync(trusted);

        Assert.AreEqual("GDT3004", Signed.CodeOf(verdict), verdict.ToText());
    }

    [TestMethod]
    public async Task Every_section_and_every_member_that_all_builds_have_is_required()
    {
        using var signed = new Signed();
        string[] members =
        [
            .. ExternalParameters.Sections.Keys,
            .. ExternalParameters.Sections.SelectMany(section =>
                section
                    .Value.Where(parameter => parameter.IsRequired)
                    .Select(parameter => $"{section.Key}/{parameter.Name}")
            ),
            "runtime/user",
            "runtime/tz",
        ];
        foreach (
            var member in members
                .Select(member => "externalParameters/" + member)
                .Concat([
                    "internalParameters/goVersion",
                    "internalParameters/mainModule",
                    "internalParameters/generator",
                ])
        )
        {
            signed.Sign(statement => Remove(statement, "predicate/buildDefinition/" + member));
            Assert.AreEqual("GDT3004", Signed.CodeOf(await signed.VerifyAloneAsync(signed.Trusted)), member);
        }

        foreach (var name in new[] { "toolchain", "sources", "file:go.mod" })
        {
            signed.Sign(statement =>
                Dependencies(statement)
                    .Remove(Dependencies(statement).Single(dependency => (string?)dependency!["name"] == name))
            );
            Assert.AreEqual("GDT3004", Signed.CodeOf(await signed.VerifyAloneAsync(signed.Trusted)), name);
        }

        await signed.VerifyAsync(signed.Trusted);
    }

    [TestMethod]
    [DataRow("source", DisplayName = "a commit that is dirty, and again as clean")]
    [DataRow("toolchain")]
    [DataRow("file:go.mod")]
    [DataRow("example.com/log", DisplayName = "a module")]
    public async Task What_a_build_is_made_of_is_told_once(string name)
    {
        using var signed = new Signed();
        signed.Sign(statement =>
        {
            var first = Dependencies(statement).Single(dependency => (string?)dependency!["name"] == name)!;
            var again = first.DeepClone();
            if (name == "source")
                first["annotations"]!["dirty"] = true;
            Dependencies(statement).Add(again);
        });

        var verdict = await signed.VerifyAsync(signed.Trusted);

        Assert.AreEqual("GDT3004", Signed.CodeOf(verdict));
        Assert.Contains($"'{name}' twice", verdict.Findings[0].Message);
    }

    [TestMethod]
    public async Task Allowed_refs_sources_and_dirty_trees_are_what_the_trusted_key_says()
    {
        using var signed = new Signed();
        Assert.AreEqual(
            VerificationOutcome.Verified,
            (
                await signed.VerifyAsync(
                    signed.Trusted with
                    {
                        Source = "https://git.example.com/*",
                        Ref = "refs/tags/v*",
                    }
                )
            ).Outcome
        );
        signed.Sign(statement =>
            Signed.Set(
                statement,
                "predicate/buildDefinition/resolvedDependencies/0/annotations/dirty",
                JsonValue.Create(true)
            )
        );

        Assert.AreEqual(
            VerificationOutcome.Verified,
            (await signed.VerifyAsync(signed.Trusted with { AllowDirty = true })).Outcome
        );
    }

    private static JsonArray Dependencies(JsonNode statement) =>
        statement["predicate"]!["buildDefinition"]!["resolvedDependencies"]!.AsArray();

    private static void Remove(JsonNode statement, string path)
    {
        var names = path.Split('/');
        Assert.IsTrue(names[..^1].Aggregate(statement, (node, name) => node[name]!).AsObject().Remove(names[^1]), path);
    }
}
