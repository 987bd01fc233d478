using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Fingerprints.Signing;

namespace GoDockTasks.Core.Tests.Fingerprints;

[TestClass]
public sealed class SigstoreBundleTests
{
    private static readonly byte[] Payload = Encoding.UTF8.GetBytes("{\"subject\":\"ÿ?>~\"}");

    [TestMethod]
    public void What_is_signed_is_the_payload_with_its_type_and_both_lengths_in_bytes()
    {
        Assert.AreEqual(
            "DSSEv1 3 a/b 2 hi",
            Encoding.UTF8.GetString(DsseEnvelope.PreAuthenticationEncoding("a/b", "hi"u8))
        );
        Assert.AreEqual("DSSEv1 2 ö 2 ö", Encoding.UTF8.GetString(DsseEnvelope.PreAuthenticationEncoding("ö", "ö"u8)));
    }

    [TestMethod]
    public void A_bundle_is_read_back_and_its_signature_holds()
    {
        using var key = Keys.New();
        var (envelope, problem) = SigstoreBundle.Read(Signed(key));

        Assert.IsNull(problem);
        CollectionAssert.AreEqual(Payload, envelope!.Payload.ToArray());
        Assert.IsTrue(envelope.IsSignedBy(VerificationKey.Of(key)));
        using var other = Keys.New();
        Assert.IsFalse(envelope.IsSignedBy(VerificationKey.Of(other)));
    }

    [TestMethod]
    public void Every_flipped_bit_of_a_bundle_leaves_the_signed_content_or_is_refused()
    {
        using var key = Keys.New();
        var publicKey = VerificationKey.Of(key);
        var bundle = Signed(key);
        var accepted = 0;
        for (var offset = 0; offset < bundle.Length; offset++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = bundle.ToArray();
                changed[offset] ^= (byte)(1 << bit);
                if (SigstoreBundle.Read(changed).Envelope is not { } envelope || !envelope.IsSignedBy(publicKey))
                    continue;
                accepted++;
                Assert.AreEqual(DsseEnvelope.InToto, envelope.PayloadType);
                CollectionAssert.AreEqual(Payload, envelope.Payload.ToArray(), $"offset {offset}");
            }
        }

        // The hint, the key's id and the names around them aren't signed; most of the rest is.
        Assert.IsGreaterThan(100, accepted);
        Assert.IsLessThan(bundle.Length * 4, accepted);
    }

    [TestMethod]
    public void Other_ways_to_write_the_same_signature_are_accepted()
    {
        using var key = Keys.New();
        var bundle = JsonNode.Parse(Signed(key))!;
        var envelope = bundle["dsseEnvelope"]!;
        var raw = key.SignData(
            DsseEnvelope.PreAuthenticationEncoding(DsseEnvelope.InToto, Payload),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation
        );
        envelope["signatures"]![0]!["sig"] = UrlSafe(raw);
        envelope["payload"] = UrlSafe(Payload);
        envelope["later"] = new JsonArray(1);
        envelope["signatures"]![0]!.AsObject().Remove("keyid");

        foreach (var form in new[] { bundle, envelope })
        {
            var read = SigstoreBundle.Read(Encoding.UTF8.GetBytes(form.ToJsonString())).Envelope!;
            Assert.IsNull(read.KeyId);
            Assert.IsTrue(read.IsSignedBy(VerificationKey.Of(key)));
        }
    }

    [TestMethod]
    [DataRow("signatures", "[]")]
    [DataRow("signatures", "[{\"sig\":\"QQ==\"},{\"sig\":\"QQ==\"}]")]
    [DataRow("signatures", "[{\"sig\":\"\"}]")]
    [DataRow("signatures", "[{\"sig\":1}]")]
    [DataRow("signatures", "[1]")]
    [DataRow("signatures", "{}")]
    [DataRow("payload", "1")]
    [DataRow("payload", "\"***\"")]
    [DataRow("payload", "\"QQ=\"")]
    [DataRow("payloadType", "null")]
    public void An_envelope_without_exactly_one_signed_payload_is_refused(string member, string json)
    {
        using var key = Keys.New();
        var bundle = JsonNode.Parse(Signed(key))!;
        bundle["dsseEnvelope"]![member] = JsonNode.Parse(json);

        var (envelope, problem) = SigstoreBundle.Read(Encoding.UTF8.GetBytes(bundle.ToJsonString()));

        Assert.IsNull(envelope);
        Assert.IsNotNull(problem);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("[]")]
    [DataRow("{}")]
    [DataRow("{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v9+json\",\"dsseEnvelope\":{}}")]
    [DataRow("{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\",\"messageSignature\":{}}")]
    public void What_is_no_bundle_with_an_envelope_is_refused(string json) =>
        Assert.IsNotNull(SigstoreBundle.Read(Encoding.UTF8.GetBytes(json)).Problem);

    private static byte[] Signed(ECDsa key)
    {
        using var signing = Keys.Signing(key);
        return SigstoreBundle.ToUtf8(DsseEnvelope.Sign(Payload, signing));
    }

    private static string UrlSafe(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
