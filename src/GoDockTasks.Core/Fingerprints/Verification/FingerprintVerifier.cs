using System.Collections.Immutable;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Fingerprints.Verification;

/// <summary>Verifies fingerprints: against the files alone, and against a working tree where there is one.</summary>
/// <param name="tree">Where inputs are read anew; null for files alone.</param>
/// <param name="rebuild">Builds again what is verified; null not to.</param>
public sealed class FingerprintVerifier(FingerprintCollector? tree, Rebuild? rebuild = null)
{
    /// <summary>The version of this package; null where nobody says.</summary>
    public string? Version { get; init; }

    /// <summary>One verdict a bundle, in the order of the request.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ImmutableArray<FingerprintVerdict>> RunAsync(
        VerificationRequest request,
        CancellationToken cancellationToken
    )
    {
        var verdicts = new FingerprintVerdict[request.Bundles.Length];
        await Parallel
            .ForAsync(0, verdicts.Length, cancellationToken, async (index, token) =>
                verdicts[index] = await VerifyAsync(request.Bundles[index], request, token).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        return [.. verdicts];
    }

    private async Task<FingerprintVerdict> VerifyAsync(
        string path,
        VerificationRequest request,
        CancellationToken cancellationToken
    )
    {
        var verdict = new FingerprintVerdict(path);
        var (content, problem) = RegularFile.TryRead(path, SigstoreBundle.MaxBytes);
        if (content is null)
            return verdict with
            {
                Findings =
                [
                    new(
                        VerificationOutcome.CannotVerify,
                        $"'{path}' can't be read: {problem}; name the fingerprints in GoDockFingerprints"
                    ),
                ],
            };
        var signed = SignatureCheck.Run(content, request.Keys);
        if (signed.Statement is not { } statement)
            return verdict with { Findings = [signed.Finding!] };

        var subjects = new SubjectCheck(statement, path, request).Run(cancellationToken);
        verdict = verdict with
        {
            Name = NameOf(statement),
            InputsDigest = statement.InputsDigest,
            Subjects = statement.Subjects,
            Service = StrictJson.Text(
                StrictJson.Member(StrictJson.Member(statement.BuildDefinition, "externalParameters"), "service"),
                "name"
            ),
            Platform = PlatformOf(statement),
            NewerGenerator = NewerGenerator(statement),
            Matched = subjects.Matched,
            Compared = subjects.Compared,
        };
        var policy = Policy(statement, signed.By);
        // Inputs of another kind of build can't be compared.
        if (statement.BuildType != Statement.GoBuild || statement.PredicateType != Statement.SlsaProvenance)
            return verdict with { Findings = [.. subjects.Findings, .. policy], NotCompared = subjects.NotCompared };

        var comparison = await CompareAsync(statement, subjects.Binary, cancellationToken).ConfigureAwait(false);
        var rebuilt = rebuild is null
            ? null
            : await rebuild
                .RunAsync(verdict.Name, comparison.Facts, comparison.Program, subjects.Binary, cancellationToken)
                .ConfigureAwait(false);
        return verdict with
        {
            Findings =
            [
                .. subjects.Findings,
                .. policy,
                .. Unreadable(comparison.Problem),
                .. Mismatch(comparison.Differences),
                .. rebuilt is null ? [] : rebuilt.Findings,
            ],
            NotCompared = [.. subjects.NotCompared, .. comparison.NotCompared],
            IsReproduced = rebuilt is { Findings.IsEmpty: true },
        };
    }

    private sealed record Comparison(
        ImmutableArray<InputFact> Facts,
        FingerprintedProgram? Program,
        ImmutableArray<InputDifference> Differences,
        ImmutableArray<string> NotCompared
    )
    {
        /// <summary>What of the working tree is there and can't be read; null where everything can.</summary>
        public string? Problem { get; init; }
    }

    private async Task<Comparison> CompareAsync(
        Statement statement,
        string? binary,
        CancellationToken cancellationToken
    )
    {
        var facts = InputFact.Of(statement.BuildDefinition).ToImmutableArray();
        var service = facts.FirstOrDefault(fact => fact is { Kind: "service", Name: "name" })?.Value ?? "";
        var program = tree?.Find(service);
        if (binary is null)
            return new(
                facts,
                program,
                [],
                [
                    "the binary's own build info (no file here is the subject)",
                    "go.sum, Dockerfile and sources (nor is there anything that was built from them)",
                ]
            );
        var reading = GoBuildInfoReader.ReadFile(binary);
        if (reading.BuildInfo is not { } buildInfo)
            return new(
                facts,
                program,
                [],
                [
                    $"the binary's own build info ({reading.Reason})",
                    "go.sum, Dockerfile and sources (the binary doesn't say how it was built)",
                ]
            );

        var inBinary = BinaryFacts.Differences(facts, buildInfo);
        if (tree is null || program is null)
        {
            var why = tree is null ? "there is no working tree here" : $"no GoSidecar here is called '{service}'";
            return new(facts, program, inBinary, [$"go.sum, Dockerfile and sources ({why})"]);
        }

        var (inputs, reason) = await tree.CollectAsync(program, buildInfo, cancellationToken).ConfigureAwait(false);
        if (inputs is null)
            return new(facts, program, inBinary, ["go.sum, Dockerfile and sources"]) { Problem = reason };
        var inTree = InputDifference.Between(
            facts.Where(InputFact.Counts),
            InputFact.Of(StatementWriter.Definition(inputs)).Where(InputFact.Counts)
        );
        return new(
            facts,
            program,
            [
                .. inBinary
                    .Concat(inTree)
                    .DistinctBy(difference => (difference.Kind, difference.Name))
                    .OrderBy(difference => Array.IndexOf(InputFact.Kinds, difference.Kind)),
            ],
            []
        );
    }

    // A tree that is there was meant to be compared: what can't be read may be what was changed.
    private static IEnumerable<VerificationFinding> Unreadable(string? problem) =>
        problem is null
            ? []
            :
            [
                new(
                    VerificationOutcome.CannotVerify,
                    Printable.Of(
                        $"the working tree can't be compared: {problem}; make it readable, or verify "
                            + $"without the GoSidecar"
                    )
                ),
            ];

    private static IEnumerable<VerificationFinding> Mismatch(ImmutableArray<InputDifference> differences) =>
        differences.IsEmpty
            ? []
            :
            [
                new(
                    VerificationOutcome.Mismatch,
                    "fingerprint -> what is here; check out what it was built from, or build and sign again"
                )
                {
                    Differences = differences,
                },
            ];

    // Several entries for one key are alternatives.
    private static IEnumerable<VerificationFinding> Policy(Statement statement, ImmutableArray<TrustedKey> by) =>
        by.Select(trusted => BuildPolicy.Violations(statement, trusted).ToImmutableArray())
            .MinBy(violations => violations.Length)
            .Select(violation => new VerificationFinding(VerificationOutcome.Policy, Printable.Of(violation)));

    private string? NewerGenerator(Statement statement)
    {
        var generator = StrictJson.Member(
            StrictJson.Member(statement.BuildDefinition, "internalParameters"),
            "generator"
        );
        return
            StrictJson.Text(generator, "name") == "GoDockTasks"
            && StrictJson.Text(generator, "version") is { } made
            && PackageVersion.IsNewer(made, Version)
            ? made
            : null;
    }

    private static string NameOf(Statement statement)
    {
        var names = string.Join(", ", statement.Subjects.Select(subject => subject.Name).Take(3));
        return Printable.Of(PlatformOf(statement) is { } platform ? $"{names} {platform}" : names);
    }

    private static string? PlatformOf(Statement statement)
    {
        var target = StrictJson.Member(StrictJson.Member(statement.BuildDefinition, "externalParameters"), "target");
        return StrictJson.Text(target, "GOOS") is { } os && StrictJson.Text(target, "GOARCH") is { } architecture
            ? $"{os}/{architecture}"
            : null;
    }
}

/// <summary>One thing that speaks against a fingerprint.</summary>
/// <param name="Message">What is wrong, with the value; then what to do. One line.</param>
public sealed record VerificationFinding(VerificationOutcome Outcome, string Message)
{
    /// <summary>What differs, causes first; may be empty.</summary>
    public ImmutableArray<InputDifference> Differences { get; init; } = [];
}
