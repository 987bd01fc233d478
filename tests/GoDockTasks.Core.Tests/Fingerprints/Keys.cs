using System.Security.Cryptography;
using GoDockTasks.Core.Fingerprints.Signing;

namespace GoDockTasks.Core.Tests.Fingerprints;

/// <summary>Keys made for one test.</summary>
internal static class Keys
{
    public static ECDsa New() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static SigningKey Signing(ECDsa key) => SigningKey.Read(key.ExportPkcs8PrivateKeyPem(), null).Key!;

    public static string Encrypted(ECDsa key, string passPhrase) =>
        key.ExportEncryptedPkcs8PrivateKeyPem(
            passPhrase,
            new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)
        );

    /// <summary>A key file that only its owner can read, unless <paramref name="more"/> says otherwise.</summary>
    public static string Write(TemporaryFolder folder, string name, string pem, UnixFileMode more = UnixFileMode.None)
    {
        var path = folder.Write(name, pem);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | more);
        return path;
    }
}
