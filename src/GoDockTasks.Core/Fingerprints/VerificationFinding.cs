using System.Collections.Immutable;

namespace GoDockTasks.Core.Fingerprints;

/// <summary>One thing that speaks against a fingerprint.</summary>
/// <param name="Message">What is wrong, with the value; then what to do. One line.</param>
public sealed record VerificationFinding(VerificationOutcome Outcome, string Message)
{
    /// <summary>What differs, causes first; may be empty.</summary>
    public ImmutableArray<InputDifference> Differences { get; init; } = [];
}
