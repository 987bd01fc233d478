using System.Collections.Immutable;

namespace GoDockTasks.Core.Fingerprints;

/// <summary>What to verify, and what to believe.</summary>
/// <param name="Bundles">Absolute paths of the fingerprints.</param>
/// <param name="Keys">Who is trusted.</param>
/// <param name="Files">Absolute paths of files that subjects may be, beside those that lie beside their bundle.</param>
public sealed record VerificationRequest(
    ImmutableArray<string> Bundles,
    ImmutableArray<TrustedKey> Keys,
    ImmutableArray<string> Files
)
{
    /// <summary>Images that subjects may be.</summary>
    public ImmutableArray<BuiltImage> Images { get; init; } = [];
}
