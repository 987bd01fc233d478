using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Rules.Bases;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>The rules about base images: GDT201x.</summary>
internal static class BaseImageRules
{
    public static ImmutableArray<IDockerfileRule> All { get; } =
    [
        new FloatingBaseRule(),
        new DigestRule(),
        new GoVersionRule(),
    ];
}
