using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Dockerfiles.Rules.Bases;

/// <summary>GDT2011: a base image without a tag, or with `latest`: whatever its owner published last.</summary>
internal sealed class FloatingBaseRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file) =>
        from used in NamedImage.In(file)
        where used.Image is { Digest: null, Tag: null or "latest" }
        select file.Report(
            DiagnosticCatalogue.BaseFloats,
            used.At,
            $"'{used.Image}' is whatever was published "
                + $"last{(used.Image.Tag is null ? ", as no tag means latest" : "")}; name a "
                + $"version{Example(file, used)}"
        );

    private static string Example(LintedDockerfile file, NamedImage used) =>
        used.Image.Familiar != "golang:latest"
            ? ""
            : $", such as golang:{file.Request.DeclaredGoVersion ?? "1.27.3"}-bookworm";
}
