using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Rules.Layouts;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>The rules about layouts, private modules, cgo and flags: GDT2109 to GDT2119.</summary>
internal static class LayoutRules
{
    public static ImmutableArray<IDockerfileRule> All { get; } =
    [
        new MissingReplacementRule(),
        new IncompleteWorkspaceRule(),
        new EmbeddedFilesRule(),
        new MissingVendorRule(),
        new PrivateModuleRule(),
        new RestrictedNetworkRule(),
        new MissingGitRule(),
        new CgoRule(),
        new LibcRule(),
        new BadGoSettingsRule(),
        new VcsStampRule(),
        new MissingPackageRule(),
    ];
}
