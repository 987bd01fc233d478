using System.Collections.Immutable;
using GoDockTasks.Core.Processes;

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

    private static readonly ImmutableSortedDictionary<string, ParameterValue> NoParameters =
        ImmutableSortedDictionary.Create<string, ParameterValue>(StringComparer.Ordinal);

    /// <summary>Members of `source`, by name.</summary>
    public ImmutableSortedDictionary<string, ParameterValue> Source { get; init; } = NoParameters;

    /// <summary>Where the repository can be fetched from, as `source` has it; null where that isn't known.</summary>
    public string? SourceUri { get; init; }

    /// <summary>The commit's hash; null where the sources lie in no repository.</summary>
    public string? Commit { get; init; }

    /// <summary>The hash of the commit's tree.</summary>
    public string? Tree { get; init; }

    /// <summary>Files of the repository differ from the commit.</summary>
    public bool IsDirty { get; init; }

    /// <summary>Members of `service`.</summary>
    public ImmutableSortedDictionary<string, ParameterValue> Service { get; init; } = NoParameters;

    /// <summary>Members of `target`: GOOS, GOARCH and what narrows GOARCH.</summary>
    public ImmutableSortedDictionary<string, ParameterValue> Target { get; init; } = NoParameters;

    /// <summary>Members of `compile`.</summary>
    public ImmutableSortedDictionary<string, ParameterValue> Compile { get; init; } = NoParameters;

    /// <summary>Members of `env`: the variables that are set.</summary>
    public ImmutableSortedDictionary<string, ParameterValue> Environment { get; init; } = NoParameters;

    /// <summary>Members of `runtime`.</summary>
    public ImmutableSortedDictionary<string, ParameterValue> Runtime { get; init; } = NoParameters;

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

/// <summary>All of a build that differs from one time to the next: what `runDetails` holds.</summary>
/// <param name="BuilderId">A URI that stands for who built, whom a verifier trusts or doesn't.</param>
public sealed record RunDetails(string BuilderId)
{
    private static readonly ImmutableSortedDictionary<string, string> Nothing = ImmutableSortedDictionary.Create<
        string,
        string
    >(StringComparer.Ordinal);

    /// <summary>Of <see cref="Byproducts"/>: the name of the machine.</summary>
    internal const string Node = "node";

    /// <summary>Likewise: which node of a builder built the program's image.</summary>
    internal const string BuilderNode = "buildkit-node";

    /// <summary>That of a build by a builder on a machine.</summary>
    /// <param name="builderId">Null or blank for a machine that nobody vouches for.</param>
    /// <param name="invocation">Null or blank where nobody says.</param>
    /// <param name="node">The machine's name.</param>
    public static RunDetails By(string? builderId, string? invocation, string node) =>
        new(string.IsNullOrWhiteSpace(builderId) ? Statement.LocalBuilder : builderId.Trim())
        {
            Invocation = string.IsNullOrWhiteSpace(invocation) ? null : Secrets.Redact(invocation.Trim()),
            Byproducts = Nothing.Add(Node, node),
        };

    /// <summary>Versions of what built, by name.</summary>
    public ImmutableSortedDictionary<string, string> Versions { get; init; } = Nothing;

    /// <summary>Stands for this run of the build, or null.</summary>
    public string? Invocation { get; init; }

    /// <summary>When `go build` began: RFC 3339, in UTC; null where it isn't known.</summary>
    public string? StartedOn { get; init; }

    /// <summary>When it ended, likewise.</summary>
    public string? FinishedOn { get; init; }

    /// <summary>Texts that explain the build, by name.</summary>
    public ImmutableSortedDictionary<string, string> Byproducts { get; init; } = Nothing;
}
