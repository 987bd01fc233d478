using System.Collections.Immutable;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tidy;

/// <summary>What to check, and with what. Empty texts mean "not set".</summary>
public sealed record ModuleCheckRequest
{
    /// <summary>The sidecars; several may share a module, which is checked once.</summary>
    public required ImmutableArray<Sidecar> Sidecars { get; init; }

    /// <summary>Absolute path of the project file whose properties these are.</summary>
    public required string ProjectFile { get; init; }

    /// <summary>The environment variables of the build.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The system's folder for temporary files, absolute.</summary>
    public required string TemporaryDirectory { get; init; }

    /// <summary>What the project's properties say about Go.</summary>
    public GoProperties Go { get; init; } = GoProperties.None;

    /// <summary>
    /// GoDockCacheDir, absolute or from <see cref="BaseDirectory"/>; the user's cache folder where not set.
    /// </summary>
    public string? CacheDirectory { get; init; }

    /// <summary>GoDockProbeProxies.</summary>
    public bool ProbeProxies { get; init; }

    /// <summary>How long a proxy may take for its answer then.</summary>
    public TimeSpan ProbeLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Ask go of every module, whatever is stored, and have it say what it asks of whom (-x); nothing is stored.
    /// </summary>
    public bool Trace { get; init; }

    /// <summary>GoDockFix: write what `go mod tidy` would write.</summary>
    public bool Fix { get; init; }

    /// <summary>GoDockCI: what couldn't be checked for want of Go or the network is an error.</summary>
    public bool ContinuousIntegration { get; init; }

    /// <summary>Run nothing: a module whose verdict isn't in the store is reported as not up to date.</summary>
    public bool OnlyFromStore { get; init; }

    /// <summary>What tasks of this build, and the build before, read of modules; null for nothing.</summary>
    public SourceReadings? Readings { get; init; }

    /// <summary>How long one go command may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);
}
