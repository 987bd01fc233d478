using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Rules.Caches;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>The rules about caches and what is sent to the builder: GDT22xx.</summary>
internal static class CacheRules
{
    public static ImmutableArray<IDockerfileRule> All { get; } =
    [
        new SourceBeforeDownloadRule(),
        new UncachedDownloadRule(),
        new CacheMountRule(),
        new CacheOwnerRule(),
        new MissingLockFileRule(),
        new SentFoldersRule(),
    ];
}
