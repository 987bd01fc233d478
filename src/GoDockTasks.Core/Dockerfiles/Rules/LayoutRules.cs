using System.Collections.Immutable;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>The rules about layouts, private modules, cgo and flags: GDT2109 to GDT2119.</summary>
internal static class LayoutRules
{
    public static ImmutableArray<IDockerfileRule> All { get; } = [];
}
