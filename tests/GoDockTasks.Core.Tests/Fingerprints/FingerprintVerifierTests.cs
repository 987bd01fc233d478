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

        Assert.AreEqual("GDT3001", Signed.CodeOf(await signed.VerifyAsync(signed.Trusted)));
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
                Assert.Contains(Signed.CodeOf(verdict), new[] { "GDT3001", "GDT3002", "GDT3007" }, $"offset {offset}");
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
            Assert.AreEqual("GDT3003", Signed.CodeOf(await signed.VerifyAloneAsync(signed.Trusted)));
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
            Assert.AreEqual("GDT3002", Signed.CodeOf(await signed.VerifyAloneAsync(signed.Trusted)));
        }

        await signed.VerifyAsync(signed.Trusted);
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

        Assert.AreEqual("GDT3001", Signed.CodeOf(await signed.VerifyAsync(signed.Trusted)));
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
                Signed.Set(
                    statement,
                    "predicate/buildDefinition/externalParameters/source/ref",
                    JsonValue.Create($"a{c}b")
                );
                Signed.Set(
                    statement,
                    "predicate/buildDefinition/externalParameters/service/name",
                    JsonValue.Create($"a{c}b")
                );
                Signed.Set(statement, $"predicate/buildDefinition/externalParameters/a{c}b", JsonValue.Create(1));
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
    public async Task After_a_good_signature_all_that_is_wrong_is_said_at_once()
    {
        using var signed = new Signed();
        await File.WriteAllTextAsync(signed.Binary, "another");
        signed.Sign(statement =>
        {
            Signed.Set(
                statement,
                "predicate/buildDefinition/externalParameters/runtime/user",
                JsonValue.Create("root")
            );
            Signed.Set(statement, "predicate/buildDefinition/externalParameters/runtime/tz", JsonValue.Create(""));
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
            Assert.AreEqual("GDT3007", Signed.CodeOf(await signed.VerifyAsync(signed.Trusted)), payload);
        }

        signed.Sign(signed.Statement, payloadType: "text/plain");
        Assert.AreEqual("GDT3007", Signed.CodeOf(await signed.VerifyAsync(signed.Trusted)));
        foreach (var content in new[] { "", "{}", new string('[', 100_000) })
        {
            await File.WriteAllTextAsync(signed.Bundle, content);
            Assert.AreEqual("GDT3007", Signed.CodeOf(await signed.VerifyAsync(signed.Trusted)));
        }

        File.Delete(signed.Bundle);
        Assert.AreEqual("GDT3007", Signed.CodeOf(await signed.VerifyAsync(signed.Trusted)));
    }

    [TestMethod]
    public async Task A_bundle_of_a_gigabyte_is_refused_without_reading_it()
    {
        using var signed = new Signed();
        await using (var stream = File.OpenWrite(signed.Bundle))
            stream.SetLength(1L << 30);

        Assert.AreEqual("GDT3007", Signed.CodeOf(await signed.VerifyAloneAsync(signed.Trusted)));
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
        Assert.AreEqual("GDT3007", Signed.CodeOf(await signed.VerifyAsync(signed.Trusted)));

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
        Assert.AreEqual("GDT3003", Signed.CodeOf(verdict));
    }

    [TestMethod]
    public async Task A_link_counts_as_the_file_that_it_leads_to()
    {
        using var signed = new Signed();
        File.Move(signed.Binary, signed.Folder.Path("real"));
        File.CreateSymbolicLink(signed.Binary, signed.Folder.Path("real"));
        Assert.AreEqual(VerificationOutcome.Verified, (await signed.VerifyAsync(signed.Trusted)).Outcome);

        await File.WriteAllTextAsync(signed.Folder.Path("real"), "");
        Assert.AreEqual("GDT3003", Signed.CodeOf(await signed.VerifyAsync(signed.Trusted)));
        File.Delete(signed.Folder.Path("real"));
        Assert.AreEqual("GDT3007", Signed.CodeOf(await signed.VerifyAsync(signed.Trusted)));
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

    private static IEnumerable<JsonNode> Leaves(JsonNode node) =>
        node switch
        {
            JsonObject members => members.Select(member => member.Value!).SelectMany(Leaves),
            JsonArray list => list.SelectMany(entry => Leaves(entry!)),
            _ => [node],
        };
}
