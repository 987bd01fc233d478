using System.Collections.Immutable;
using GoDockTasks.Core.Fingerprints.BuildInfo;

namespace GoDockTasks.Core.Fingerprints;

/// <summary>Verifies fingerprints: against the files alone, and against a working tree where there is one.</summary>
/// <param name="tree">Where inputs are read anew; null for files alone.</param>
public sealed class FingerprintVerifier(IWorkingTree? tree)
{
    /// <summary>One verdict a bundle, in the order of the request.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ImmutableArray<FingerprintVerdict>> RunAsync(VerificationRequest request, CancellationToken cancellationToken)
    {
        var verdicts = new FingerprintVerdict[request.Bundles.Length];
        await Parallel.ForAsync(0, verdicts.Length, cancellationToken, async (index, token) =>
            verdicts[index] = await VerifyAsync(request.Bundles[index], request, token).ConfigureAwait(false)).ConfigureAwait(false);
        return [.. verdicts];
    }

    private async Task<FingerprintVerdict> VerifyAsync(string path, VerificationRequest request, CancellationToken cancellationToken)
    {
        var verdict = new FingerprintVerdict(path);
        var (content, problem) = BoundedFile.Read(path, SigstoreBundle.MaxBytes);
        if (content is null)
            return verdict with { Findings = [new(VerificationOutcome.CannotVerify, $"'{path}' can't be read: {problem}; name the fingerprints in GoDockFingerprints")] };
        var signed = SignatureCheck.Run(content, request.Keys);
        if (signed.Statement is not { } statement)
            return verdict with { Findings = [signed.Finding!] };

        verdict = verdict with { Name = NameOf(statement), InputsDigest = statement.InputsDigest };
        var subjects = SubjectCheck.Run(statement, path, request.Files, cancellationToken);
        var policy = Policy(statement, signed.By);
        // Inputs of another kind of build can't be compared.
        if (statement.BuildType != Statement.GoBuild || statement.PredicateType != Statement.SlsaProvenance)
            return verdict with { Findings = [.. subjects.Findings, .. policy] };

        var (differences, notCompared) = await CompareAsync(statement, subjects.Binary, cancellationToken).ConfigureAwait(false);
        return verdict with
        {
            Findings = [.. subjects.Findings, .. policy, .. Mismatch(differences)],
            NotCompared = notCompared,
        };
    }

    private async Task<(ImmutableArray<InputDifference> Differences, ImmutableArray<string> NotCompared)> CompareAsync(Statement statement, string? binary, CancellationToken cancellationToken)
    {
        var facts = InputFact.Of(statement.BuildDefinition).ToImmutableArray();
        if (binary is null)
            return ([], ["the binary's own build info (no file is the subject)", "the sources (nor is there anything that was built from them)"]);
        var reading = GoBuildInfoReader.ReadFile(binary);
        if (reading.BuildInfo is not { } buildInfo)
            return ([], [$"the binary's own build info ({reading.Reason})", "the sources (the binary doesn't say how it was built)"]);

        var inBinary = BinaryFacts.Differences(facts, buildInfo);
        var service = facts.FirstOrDefault(fact => fact is { Kind: "service", Name: "name" })?.Value ?? "";
        if (tree is null)
            return (inBinary, ["go.sum, Dockerfile and sources (there is no working tree here)"]);
        var (inputs, reason) = await tree.ReadAsync(service, buildInfo, cancellationToken).ConfigureAwait(false);
        if (inputs is null)
            return (inBinary, [$"go.sum, Dockerfile and sources ({reason})"]);
        var inTree = InputDifference.Between(facts.Where(IsInput), InputFact.Of(StatementWriter.Definition(inputs)).Where(IsInput));
        return ([.. inBinary.Concat(inTree).DistinctBy(difference => (difference.Kind, difference.Name)).OrderBy(difference => Array.IndexOf(InputFact.Kinds, difference.Kind))], []);
    }

    // Which version of this package writes a fingerprint changes nothing of the binary.
    private static bool IsInput(InputFact fact) => fact.Kind != "generator";

    private static IEnumerable<VerificationFinding> Mismatch(ImmutableArray<InputDifference> differences) => differences.IsEmpty
        ? []
        : [new(VerificationOutcome.Mismatch, "fingerprint -> what is here; check out what it was built from, or build and sign again") { Differences = differences }];

    // Several entries for one key are alternatives.
    private static IEnumerable<VerificationFinding> Policy(Statement statement, ImmutableArray<TrustedKey> by) => by
        .Select(trusted => BuildPolicy.Violations(statement, trusted).ToImmutableArray())
        .MinBy(violations => violations.Length)
        .Select(violation => new VerificationFinding(VerificationOutcome.Policy, violation));

    private static string NameOf(Statement statement)
    {
        var target = StrictJson.Member(StrictJson.Member(statement.BuildDefinition, "externalParameters"), "target");
        var names = string.Join(", ", statement.Subjects.Select(subject => subject.Name).Take(3));
        return StrictJson.Text(target, "GOOS") is { } os && StrictJson.Text(target, "GOARCH") is { } architecture ? $"{names} {os}/{architecture}" : names;
    }
}
