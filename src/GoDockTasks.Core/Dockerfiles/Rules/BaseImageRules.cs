using System.Collections.Immutable;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>The rules about base images: GDT201x.</summary>
internal static class BaseImageRules
{
    public static ImmutableArray<IDockerfileRule> All { get; } = [];
}
