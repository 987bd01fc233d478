using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Fingerprints;

/// <summary>What became of one file that must be the subject of a verified fingerprint.</summary>
/// <param name="File">The file.</param>
/// <param name="Outcome">Verified, or what speaks against it.</param>
/// <param name="Message">
/// What is wrong, then what to do; null where nothing is, or where the fingerprint beside it says so already.
/// </param>
public sealed record ArtifactVerdict(FoundFile File, VerificationOutcome Outcome, string? Message = null)
{
    /// <summary>The fingerprint that vouches for it, or the one that fails; null for none.</summary>
    public FoundFile? Fingerprint { get; init; }

    /// <summary>What differs from the fingerprint of a file of this name; may be empty.</summary>
    public ImmutableArray<InputDifference> Differences { get; init; } = [];

    /// <summary>For MSBuild.</summary>
    public Diagnostic? ToDiagnostic() =>
        Message is null
            ? null
            : new(Outcome.Descriptor(), new(File.Path), Printable.Line(Message))
            {
                Severity = DiagnosticSeverity.Error,
            };
}
