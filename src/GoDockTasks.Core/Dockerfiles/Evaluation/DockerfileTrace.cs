using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Evaluation;

/// <summary>A Dockerfile as a build would go through it, as far as that can be known without building.</summary>
/// <param name="Path">Of the Dockerfile; absolute.</param>
/// <param name="Context">What COPY takes from.</param>
/// <param name="Stages">In the order of the file.</param>
public sealed record DockerfileTrace(string Path, Dockerfile Dockerfile, BuildContext Context, ImmutableArray<StageTrace> Stages)
{
    /// <summary>The stage that a plain `docker build` makes an image of: the last.</summary>
    public StageTrace Target => Stages[^1];

    /// <summary>The stages that the target is made of, by FROM, COPY --from and mounts, in the order of the file. Others aren't built.</summary>
    public ImmutableArray<StageTrace> Needed { get; init; } = [];
}
