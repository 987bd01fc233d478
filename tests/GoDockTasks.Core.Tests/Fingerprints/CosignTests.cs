using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Fingerprints.Verification;

namespace GoDockTasks.Core.Tests.Fingerprints;

/// <summary>An independent verifier and signer of the same formats.</summary>
[TestClass]
public sealed class CosignTests
{
    private const string Content = "a program";

    [TestMethod]
    public async Task Cosign_accepts_our_bundle_and_refuses_it_after_any_change()
    {
        using var folder = new TemporaryFolder();
        var cosign = new Cosign(folder);
        using var key = Keys.New();
        using var signing = Keys.Signing(key);
        var publicKey = folder.Write("k.pub", key.ExportSubjectPublicKeyInfoPem());
        var binary = folder.Write("orders", Content);
        var envelope = DsseEnvelope.Sign(Encoding.UTF8.GetBytes(Statement(Content)), signing);
        var bundle = folder.Path("orders.sigstore.json");
        File.WriteAllBytes(bundle, SigstoreBundle.ToUtf8(envelope));

        var accepted = await cosign.VerifyAsync(publicKey, bundle, binary);
        Assert.IsTrue(accepted.Succeeded, accepted.StandardError);

        Assert.IsFalse((await cosign.VerifyAsync(publicKey, bundle, folder.Write("changed", Content + "."))).Succeeded);
        Assert.IsFalse(
            await AcceptsAsync(envelope with { Payload = Encoding.UTF8.GetBytes(Statement(Content) + " ") })
        );
        var signature = envelope.Signature.ToArray();
        signature[^1] ^= 1;
        Assert.IsFalse(await AcceptsAsync(envelope with { Signature = signature }));
        using var other = Keys.New();
        Assert.IsFalse(
            (
                await cosign.VerifyAsync(
                    folder.Write("other.pub", other.ExportSubjectPublicKeyInfoPem()),
                    bundle,
                    binary
                )
            ).Succeeded
        );

        async Task<bool> AcceptsAsync(DsseEnvelope changed)
        {
            var path = folder.Path("changed.sigstore.json");
            await File.WriteAllBytesAsync(path, SigstoreBundle.ToUtf8(changed));
            return (await cosign.VerifyAsync(publicKey, path, binary)).Succeeded;
        }
    }

    [TestMethod]
    public async Task Cosign_and_we_agree_on_every_form_of_a_bundle_or_the_reason_is_named()
    {
        var disagreements = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(BundleForm.All, async (form, _) =>
        {
            using var signed = new Signed();
            await File.WriteAllTextAsync(
                signed.Bundle,
                form.Write(
                    signed,
                    JsonNode.Parse(await File.ReadAllBytesAsync(signed.Bundle, CancellationToken.None))!.AsObject()
                ),
                CancellationToken.None
            );
            var ours = await signed.VerifyAloneAsync(signed.Trusted);
            var isAccepted = ours.Outcome == VerificationOutcome.Verified;
            if (form.Difference is null && isAccepted != form.IsAccepted)
                disagreements.Add($"{form.Name}: {ours.ToText().Trim()}");
            if (await signed.DisagreementAsync(ours, form.Difference) is { } disagreement)
                disagreements.Add($"{form.Name}: {disagreement}");
        });

        Assert.AreEqual("", string.Join('\n', disagreements.Order(StringComparer.Ordinal)));
    }

    [TestMethod]
    public async Task Cosign_and_we_agree_on_every_damaged_bundle()
    {
        using var signed = new Signed();
        var damages = BundleDamage.Of(await File.ReadAllBytesAsync(signed.Bundle)).ToArray();
        Assert.IsGreaterThan(60, damages.Length);
        var disagreements = new List<string>();
        foreach (var damage in damages)
        {
            await File.WriteAllBytesAsync(signed.Bundle, damage.Content);
            var ours = await signed.VerifyAloneAsync(signed.Trusted);
            if (
                await signed.DisagreementAsync(
                    ours,
                    ours.Outcome == VerificationOutcome.Verified ? damage.Difference : null
                ) is
                { } disagreement
            )
                disagreements.Add($"{damage.Name}: {disagreement}");
        }

        Assert.AreEqual("", string.Join('\n', disagreements));
    }

    [TestMethod]
    public void What_cosign_and_we_differ_in_is_documented_with_its_reason_and_nothing_else()
    {
        var page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "fingerprint.md"));
        var rows = page.SkipWhile(line => line != "| bundle | cosign 3 | here | why |")
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'));

        Assert.AreSequenceEqual(CosignDifference.All.Select(difference => difference.ToString()), rows);
        Assert.AreSequenceEqual(
            CosignDifference.All,
            CosignDifference.All.Where(difference => BundleForm.All.Any(form => form.Difference == difference))
        );
    }

    [TestMethod]
    public async Task We_accept_what_cosign_signs_with_a_key_in_PEM()
    {
        using var folder = new TemporaryFolder();
        var cosign = new Cosign(folder);
        using var key = Keys.New();
        var imported = await cosign.RunAsync(
            "import-key-pair",
            "--key",
            folder.Write("k.pem", key.ExportPkcs8PrivateKeyPem()),
            "--output-key-prefix",
            folder.Path("cosign")
        );
        Assert.IsTrue(imported.Succeeded, imported.StandardError);
        var statement = folder.Write("orders.intoto.json", Statement(Content));
        var bundle = folder.Path("orders.sigstore.json");

        var signed = await cosign.RunAsync(
            "attest-blob",
            "--key",
            folder.Path("cosign.key"),
            "--statement",
            statement,
            "--bundle",
            bundle,
            "--use-signing-config=false",
            "--tlog-upload=false",
            "--yes"
        );
        Assert.IsTrue(signed.Succeeded, signed.StandardError);

        var (envelope, problem) = SigstoreBundle.Read(await File.ReadAllBytesAsync(bundle));
        Assert.IsNull(problem);
        Assert.IsTrue(envelope!.IsSignedBy(VerificationKey.Of(key)));
        Assert.AreEqual(DsseEnvelope.InToto, envelope.PayloadType);
        Assert.Contains("sha256", Encoding.UTF8.GetString(envelope.Payload.Span));
    }

    private static string Statement(string content) =>
        $$$$"""{"_type":"https://in-toto.io/Statement/v1","predicate":{"buildDefinition":{"buildType":"urn:example:a","externalParameters":{}},"runDetails":{"builder":{"id":"urn:example:b"}}},"predicateType":"https://slsa.dev/provenance/v1","subject":[{"digest":{"sha256":"{{{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}}}}"},"name":"orders"}]}""";
}
