using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Rules.Modules;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>The rules about go commands and their modules: GDT2101 to GDT2107.</summary>
internal static class ModuleRules
{
    public static ImmutableArray<IDockerfileRule> All { get; } =
    [
        new OldToolchainRule(),
        new MissingGoSumRule(),
        new TidyBeforeSourceRule(),
        new TidyInImageRule(),
        new NoGoModRule(),
        new RefusedFolderRule(),
        new MissingSourceRule(),
    ];
}
