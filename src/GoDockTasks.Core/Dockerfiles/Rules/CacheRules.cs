using System.Collections.Immutable;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>The rules about caches and what is sent to the builder: GDT22xx.</summary>
internal static class CacheRules
{
    public static ImmutableArray<IDockerfileRule> All { get; } = [];
}
