using System.Security.Cryptography;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Tests.Fingerprints;

[TestClass]
public sealed class SigningKeyTests
{
    private const string PassPhrase = "correct horse battery";

    [TestMethod]
    public void Keys_are_read_from_PKCS8_encrypted_PKCS8_and_SEC1()
    {
        using var key = Keys.New();
        var pkcs8 = SigningKey.Read(key.ExportPkcs8PrivateKeyPem(), null).Key!;

        Assert.AreEqual(
            pkcs8.Fingerprint,
            SigningKey.Read(Keys.Encrypted(key, PassPhrase), PassPhrase).Key!.Fingerprint
        );
        Assert.AreEqual(pkcs8.Fingerprint, SigningKey.Read(key.ExportECPrivateKeyPem(), null).Key!.Fingerprint);
        Assert.AreEqual(pkcs8.Fingerprint, VerificationKey.Read(key.ExportSubjectPublicKeyInfoPem()).Key!.Fingerprint);
    }

    [TestMethod]
    public void The_fingerprint_is_the_one_that_ssh_keygen_prints()
    {
        // Made once, only for this.
        const string Pem = """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqDvJAD50elYp1QkqCPNyxb5oqp7W
            ErZW1ryxD4iUuzmJfoRwh1WwbqxMm0X7Fdz/2U4za9ItQ5o6nja5cPfDkQ==
            -----END PUBLIC KEY-----
            """;
        var (key, problem) = VerificationKey.Read(Pem);

        Assert.IsNull(problem);
        Assert.AreEqual("SHA256:bWlARj6orV4/OACC7cQxWjPvl9ayKH467JqhlyQFUHo", key!.Fingerprint);
    }

    [TestMethod]
    public void What_is_no_such_key_is_refused_without_a_word_of_it()
    {
        using var key = Keys.New();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        string[] bad =
        [
            "",
            "text",
            other.ExportPkcs8PrivateKeyPem(),
            rsa.ExportPkcs8PrivateKeyPem(),
            key.ExportSubjectPublicKeyInfoPem(),
            key.ExportPkcs8PrivateKeyPem() + "\n" + key.ExportPkcs8PrivateKeyPem(),
            key.ExportPkcs8PrivateKeyPem()[..100],
            "-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----",
        ];

        foreach (var pem in bad)
        {
            var (read, problem) = SigningKey.Read(pem, PassPhrase);
            Assert.IsNull(read, pem);
            Assert.DoesNotContain(PassPhrase, problem!);
            Assert.DoesNotContain("MI", problem!);
        }
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("wrong")]
    public void A_wrong_pass_phrase_is_said_and_not_shown(string? passPhrase)
    {
        using var folder = new TemporaryFolder();
        using var key = Keys.New();
        var path = Keys.Write(folder, "k.pem", Keys.Encrypted(key, PassPhrase));

        var (read, problem) = SigningKeySource.Read("k.pem", folder.Root, Environment(passPhrase));

        Assert.IsNull(read);
        Assert.AreEqual(("GDT3011", path), (problem!.Code, problem.Location.File));
        Assert.DoesNotContain("wrong;", problem.Message);
    }

    [TestMethod]
    public void A_key_comes_from_a_file_or_a_variable()
    {
        using var folder = new TemporaryFolder();
        using var key = Keys.New();
        Keys.Write(folder, "k.pem", Keys.Encrypted(key, PassPhrase));
        var environment = Environment(PassPhrase);
        environment["KEY"] = key.ExportPkcs8PrivateKeyPem();

        var (file, none) = SigningKeySource.Read("k.pem", folder.Root, environment);
        var (variable, noneEither) = SigningKeySource.Read("env://KEY", folder.Root, environment);

        Assert.IsNull(none);
        Assert.IsNull(noneEither);
        Assert.AreEqual(file!.Fingerprint, variable!.Fingerprint);
    }

    [TestMethod]
    [DataRow(UnixFileMode.OtherRead)]
    [DataRow(UnixFileMode.GroupRead)]
    [DataRow(UnixFileMode.GroupWrite)]
    public void A_key_file_that_others_can_read_or_change_is_warned_of_and_used(UnixFileMode mode)
    {
        using var folder = new TemporaryFolder();
        using var key = Keys.New();
        Keys.Write(folder, "k.pem", key.ExportPkcs8PrivateKeyPem(), mode);

        var (read, problem) = SigningKeySource.Read("k.pem", folder.Root, new Dictionary<string, string>());

        Assert.IsNotNull(read);
        Assert.AreEqual("GDT3012", problem!.Code);
    }

    [TestMethod]
    [DataRow("none.pem")]
    [DataRow(".")]
    [DataRow("/dev/zero")]
    [DataRow("env://NOT_SET")]
    [DataRow("-----BEGIN PRIVATE KEY-----\nc2VjcmV0")]
    public void A_key_that_is_not_there_is_said(string source)
    {
        using var folder = new TemporaryFolder();

        var (read, problem) = SigningKeySource.Read(source, folder.Root, new Dictionary<string, string>());

        Assert.IsNull(read);
        Assert.AreEqual("GDT3011", problem!.Code);
        Assert.DoesNotContain("c2VjcmV0", problem.Message);
    }

    [TestMethod]
    public async Task A_pipe_that_nobody_writes_to_is_not_waited_for()
    {
        using var folder = new TemporaryFolder();
        var pipe = folder.Path("release.key");
        var made = await new ProcessRunner().RunAsync(
            new("/usr/bin/mkfifo", [pipe], folder.Root, new Dictionary<string, string>(), TimeSpan.FromMinutes(1)),
            CancellationToken.None
        );
        Assert.IsTrue(made.Succeeded, made.StandardError);

        Assert.AreEqual(
            "GDT3011",
            SigningKeySource.Read(pipe, folder.Root, new Dictionary<string, string>()).Problem!.Code
        );
        File.CreateSymbolicLink(folder.Path("link.key"), pipe);
        Assert.AreEqual(
            "GDT3011",
            SigningKeySource.Read("link.key", folder.Root, new Dictionary<string, string>()).Problem!.Code
        );
    }

    [TestMethod]
    public void A_private_key_is_no_trusted_key()
    {
        using var key = Keys.New();

        Assert.IsNull(VerificationKey.Read(key.ExportPkcs8PrivateKeyPem()).Key);
        using var rsa = RSA.Create(2048);
        Assert.IsNull(VerificationKey.Read(rsa.ExportSubjectPublicKeyInfoPem()).Key);
        using var other = ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1);
        Assert.IsNull(VerificationKey.Read(other.ExportSubjectPublicKeyInfoPem()).Key);
    }

    private static Dictionary<string, string> Environment(string? passPhrase)
    {
        var environment = new Dictionary<string, string>();
        if (passPhrase is not null)
            environment[SigningKeySource.PassPhraseVariable] = passPhrase;
        return environment;
    }
}
