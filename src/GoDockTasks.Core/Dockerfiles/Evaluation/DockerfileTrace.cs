using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Evaluation;

/// <summary>A Dockerfile as a build would go through it, as far as that can be known without building.</summary>
/// <param name="Path">Of the Dockerfile; absolute.</param>
/// <param name="Context">What COPY takes from.</param>
/// <param name="Stages">In the order of the file.</param>
internal sealed record DockerfileTrace(
    string Path,
    Dockerfile Dockerfile,
    BuildContext Context,
    ImmutableArray<StageTrace> Stages
)
{
    /// <summary>The stage that an image is made of: the last, unless <see cref="For"/> names another.</summary>
    public StageTrace Target { get; private init; } = Stages[^1];

    /// <summary>
    /// The stages that the target is made of, by FROM, COPY --from and mounts, in the order of the file. Others aren't
    /// built.
    /// </summary>
    public ImmutableArray<StageTrace> Needed { get; private init; } = NeededStages.Of(Stages, Stages.Length - 1);

    /// <summary>The same with another stage as its target; this where there is no such stage.</summary>
    /// <param name="target">Name or number, as `docker build --target` takes it; null for the last.</param>
    public DockerfileTrace For(string? target) =>
        target is null || NeededStages.Find(Stages, Stages.Length, target) is not { } stage
            ? this
            : this with
            {
                Target = stage,
                Needed = NeededStages.Of(Stages, stage.Stage.Index),
            };
}

/// <summary>A stage, instruction by instruction.</summary>
internal sealed record StageTrace(Stage Stage, BaseImage Base, StageState Initial)
{
    public ImmutableArray<BuildStep> Steps { get; init; } = [];

    /// <summary>What holds at its end.</summary>
    public StageState Final => Steps.IsEmpty ? Initial : Steps[^1].After;

    /// <summary>
    /// This stage and those that it starts from, the bottom one first: all that its image is made of.
    /// </summary>
    public IEnumerable<StageTrace> Lineage => Base.Parent is null ? [this] : Base.Parent.Lineage.Append(this);
}
