using System.Collections.Immutable;

namespace GoDockTasks.Core.Fingerprints.Statements;

/// <summary>
/// All that a build's bytes come from: what `buildDefinition` holds. Nothing in it differs between two builds of the
/// same.
/// </summary>
public sealed record FingerprintInputs
{
    private static readonly ImmutableSortedDictionary<string, string> Nothing = ImmutableSortedDictionary.Create<
        string,
        string
    >(StringComparer.Ordinal);

    /// <summary>Members of `source`, by name.</summary>
    public ImmutableSortedDictionary<string, string> Source { get; init; } = Nothing;

    /// <summary>The commit's hash; null where the sources lie in no repository.</summary>
    public string? Commit { get; init; }

    /// <summary>The hash of the commit's tree.</summary>
    public string? Tree { get; init; }

    /// <summary>Files of the repository differ from the commit.</summary>
    public bool IsDirty { get; init; }

    /// <summary>Members of `service`.</summary>
    public ImmutableSortedDictionary<string, string> Service { get; init; } = Nothing;

    /// <summary>Members of `target`: GOOS, GOARCH and what narrows GOARCH.</summary>
    public ImmutableSortedDictionary<string, string> Target { get; init; } = Nothing;

    /// <summary>Members of `compile`; on and off as `true` and `false`, lists an entry a line.</summary>
    public ImmutableSortedDictionary<string, string> Compile { get; init; } = Nothing;

    /// <summary>Members of `env`: the variables that are set.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = Nothing;

    /// <summary>Members of `runtime`; lists an entry a line.</summary>
    public ImmutableSortedDictionary<string, string> Runtime { get; init; } = Nothing;

    /// <summary>Go's full version, "go1.24.4 X:rangefunc".</summary>
    public required string GoVersion { get; init; }

    /// <summary>The main module's path.</summary>
    public required string MainModule { get; init; }

    /// <summary>The main module's version as the binary has it; null where it has none.</summary>
    public string? MainVersion { get; init; }

    /// <summary>GODEBUG settings that are compiled in; null for the default of the Go version.</summary>
    public string? DefaultGodebug { get; init; }

    /// <summary>This package's version.</summary>
    public required string GeneratorVersion { get; init; }

    /// <summary>The build list without the main module.</summary>
    public ImmutableArray<ResolvedModule> Modules { get; init; } = [];

    /// <summary>Packages of the .NET project, where it has a lock file.</summary>
    public ImmutableArray<LockedPackage> Packages { get; init; } = [];

    /// <summary>Digests of base images, "sha256:…", by name.</summary>
    public ImmutableSortedDictionary<string, string> Images { get; init; } = Nothing;

    /// <summary>sha256, in hexadecimal digits, of files that aren't sources but count, by name.</summary>
    public ImmutableSortedDictionary<string, string> Files { get; init; } = Nothing;

    /// <summary>h1 of the module's source files.</summary>
    public string? SourcesHash { get; init; }

    /// <summary>SOURCE_DATE_EPOCH where it is set.</summary>
    public string? SourceDateEpoch { get; init; }
}
