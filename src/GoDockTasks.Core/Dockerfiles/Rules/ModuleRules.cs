using System.Collections.Immutable;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>The rules about Go modules: GDT21xx.</summary>
internal static class ModuleRules
{
    public static ImmutableArray<IDockerfileRule> All { get; } = [];
}
