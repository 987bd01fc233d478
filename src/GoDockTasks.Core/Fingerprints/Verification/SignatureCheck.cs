using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Fingerprints.Verification;

/// <summary>The part of a verification that comes before all others: nothing is believed before it.</summary>
internal static class SignatureCheck
{
    /// <param name="Statement">What was signed; null where that isn't known to be from one who is trusted.</param>
    /// <param name="By">
    /// The entries whose key signed it, for its builder; at least one where there is a statement.
    /// </param>
    /// <param name="Finding">What is wrong; null where there is a statement.</param>
    public sealed record Result(Statement? Statement, ImmutableArray<TrustedKey> By, VerificationFinding? Finding);

    /// <param name="content">The whole file.</param>
    public static Result Run(byte[] content, ImmutableArray<TrustedKey> keys)
    {
        if (StrictJson.Read(content, out var root) is null && StrictJson.Text(root, "_type") is not null)
            return Failed(
                VerificationOutcome.NotSigned,
                "nobody signed it; set GoDockSigningKey and make it again, or sign it with `cosign "
                    + "attest-blob --statement`"
            );
        var (envelope, problem) = SigstoreBundle.Read(content);
        if (envelope is null)
            return Failed(VerificationOutcome.CannotVerify, $"{problem}; get it again from where it was made");
        if (keys.IsEmpty)
            return Failed(
                VerificationOutcome.Untrusted,
                "no key is trusted; add a GoDockTrustedKey item with the public key of who signs, and its BuilderId"
            );

        ImmutableArray<TrustedKey> signers = [.. keys.Where(trusted => envelope.IsSignedBy(trusted.Key))];
        if (signers.IsEmpty)
            return NotSignedBy(envelope, keys);
        if (envelope.PayloadType != DsseEnvelope.InToto)
            return Failed(
                VerificationOutcome.CannotVerify,
                $"its payload is of the type '{envelope.PayloadType}' and not '{DsseEnvelope.InToto}'; "
                    + $"verify it with what made it"
            );
        var (statement, unreadable) = Statement.Read(envelope.Payload);
        if (statement is null)
            return Failed(VerificationOutcome.CannotVerify, $"{unreadable}; verify it with what made it");

        // What isn't SLSA's has no builder, and the policy refuses it.
        ImmutableArray<TrustedKey> by =
            statement.PredicateType == Statement.SlsaProvenance
                ? [.. signers.Where(trusted => trusted.BuilderId == statement.BuilderId)]
                : signers;
        return by.IsEmpty
            ? Failed(
                VerificationOutcome.Untrusted,
                $"the key {signers[0].Key.Fingerprint} signed for the builder '{statement.BuilderId}', and "
                    + $"may do so for {string.Join(", ", signers.Select(trusted => $"'{trusted.BuilderId}'"))} "
                    + $"only; if it is the right one, add a GoDockTrustedKey item with that BuilderId"
            )
            : new(statement, by, null);
    }

    // The key's id isn't signed. It only tells a changed file from an unknown key, and neither is accepted.
    private static Result NotSignedBy(DsseEnvelope envelope, ImmutableArray<TrustedKey> keys)
    {
        var names =
            envelope.KeyId is { } id && id.StartsWith("SHA256:", StringComparison.Ordinal) && id.Length < 64
                ? id
                : null;
        return names is not null && !keys.Any(trusted => trusted.Key.Fingerprint == names)
            ? Failed(
                VerificationOutcome.Untrusted,
                $"the key '{names}' isn't among the trusted ones "
                    + $"({string.Join(", ", keys.Select(trusted => trusted.Key.Fingerprint).Distinct())}); if you "
                    + $"trust it, add a GoDockTrustedKey item"
            )
            : Failed(
                VerificationOutcome.Tampered,
                "its signature doesn't match its content; get it again from where it was made, and find "
                    + "out who changed it"
            );
    }

    private static Result Failed(VerificationOutcome outcome, string message) =>
        new(null, [], new(outcome, Printable.Of(message)));
}
