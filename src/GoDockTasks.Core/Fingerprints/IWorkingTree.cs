using GoDockTasks.Core.Fingerprints.BuildInfo;

namespace GoDockTasks.Core.Fingerprints;

/// <summary>Sources from which the inputs of a build can be read anew.</summary>
public interface IWorkingTree
{
    /// <param name="service">The name of the service in the fingerprint.</param>
    /// <param name="binary">What the binary says of itself.</param>
    /// <returns>The inputs as they are now, or null and why there are none.</returns>
    Task<(FingerprintInputs? Inputs, string? Reason)> ReadAsync(string service, GoBuildInfo binary, CancellationToken cancellationToken);
}
