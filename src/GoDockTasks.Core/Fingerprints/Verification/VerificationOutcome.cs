using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Fingerprints.Verification;

/// <summary>What a verification finds, in the order in which it looks.</summary>
public enum VerificationOutcome
{
    /// <summary>Everything that was compared is as the fingerprint says.</summary>
    Verified,

    /// <summary>There is nothing to check, or it can't be read.</summary>
    CannotVerify,

    /// <summary>A statement that nobody signed.</summary>
    NotSigned,

    /// <summary>The signature doesn't match what is signed.</summary>
    Tampered,

    /// <summary>No key that is trusted signed, or it may not speak for this builder.</summary>
    Untrusted,

    /// <summary>The file isn't the one that is stated.</summary>
    WrongArtifact,

    /// <summary>The build that is stated isn't allowed.</summary>
    Policy,

    /// <summary>The file or the sources say something else.</summary>
    Mismatch,

    /// <summary>The rebuild gives other bytes.</summary>
    NotReproduced,
}

internal static class VerificationOutcomes
{
    /// <summary>As text and reports have it.</summary>
    public static string Name(this VerificationOutcome outcome) =>
        outcome switch
        {
            VerificationOutcome.Verified => "VERIFIED",
            VerificationOutcome.NotSigned => "UNSIGNED",
            VerificationOutcome.Tampered => "TAMPERED",
            VerificationOutcome.Untrusted => "UNTRUSTED",
            VerificationOutcome.WrongArtifact => "WRONG_ARTIFACT",
            VerificationOutcome.Policy => "POLICY",
            VerificationOutcome.Mismatch => "MISMATCH",
            VerificationOutcome.NotReproduced => "NOT_REPRODUCED",
            _ => "CANNOT_VERIFY",
        };

    /// <summary>The code of an outcome that isn't good.</summary>
    public static DiagnosticDescriptor Descriptor(this VerificationOutcome outcome) =>
        outcome switch
        {
            VerificationOutcome.NotSigned => DiagnosticCatalogue.NotSigned,
            VerificationOutcome.Tampered => DiagnosticCatalogue.Tampered,
            VerificationOutcome.Untrusted => DiagnosticCatalogue.Untrusted,
            VerificationOutcome.WrongArtifact => DiagnosticCatalogue.WrongArtifact,
            VerificationOutcome.Policy => DiagnosticCatalogue.PolicyViolated,
            VerificationOutcome.Mismatch => DiagnosticCatalogue.FingerprintMismatch,
            VerificationOutcome.NotReproduced => DiagnosticCatalogue.NotReproduced,
            _ => DiagnosticCatalogue.CannotVerify,
        };
}
