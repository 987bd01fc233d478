using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>How modules are fetched inside of an image: what may be written down, and which secrets are handed in.</summary>
/// <param name="Proxy">GOPROXY; empty where it isn't set, or holds what nobody may read.</param>
/// <param name="Private">GOPRIVATE.</param>
internal sealed record ModuleAccess(string Proxy, string Private, bool Netrc, bool Ssh, bool Ca)
{
    /// <summary>Reads the project's properties. GDT1202 for a proxy with a password in it, GDT0003 for a secret that isn't known.</summary>
    public static ModuleAccess Read(GenerationRequest request, ICollection<Diagnostic> diagnostics)
    {
        var (proxy, patterns) = (request.Proxy?.Trim() ?? "", request.Private?.Trim() ?? "");
        if (proxy.Contains('@', StringComparison.Ordinal))
        {
            diagnostics.Add(new(
                DiagnosticCatalogue.CredentialsInUrl,
                new(request.ProjectFile),
                "GoDockGoProxy holds a user or a password, which no Dockerfile may: the generated ones name no proxy. Take it out, and hand the credentials in as a secret: GoDockDockerfileSecrets=netrc."));
            proxy = "";
        }

        var secrets = Secrets(request, patterns.Length > 0, diagnostics);
        return new(proxy, patterns, secrets.Contains("netrc"), secrets.Contains("ssh"), secrets.Contains("ca"));
    }

    private static HashSet<string> Secrets(GenerationRequest request, bool hasPrivate, ICollection<Diagnostic> diagnostics)
    {
        if (string.IsNullOrWhiteSpace(request.Secrets))
            return hasPrivate ? ["netrc"] : [];
        var secrets = request.Secrets.Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        foreach (var unknown in secrets.Where(secret => secret is not ("netrc" or "ssh" or "ca")).Order(StringComparer.Ordinal))
            diagnostics.Add(new(DiagnosticCatalogue.BadMetadata, new(request.ProjectFile), $"GoDockDockerfileSecrets has '{unknown}'; allowed: netrc, ssh and ca, separated by ';'."));
        return secrets;
    }
}
