using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Rules.Contents;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>
/// The rules about what is in each stage's image when something takes or starts it: GDT2120 to GDT2131, GDT2207, GDT2308,
/// GDT2407 to GDT2410.
/// </summary>
internal static class ContentRules
{
    public static ImmutableArray<IDockerfileRule> All { get; } =
    [
        new ImportedPackageRule(),
        new UnknownStageRule(),
        new CopiedPathRule(),
        new RunProgramRule(),
        new StartedFileRule(),
        new UndeclaredArgumentRule(),
        new BuildOutputRule(),
        new BuildCacheRule(),
        new VendorBeforeSourceRule(),
        new LostFailureRule(),
        new FloatingToolRule(),
        new UndefinedInFromRule(),
        new KeptSecretRule(),
        new GlibcRule(),
        new ScriptRule(),
        new RepeatedStageRule(),
        new OwnVariableRule(),
        new ReplacedInstructionRule(),
    ];
}
