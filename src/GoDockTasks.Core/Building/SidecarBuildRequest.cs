using System.Collections.Immutable;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Building;

/// <summary>What to build, and with what. Empty texts mean "not set".</summary>
public sealed record SidecarBuildRequest
{
    /// <summary>The sidecars; those with Build=false, and libraries, are passed over.</summary>
    public required ImmutableArray<Sidecar> Sidecars { get; init; }

    /// <summary>Absolute path of the project file.</summary>
    public required string ProjectFile { get; init; }

    /// <summary>
    /// Absolute path of a folder of our own: a program goes to <c>sidecars/NAME/NAME</c> in it, with .exe for Windows,
    /// and what it was built from to <c>stamps/NAME</c>.
    /// </summary>
    public required string OutputDirectory { get; init; }

    /// <summary>The environment variables of the build.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The system's folder for temporary files, absolute.</summary>
    public required string TemporaryDirectory { get; init; }

    /// <summary>What the project is built for; empty for the machine that builds.</summary>
    public string? RuntimeIdentifier { get; init; }

    /// <summary>The machine that builds.</summary>
    public required string HostRuntimeIdentifier { get; init; }

    /// <summary>What the project's properties say about Go.</summary>
    public GoProperties Go { get; init; } = GoProperties.None;

    /// <summary>What tasks of this build, and the build before, read of modules; null for nothing.</summary>
    public SourceReadings? Readings { get; init; }

    /// <summary>
    /// Absolute path of the folder in which programs are kept, to be taken instead of compiling; null for none, and
    /// then none that was taken counts.
    /// </summary>
    public string? ProgramStore { get; init; }

    /// <summary>What programs may take there together.</summary>
    public long ProgramStoreBytes { get; init; }

    /// <summary>
    /// Begin what is asked for again later, while sources may still change: leave out what nobody could then tell to be
    /// the same.
    /// </summary>
    public bool IsEarly { get; init; }

    /// <summary>Run nothing: a program that isn't up to date is reported.</summary>
    public bool OnlyIfUpToDate { get; init; }

    /// <summary>Says when a program was built.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long one <c>go build</c> may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);
}
