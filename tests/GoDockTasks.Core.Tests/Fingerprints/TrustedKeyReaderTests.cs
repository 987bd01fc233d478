using System.Security.Cryptography;
using GoDockTasks.Core.Fingerprints.Signing;

namespace GoDockTasks.Core.Tests.Fingerprints;

[TestClass]
public sealed class TrustedKeyReaderTests
{
    [TestMethod]
    public void An_item_is_a_key_for_one_builder_with_what_it_may_build()
    {
        using var folder = new TemporaryFolder();
        using var key = Keys.New();
        folder.Write("k.pub", key.ExportSubjectPublicKeyInfoPem());

        var (keys, diagnostics) = Read(
            folder,
            "k.pub",
            ("BuilderId", " urn:example:a "),
            ("Ref", "refs/tags/*"),
            ("AllowDirty", "True")
        );

        Assert.IsEmpty(diagnostics);
        Assert.AreEqual(
            ("urn:example:a", "refs/tags/*", null, true),
            (keys[0].BuilderId, keys[0].Ref, keys[0].Source, keys[0].AllowDirty)
        );
        Assert.AreEqual(VerificationKey.Of(key).Fingerprint, keys[0].Key.Fingerprint);
    }

    [TestMethod]
    public void An_item_that_is_wrong_trusts_nobody()
    {
        using var folder = new TemporaryFolder();
        using var key = Keys.New();
        using var rsa = RSA.Create(2048);
        folder.Write("good.pub", key.ExportSubjectPublicKeyInfoPem());
        folder.Write("rsa.pub", rsa.ExportSubjectPublicKeyInfoPem());
        folder.Write("private.key", key.ExportPkcs8PrivateKeyPem());

        foreach (
            var (file, metadata) in new[]
            {
                ("none.pub", "BuilderId"),
                (".", "BuilderId"),
                ("/dev/zero", "BuilderId"),
                ("rsa.pub", "BuilderId"),
                ("private.key", "BuilderId"),
                ("good.pub", "Other"),
            }
        )
        {
            var (keys, diagnostics) = Read(folder, file, (metadata, "urn:example:a"));
            Assert.IsEmpty(keys);
            Assert.AreEqual("GDT3007", diagnostics.Single().Code, file);
        }

        Assert.IsEmpty(Read(folder, "good.pub", ("BuilderId", "urn:example:a"), ("AllowDirty", "yes")).Keys);
    }

    private static (IReadOnlyList<TrustedKey> Keys, IReadOnlyList<Core.Diagnostics.Diagnostic> Diagnostics) Read(
        TemporaryFolder folder,
        string file,
        params (string Name, string Value)[] metadata
    )
    {
        var (keys, diagnostics) = TrustedKeyReader.Read(
            [new(file, metadata.ToDictionary(entry => entry.Name, entry => entry.Value), "", null)],
            folder.Root
        );
        return (keys, diagnostics);
    }
}
