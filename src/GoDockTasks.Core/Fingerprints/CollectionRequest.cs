using System.Collections.Immutable;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Fingerprints;

/// <summary>Where inputs are read.</summary>
public sealed record CollectionRequest
{
    /// <summary>The project's programs.</summary>
    public required ImmutableArray<FingerprintedProgram> Programs { get; init; }

    /// <summary>Absolute path of the project.</summary>
    public required string ProjectFile { get; init; }

    /// <summary>Go's settings in this build.</summary>
    public required GoSettings Settings { get; init; }

    /// <summary>This package's version.</summary>
    public required string GeneratorVersion { get; init; }

    /// <summary>What the project's properties say about Go.</summary>
    public GoProperties Go { get; init; } = GoProperties.None;

    /// <summary>Digests of base images.</summary>
    public DigestLock Images { get; init; } = DigestLock.Empty;

    /// <summary>How long one git command may take.</summary>
    public required TimeSpan Timeout { get; init; }
}
