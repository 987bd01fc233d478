using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>
/// How modules are fetched inside of an image: what may be written down, and which secrets are handed in.
/// </summary>
/// <param name="Proxy">GOPROXY; like the others empty where it isn't set, or holds what nobody may read.</param>
/// <param name="Private">GOPRIVATE.</param>
/// <param name="NoProxy">GONOPROXY.</param>
/// <param name="SumDb">GOSUMDB.</param>
internal sealed record ModuleAccess(
    string Proxy,
    string Private,
    string NoProxy,
    string SumDb,
    bool Netrc,
    bool Ssh,
    bool Ca
)
{
    /// <summary>
    /// Reads the project's properties. GDT1202 for one with a password in it, GDT0003 for one of several lines, and for
    /// a secret that isn't known.
    /// </summary>
    public static ModuleAccess Read(GenerationRequest request, ICollection<Diagnostic> diagnostics)
    {
        var patterns = Value("GoDockGoPrivate", request.Go.Private);
        var secrets = Secrets(request, patterns.Length > 0, diagnostics);
        return new(
            Value("GoDockGoProxy", request.Go.Proxy),
            patterns,
            Value("GoDockGoNoProxy", request.Go.NoProxy),
            Value("GoDockGoSumDb", request.Go.SumDb),
            secrets.Contains("netrc"),
            secrets.Contains("ssh"),
            secrets.Contains("ca")
        );

        string Value(string property, string? text)
        {
            var value = text?.Trim() ?? "";
            if (WhatIsWrong(property, value) is not var (what, message))
                return value;
            diagnostics.Add(new(what, new(request.ProjectFile), message));
            return "";
        }
    }

    private static (DiagnosticDescriptor What, string Message)? WhatIsWrong(string property, string value)
    {
        if (value.Contains('@', StringComparison.Ordinal))
            return (
                DiagnosticCatalogue.CredentialsInUrl,
                $"{property} holds a user or a password, which no Dockerfile may: the generated ones leave "
                    + $"it out. Take it out, and hand the credentials in as a secret: "
                    + $"GoDockDockerfileSecrets=netrc."
            );
        return value.Any(char.IsControl)
            ? (
                DiagnosticCatalogue.BadMetadata,
                $"{property} has several lines, which can't be written into a Dockerfile; write it in one."
            )
            : null;
    }

    private static HashSet<string> Secrets(
        GenerationRequest request,
        bool hasPrivate,
        ICollection<Diagnostic> diagnostics
    )
    {
        if (string.IsNullOrWhiteSpace(request.Secrets))
            return hasPrivate ? ["netrc"] : [];
        var secrets = request
            .Secrets.Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.Ordinal);
        foreach (
            var unknown in secrets
                .Where(secret => secret is not ("netrc" or "ssh" or "ca"))
                .Order(StringComparer.Ordinal)
        )
            diagnostics.Add(
                new(
                    DiagnosticCatalogue.BadMetadata,
                    new(request.ProjectFile),
                    $"GoDockDockerfileSecrets has '{unknown}'; allowed: netrc, ssh and ca, separated by ';'."
                )
            );
        return secrets;
    }
}
