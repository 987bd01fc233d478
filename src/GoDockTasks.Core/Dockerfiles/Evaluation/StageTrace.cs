using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Evaluation;

/// <summary>A stage, instruction by instruction.</summary>
public sealed record StageTrace(Stage Stage, BaseImage Base, StageState Initial)
{
    public ImmutableArray<BuildStep> Steps { get; init; } = [];

    /// <summary>What holds at its end.</summary>
    public StageState Final => Steps.IsEmpty ? Initial : Steps[^1].After;

    /// <summary>
    /// This stage and those that it starts from, the bottom one first: all that its image is made of.
    /// </summary>
    public IEnumerable<StageTrace> Lineage => Base.Parent is null ? [this] : Base.Parent.Lineage.Append(this);
}
