using System.Security.Cryptography;

namespace GoDockTasks.Benchmarks.Workload;

/// <summary>A key for fingerprints: <c>k.pem</c> and <c>k.pub</c> in a folder.</summary>
internal static class SigningKey
{
    public static void Write(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(Path.Combine(folder, "k.pem"), key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(folder, "k.pem"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(Path.Combine(folder, "k.pub"), key.ExportSubjectPublicKeyInfoPem());
    }
}
