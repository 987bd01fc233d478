using System.Collections.Immutable;

namespace GoDockTasks.Core.Fingerprints;

/// <summary>All of a build that differs from one time to the next: what `runDetails` holds.</summary>
/// <param name="BuilderId">A URI that stands for who built, whom a verifier trusts or doesn't.</param>
public sealed record RunDetails(string BuilderId)
{
    private static readonly ImmutableSortedDictionary<string, string> Nothing = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Versions of what built, by name.</summary>
    public ImmutableSortedDictionary<string, string> Versions { get; init; } = Nothing;

    /// <summary>Stands for this run of the build, or null.</summary>
    public string? Invocation { get; init; }

    /// <summary>RFC 3339, in UTC; null where it isn't known.</summary>
    public string? StartedOn { get; init; }

    /// <summary>RFC 3339, in UTC.</summary>
    public string? FinishedOn { get; init; }

    /// <summary>Texts that explain the build, by name.</summary>
    public ImmutableSortedDictionary<string, string> Byproducts { get; init; } = Nothing;
}
