using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Tidy;

/// <summary>A module and what was found.</summary>
/// <param name="Directory">Absolute path of its folder.</param>
/// <param name="Verdict">Whether it is tidy.</param>
/// <param name="Diagnostics">What to tell the user.</param>
/// <param name="Remarks">What go itself remarked while it succeeded.</param>
/// <param name="GoMod">What go.mod says; empty where it couldn't be read.</param>
public sealed record CheckedModule(
    string Directory,
    ModuleVerdict Verdict,
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<string> Remarks,
    GoModFile GoMod
)
{
    /// <summary>A hash over what was looked at; empty where nothing was.</summary>
    internal string State { get; init; } = "";
}

/// <summary>What became of a module's check.</summary>
public enum ModuleVerdict
{
    /// <summary>`go mod tidy` would change nothing.</summary>
    Tidy,

    /// <summary>It would change go.mod or go.sum.</summary>
    Untidy,

    /// <summary>It can't succeed: the module itself, the toolchain or the settings are wrong.</summary>
    Failed,

    /// <summary>Nobody knows: no Go, no network, or something that tidy can't see.</summary>
    NotChecked,
}
