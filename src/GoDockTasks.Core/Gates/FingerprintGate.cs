using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Fingerprints.Verification;

namespace GoDockTasks.Core.Gates;

/// <summary>Somebody who is trusted vouches for the program: what VerifyBuildFingerprint says of it.</summary>
internal static class FingerprintGate
{
    /// <remarks>What the verification finds is told once, for all programs: <see cref="GateReport.General"/>.</remarks>
    public static async Task<GateOutcome> RunAsync(GateRun run, CancellationToken cancellationToken)
    {
        if (run.Request.Fingerprints is not { } question)
            return run.NotChecked(
                DiagnosticCatalogue.GateNotChecked,
                "there is no fingerprint to verify; sign with GoDockSigningKey, and trust the key with GoDockTrustedKey"
            );
        var result = await run.State.VerifyAsync(question, cancellationToken).ConfigureAwait(false);
        if (result.Artifacts.FirstOrDefault(file => file.File.Path == run.Program.Path) is not { } own)
            return run.NotChecked(
                DiagnosticCatalogue.GateNotChecked,
                $"the verification did not look at '{run.Name(run.Program.Path)}'; build the project with "
                    + "BuildGoSidecar and GenerateBuildFingerprint"
            );
        return own.Outcome == VerificationOutcome.Verified
            ? new(GateVerdict.Passed, "verified")
            : new(GateVerdict.Failed, own.Message is null ? own.Outcome.Name() : Printable.Of(own.Message));
    }
}
