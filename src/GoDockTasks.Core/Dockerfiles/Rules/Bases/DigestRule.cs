using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Images;

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

/// <summary>An image that a build fetches, and the word that names it.</summary>
internal readonly record struct NamedImage(ImageReference Image, Word At)
{
    /// <summary>
    /// Those of FROM and of COPY --from. Earlier stages, scratch and what depends on something unknown aren't among
    /// them.
    /// </summary>
    public static IEnumerable<NamedImage> In(LintedDockerfile file)
    {
        foreach (var stage in file.Stages)
        {
            if (stage.Base.Reference is { IsScratch: false } image)
                yield return new(image, stage.Stage.From.Arguments[0]);
            foreach (var instruction in stage.Stage.Instructions)
            {
                if (
                    instruction.Kind == InstructionKind.Copy
                    && instruction.Flag("from") is { Value: { } name } flag
                    && Copied(file, stage, name) is { } copied
                )
                    yield return new(copied, flag.Source);
            }
        }
    }

    // A plain word may also be a context that the build is given a name for.
    private static ImageReference? Copied(LintedDockerfile file, StageTrace stage, string name) =>
        name.AsSpan().ContainsAny(":/@")
        && !name.Contains('$', StringComparison.Ordinal)
        && NeededStages.Find(file.Trace.Stages, stage.Stage.Index, name) is null
            ? ImageReference.TryParse(name)
            : null;
}
