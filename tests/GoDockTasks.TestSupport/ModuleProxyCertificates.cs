using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GoDockTasks.TestSupport;

/// <summary>Certificates of an authority that lives as long as this process and that nobody trusts.</summary>
public static class ModuleProxyCertificates
{
    private static readonly Lazy<X509Certificate2> Authority = new(MakeAuthority);

    public static string AuthorityPem => Authority.Value.ExportCertificatePem();

    public static X509Certificate2 For(ModuleProxyFault fault)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=GoDockTasks test proxy", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (fault == ModuleProxyFault.CertificateOfAnotherHost)
            names.AddDnsName("proxy.example.com");
        else
            names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false)
        );
        var ends =
            fault == ModuleProxyFault.ExpiredCertificate
                ? DateTimeOffset.UtcNow.AddDays(-2)
                : DateTimeOffset.UtcNow.AddDays(2);
        using var certificate = request.Create(
            Authority.Value,
            DateTimeOffset.UtcNow.AddDays(-5),
            ends,
            RandomNumberGenerator.GetBytes(8)
        );
        using var withKey = certificate.CopyWithPrivateKey(key);

        // Windows can't serve with a key that exists in memory only.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }

    private static X509Certificate2 MakeAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=GoDockTasks test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-10), DateTimeOffset.UtcNow.AddDays(10));
    }
}
