using System.Text;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Fingerprints.Verification;

namespace GoDockTasks.Core.Tests.Fingerprints;

[TestClass]
public sealed class FingerprintVerifierTests
{
    [TestMethod]
    public async Task What_is_signed_by_a_trusted_key_and_unchanged_is_verified_and_what_was_not_compared_is_said()
    {
        using var signed = new Signed();

        var verdict = await signed.VerifyAsync(signed.Trusted);

        Assert.AreEqual(VerificationOutcome.Verified, verdict.Outcome, verdict.ToText());
        Assert.AreEqual("orders linux/amd64", verdict.Name);
        Assert.HasCount(2, verdict.NotCompared);
        Assert.IsEmpty(verdict.ToDiagnostics());
    }

    [TestMethod]
    public async Task Any_change_of_the_content_is_tampering()
    {
        using var signed = new Signed();
        var bundle = JsonNode.Parse(await File.ReadAllBytesAsync(signed.Bundle))!;
        var payload = signed.Statement.ToArray();
        payload[^1] = (byte)' ';
        bundle["dsseEnvelope"]!["payload"] = Convert.ToBase64String(payload);
        await File.WriteAllTextAsync(signed.Bundle, bundle.ToJsonString());

        Assert.AreEqual("GDT3001", Code(await signed.VerifyAsync(signed.Trusted)));
    }

    [TestMethod]
    public async Task Every_byte_of_a_bundle_flipped_is_refused_or_changes_nothing_that_was_signed()
    {
        using var signed = new Signed();
        var bundle = await File.ReadAllBytesAsync(signed.Bundle);
        var untouched = await signed.VerifyAsync(signed.Trusted);
        for (var offset = 0; offset < bundle.Length; offset++)
        {
            var changed = bundle.ToArray();
            changed[offset] ^= 1;
            await File.WriteAllBytesAsync(signed.Bundle, changed);
            var verdict = await signed.VerifyAloneAsync(signed.Trusted);
            if (verdict.Outcome == VerificationOutcome.Verified)
                Assert.AreEqual(untouched.InputsDigest, verdict.InputsDigest);
            else
                Assert.Contains(Code(verdict), new[] { "GDT3001", "GDT3002", "GDT3007" }, $"offset {offset}");
        }
    }

    [TestMethod]
    public async Task Every_byte_of_a_binary_flipped_is_another_file()
    {
        using var signed = new Signed();
        var binary = await File.ReadAllBytesAsync(signed.Binary);
        for (var offset = 0; offset < binary.Length; offset++)
        {
            var changed = binary.ToArray();
            changed[offset] ^= 1;
            await File.WriteAllBytesAsync(signed.Binary, changed);
            Assert.AreEqual("GDT3003", Code(await signed.VerifyAloneAsync(signed.Trusted)));
        }

        await signed.VerifyAsync(signed.Trusted);
    }

    [TestMethod]
    public async Task Every_field_of_the_statement_changed_and_signed_by_another_is_untrusted()
    {
        using var signed = new Signed();
        using var other = Keys.New();
        var fields = Leaves(JsonNode.Parse(signed.Statement)!).Count();
        Assert.IsGreaterThan(30, fields);
        for (var index = 0; index < fields; index++)
        {
            signed.Sign(
                statement => Leaves(statement).ElementAt(index).ReplaceWith(JsonValue.Create("changed")),
                other
            );
            Assert.AreEqual("GDT3002", Code(await signed.VerifyAloneAsync(signed.Trusted)));
        }

        await signed.VerifyAsync(signed.Trusted);
    }

    [TestMethod]
    public async Task A_key_speaks_only_for_its_builder()
    {
        using var signed = new Signed();

        Assert.AreEqual(
            "GDT3002",
            Code(await signed.VerifyAsync(signed.Trusted with { BuilderId = "urn:example:other" }))
        );
        Assert.AreEqual("GDT3002", Code(await signed.VerifyAloneAsync()));
        Assert.AreEqual(
            VerificationOutcome.Verified,
            (
                await signed.VerifyAloneAsync(signed.Trusted with { BuilderId = "urn:example:other" }, signed.Trusted)
            ).Outcome
        );
    }

    [TestMethod]
    public async Task A_hint_at_a_trusted_key_makes_nothing_of_another_ones_signature()
    {
        using var signed = new Signed();
        using var other = Keys.New();
        signed.Sign(signed.Statement, other);
        var text = await File.ReadAllTextAsync(signed.Bundle);
        await File.WriteAllTextAsync(
            signed.Bundle,
            text.Replace(
                VerificationKey.Of(other).Fingerprint,
                VerificationKey.Of(signed.Key).Fingerprint,
                StringComparison.Ordinal
            )
        );

        Assert.AreEqual("GDT3001", Code(await signed.VerifyAsync(signed.Trusted)));
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
        signed.Sign(statement => Set(statement, path, JsonNode.Parse(json)));
        var trusted = signed.Trusted with { Source = "https://git.example.com/*", Ref = "refs/tags/v*" };

        var verdict = await signed.VerifyAsync(trusted);

        Assert.AreEqual("GDT3004", Code(verdict), verdict.ToText());
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
            Assert.AreEqual("GDT3004", Code(await signed.VerifyAloneAsync(signed.Trusted)), member);
        }

        foreach (var name in new[] { "toolchain", "sources", "file:go.mod" })
        {
            signed.Sign(statement =>
                Dependencies(statement)
                    .Remove(Dependencies(statement).Single(dependency => (string?)dependency!["name"] == name))
            );
            Assert.AreEqual("GDT3004", Code(await signed.VerifyAloneAsync(signed.Trusted)), name);
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

        Assert.AreEqual("GDT3004", Code(verdict));
        Assert.Contains($"'{name}' twice", verdict.Findings[0].Message);
    }

    [TestMethod]
    public async Task What_is_signed_is_shown_without_characters_that_make_it_look_like_something_else()
    {
        using var signed = new Signed();
        foreach (var c in new[] { "\u202E", "\u2066", "\u200F", "\u2028", "\u2029", "\u0085", "\u001B", "\U000E0041" })
        {
            signed.Sign(statement =>
            {
                statement["subject"]![0]!["name"] = $"a{(char.IsControl(c[0]) ? "" : c)}b";
                Set(statement, "predicate/buildDefinition/externalParameters/source/ref", JsonValue.Create($"a{c}b"));
                Set(statement, "predicate/buildDefinition/externalParameters/service/name", JsonValue.Create($"a{c}b"));
                Set(statement, $"predicate/buildDefinition/externalParameters/a{c}b", JsonValue.Create(1));
            });
            var verdict = await signed.VerifyAsync(signed.Trusted with { Ref = "x" }, CosignDifference.OtherName);
            Assert.IsGreaterThan(2, verdict.Findings.Length, verdict.ToText());
            Assert.DoesNotContain(c, verdict.ToText());
            Assert.DoesNotContain(
                c,
                string.Concat(verdict.ToDiagnostics().Select(diagnostic => diagnostic.Message + diagnostic.Detail))
            );
        }
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
            Set(statement, "predicate/buildDefinition/resolvedDependencies/0/annotations/dirty", JsonValue.Create(true))
        );

        Assert.AreEqual(
            VerificationOutcome.Verified,
            (await signed.VerifyAsync(signed.Trusted with { AllowDirty = true })).Outcome
        );
    }

    [TestMethod]
    public async Task After_a_good_signature_all_that_is_wrong_is_said_at_once()
    {
        using var signed = new Signed();
        await File.WriteAllTextAsync(signed.Binary, "another");
        signed.Sign(statement =>
        {
            Set(statement, "predicate/buildDefinition/externalParameters/runtime/user", JsonValue.Create("root"));
            Set(statement, "predicate/buildDefinition/externalParameters/runtime/tz", JsonValue.Create(""));
        });

        var verdict = await signed.VerifyAsync(signed.Trusted);

        Assert.AreSequenceEqual(
            ["GDT3003", "GDT3004", "GDT3004"],
            verdict.ToDiagnostics().Select(diagnostic => diagnostic.Code)
        );
        Assert.AreSequenceEqual(["sha256"], verdict.Findings[0].Differences.Select(difference => difference.Kind));
    }

    [TestMethod]
    public async Task What_can_not_be_verified_is_not_verified()
    {
        using var signed = new Signed();
        foreach (
            var payload in new[]
            {
                "",
                "{}",
                "[]",
                "not JSON",
                "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[]}",
                "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"name\":\"../x\",\"digest\":{\"sha256\":\""
                    + new string('a', 64)
                    + "\"}}]}",
            }
        )
        {
            signed.Sign(Encoding.UTF8.GetBytes(payload));
            Assert.AreEqual("GDT3007", Code(await signed.VerifyAsync(signed.Trusted)), payload);
        }

        signed.Sign(signed.Statement, payloadType: "text/plain");
        Assert.AreEqual("GDT3007", Code(await signed.VerifyAsync(signed.Trusted)));
        foreach (var content in new[] { "", "{}", new string('[', 100_000) })
        {
            await File.WriteAllTextAsync(signed.Bundle, content);
            Assert.AreEqual("GDT3007", Code(await signed.VerifyAsync(signed.Trusted)));
        }

        File.Delete(signed.Bundle);
        Assert.AreEqual("GDT3007", Code(await signed.VerifyAsync(signed.Trusted)));
    }

    [TestMethod]
    public async Task A_bundle_of_a_gigabyte_is_refused_without_reading_it()
    {
        using var signed = new Signed();
        await using (var stream = File.OpenWrite(signed.Bundle))
            stream.SetLength(1L << 30);

        Assert.AreEqual("GDT3007", Code(await signed.VerifyAloneAsync(signed.Trusted)));
        // After an await it may be another thread, which has allocated something else.
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.IsNull(RegularFile.TryRead(signed.Bundle, SigstoreBundle.MaxBytes).Content);
        Assert.IsLessThan(1024L * 1024, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public async Task A_subject_that_is_not_there_can_not_be_verified_and_one_under_GoDockFiles_can()
    {
        using var signed = new Signed();
        var elsewhere = signed.Folder.Path("release/orders");
        Directory.CreateDirectory(Path.GetDirectoryName(elsewhere)!);
        File.Move(signed.Binary, elsewhere);
        Assert.AreEqual("GDT3007", Code(await signed.VerifyAsync(signed.Trusted)));

        var verdict = (
            await new FingerprintVerifier(null).RunAsync(
                new([signed.Bundle], [signed.Trusted], [elsewhere]),
                CancellationToken.None
            )
        ).Single();
        Assert.AreEqual(VerificationOutcome.Verified, verdict.Outcome);

        // Both of that name count.
        await File.WriteAllTextAsync(signed.Binary, "another");
        verdict = (
            await new FingerprintVerifier(null).RunAsync(
                new([signed.Bundle], [signed.Trusted], [elsewhere]),
                CancellationToken.None
            )
        ).Single();
        Assert.AreEqual("GDT3003", Code(verdict));
    }

    [TestMethod]
    public async Task A_link_counts_as_the_file_that_it_leads_to()
    {
        using var signed = new Signed();
        File.Move(signed.Binary, signed.Folder.Path("real"));
        File.CreateSymbolicLink(signed.Binary, signed.Folder.Path("real"));
        Assert.AreEqual(VerificationOutcome.Verified, (await signed.VerifyAsync(signed.Trusted)).Outcome);

        await File.WriteAllTextAsync(signed.Folder.Path("real"), "");
        Assert.AreEqual("GDT3003", Code(await signed.VerifyAsync(signed.Trusted)));
        File.Delete(signed.Folder.Path("real"));
        Assert.AreEqual("GDT3007", Code(await signed.VerifyAsync(signed.Trusted)));
    }

    [TestMethod]
    public async Task A_statement_without_signature_is_unsigned_and_an_error()
    {
        using var signed = new Signed();
        await File.WriteAllBytesAsync(signed.Bundle, signed.Statement);

        var diagnostic = (await signed.VerifyAsync(signed.Trusted)).ToDiagnostics().Single();

        Assert.AreEqual(("GDT3010", Core.Diagnostics.DiagnosticSeverity.Error), (diagnostic.Code, diagnostic.Severity));
    }

    [TestMethod]
    public async Task The_report_says_the_same_in_JSON()
    {
        using var signed = new Signed();
        await File.WriteAllTextAsync(signed.Binary, "another");

        var report = JsonNode.Parse(VerificationReport.ToUtf8([await signed.VerifyAsync(signed.Trusted)], []))!;

        var fingerprint = report["fingerprints"]![0]!;
        Assert.AreEqual("WRONG_ARTIFACT", (string?)fingerprint["outcome"]);
        Assert.AreEqual("GDT3003", (string?)fingerprint["findings"]![0]!["code"]);
        Assert.AreEqual("sha256", (string?)fingerprint["findings"]![0]!["differences"]![0]!["kind"]);
        Assert.HasCount(2, fingerprint["notCompared"]!.AsArray());
    }

    private static string Code(FingerprintVerdict verdict) =>
        verdict.ToDiagnostics().Select(diagnostic => diagnostic.Code).FirstOrDefault() ?? "none";

    private static IEnumerable<JsonNode> Leaves(JsonNode node) =>
        node switch
        {
            JsonObject members => members.Select(member => member.Value!).SelectMany(Leaves),
            JsonArray list => list.SelectMany(entry => Leaves(entry!)),
            _ => [node],
        };

    private static JsonArray Dependencies(JsonNode statement) =>
        statement["predicate"]!["buildDefinition"]!["resolvedDependencies"]!.AsArray();

    private static void Remove(JsonNode statement, string path)
    {
        var names = path.Split('/');
        Assert.IsTrue(names[..^1].Aggregate(statement, (node, name) => node[name]!).AsObject().Remove(names[^1]), path);
    }

    private static void Set(JsonNode statement, string path, JsonNode? value)
    {
        var names = path.Split('/');
        var parent = names[..^1]
            .Aggregate(statement, (node, name) =>
                node is JsonArray list
                    ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]!
                    : node[name]!
            );
        parent[names[^1]] = value;
    }
}
