using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Images;

namespace GoDockTasks.Core.Dockerfiles.Rules.Bases;

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
