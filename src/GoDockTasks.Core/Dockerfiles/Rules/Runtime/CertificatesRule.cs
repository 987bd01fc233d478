using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Sources;

namespace GoDockTasks.Core.Dockerfiles.Rules.Runtime;

/// <summary>
/// GDT2401: the program opens TLS connections, and the image has no CA certificates to check the other side with.
/// </summary>
internal sealed class CertificatesRule : IDockerfileRule
{
    private static readonly string[] Folders = ["/etc/ssl", "/etc/pki"];

    // Clients of services that are only spoken to by TLS.
    private static readonly string[] Clients =
    [
        "github.com/aws/aws-sdk-go/",
        "github.com/aws/aws-sdk-go-v2/",
        "cloud.google.com/go/",
        "google.golang.org/api/",
        "github.com/Azure/azure-sdk-for-go/sdk/",
        "github.com/stripe/stripe-go",
        "github.com/slack-go/slack",
        "github.com/google/go-github/",
        "github.com/getsentry/sentry-go",
        "firebase.google.com/go",
        "github.com/openai/openai-go",
        "golang.org/x/crypto/acme/autocert",
    ];

    // They bring certificates of their own.
    private static readonly string[] Bundles =
    [
        "golang.org/x/crypto/x509roots/fallback",
        "github.com/breml/rootcerts",
        "github.com/gwatts/rootcerts",
    ];

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var target = file.Trace.Target;
        var image = target.Base.Root;
        if (
            !(image.IsScratch || image.ShortName is "debian" or "ubuntu" or "busybox")
            || target.Final.Variable("SSL_CERT_FILE") is not null
            || target.Final.Variable("SSL_CERT_DIR") is not null
            || ImageContent.MayHold(file, Folders, "certs", "certificates", "/etc/ssl", "cacert", ".crt", ".pem")
        )
        {
            yield break;
        }

        foreach (var build in file.ShippedBuilds)
        {
            if (file.Sources.Of(build) is not { } sources || Reason(sources) is not { } reason)
                continue;
            yield return file.Report(
                DiagnosticCatalogue.NoCertificates,
                target.Stage.From.Arguments[0],
                $"'{image.Reference}' has no CA certificates, and the program {reason}: connections fail "
                    + $"with \"certificate signed by unknown authority\"; write COPY "
                    + $"--from={build.Stage.Stage.Name ?? "build"} /etc/ssl/certs/ca-certificates.crt "
                    + $"/etc/ssl/certs/ in the last stage"
            );
            yield break;
        }
    }

    private static string? Reason(ImmutableArray<ProgramSource> sources)
    {
        var reason = sources
            .Where(source => source.Head.IsForAll)
            .Select(Reason)
            .FirstOrDefault(found => found is not null);
        // Only then is it worth reading all of them.
        return
            reason is null
            || sources.Any(source =>
                source.Head.Imports.Any(import =>
                    Bundles.Any(bundle => import.StartsWith(bundle, StringComparison.Ordinal))
                ) || source.HasOwnTrust
            )
            ? null
            : reason;
    }

    private static string? Reason(ProgramSource source) =>
        source.Head.Imports.FirstOrDefault(path =>
            Clients.Any(client => (path + "/").StartsWith(client, StringComparison.Ordinal))
        )
            is { } path
            ? $"uses {path}"
            : source.TlsUse;
}
