using System.Collections.Immutable;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>The rules about users, rights and secrets: GDT23xx.</summary>
internal static class UserRules
{
    public static ImmutableArray<IDockerfileRule> All { get; } = [];
}
