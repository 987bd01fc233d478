using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Dockerfiles.Rules.Bases;

/// <summary>
/// GDT2012: a base image is named by its tag alone. A warning where there is a lock file that doesn't know it either.
/// </summary>
internal sealed class DigestRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var used in NamedImage.In(file))
        {
            if (used.Image.Digest is not null)
                continue;
            if (file.Request.Lock is not { } locked)
                yield return Diagnose(
                    file,
                    used,
                    "run `dotnet build -t:UpdateBaseImages`, and write the digest behind the tag"
                );
            else if (locked.DigestOf(used.Image) is { } digest)
                yield return Diagnose(
                    file,
                    used,
                    $"write the lock file's: {used.Image.Name}:{used.Image.Tag ?? "latest"}@{digest}"
                );
            else
                yield return Diagnose(
                    file,
                    used,
                    "the lock file has none either; run `dotnet build -t:UpdateBaseImages`, and write the "
                        + "digest behind the tag"
                ) with
                {
                    Severity = DiagnosticSeverity.Warning,
                };
        }
    }

    private static Diagnostic Diagnose(LintedDockerfile file, NamedImage used, string remedy) =>
        file.Report(
            DiagnosticCatalogue.BaseWithoutDigest,
            used.At,
            $"'{used.Image}' has no digest, so that its content can change; {remedy}"
        );
}
