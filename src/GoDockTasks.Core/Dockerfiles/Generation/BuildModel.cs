using System.Collections.Immutable;
using Scriban.Runtime;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>The stage that compiles.</summary>
internal sealed record BuildModel
{
    public required string Image { get; init; }

    /// <summary>The module's folder inside of /src.</summary>
    public required string Folder { get; init; }

    /// <summary>The main package, relative to the folder.</summary>
    public required string Package { get; init; }

    public required string Output { get; init; }

    /// <summary>readonly or vendor</summary>
    public required string Mod { get; init; }

    /// <summary>Separated by commas.</summary>
    public required string Tags { get; init; }

    public required string LdFlags { get; init; }

    /// <summary>The same as one word of the shell, in which variables of the build are expanded.</summary>
    public required string LdFlagsWord { get; init; }

    /// <summary>Build arguments that it names.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    public required bool Cgo { get; init; }

    /// <summary>Go knows -buildvcs: 1.18 and newer.</summary>
    public required bool HasVcsStamp { get; init; }

    /// <summary>One of the platforms is a variant of arm.</summary>
    public required bool HasArmVariant { get; init; }

    public ScriptObject ToLiquid() =>
        new()
        {
            ["image"] = Image,
            ["folder"] = Folder,
            ["package"] = Package,
            ["output"] = Output,
            ["mod"] = Mod,
            ["tags"] = Tags,
            ["ldflags"] = LdFlags,
            ["ldflags_word"] = LdFlagsWord,
            ["variables"] = new ScriptArray(Variables),
            ["cgo"] = Cgo,
            ["has_vcs_stamp"] = HasVcsStamp,
            ["has_arm_variant"] = HasArmVariant,
        };
}
