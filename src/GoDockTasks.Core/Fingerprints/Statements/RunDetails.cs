using System.Collections.Immutable;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Fingerprints.Statements;

/// <summary>All of a build that differs from one time to the next: what `runDetails` holds.</summary>
/// <param name="BuilderId">A URI that stands for who built, whom a verifier trusts or doesn't.</param>
public sealed record RunDetails(string BuilderId)
{
    private static readonly ImmutableSortedDictionary<string, string> Nothing = ImmutableSortedDictionary.Create<
        string,
        string
    >(StringComparer.Ordinal);

    /// <summary>That of a build by a builder on a machine.</summary>
    /// <param name="builderId">Null or blank for a machine that nobody vouches for.</param>
    /// <param name="invocation">Null or blank where nobody says.</param>
    /// <param name="node">The machine's name.</param>
    public static RunDetails By(string? builderId, string? invocation, string node) =>
        new(string.IsNullOrWhiteSpace(builderId) ? Statement.LocalBuilder : builderId.Trim())
        {
            Invocation = string.IsNullOrWhiteSpace(invocation) ? null : Secrets.Redact(invocation.Trim()),
            Byproducts = Nothing.Add("node", node),
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
