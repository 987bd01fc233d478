using System.Collections.Immutable;

namespace GoDockTasks.Core.Fingerprints;

/// <summary>Are the files here those that a statement is about?</summary>
internal static class SubjectCheck
{
    /// <param name="Findings">What is missing or another file.</param>
    /// <param name="Binary">Absolute path of the first subject that is what it should be, or null.</param>
    public sealed record Result(ImmutableArray<VerificationFinding> Findings, string? Binary);

    /// <param name="bundle">Absolute path; subjects lie beside it, or are among the files, or both: then all of that name must be what is stated.</param>
    public static Result Run(Statement statement, string bundle, ImmutableArray<string> files, CancellationToken cancellationToken)
    {
        var findings = ImmutableArray.CreateBuilder<VerificationFinding>();
        string? binary = null;
        foreach (var subject in statement.Subjects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var beside = Path.Combine(Path.GetDirectoryName(bundle)!, subject.Name);
            string[] candidates = [.. files.Where(file => Path.GetFileName(file) == subject.Name).Prepend(beside).Where(File.Exists).Distinct(StringComparer.Ordinal)];
            if (candidates.Length == 0)
                findings.Add(new(VerificationOutcome.CannotVerify, $"'{subject.Name}', which it is about, is neither beside it nor under GoDockFiles; put it there"));
            foreach (var candidate in candidates)
            {
                if (Check(subject, candidate) is { } finding)
                    findings.Add(finding);
                else
                    binary ??= candidate;
            }
        }

        return new(findings.ToImmutable(), binary);
    }

    private static VerificationFinding? Check(Subject subject, string path)
    {
        var (sha256, problem) = FileDigest.Sha256(path);
        if (sha256 is null)
            return new(VerificationOutcome.CannotVerify, $"'{path}' can't be read: {problem}");
        return sha256 == subject.Sha256
            ? null
            : new(VerificationOutcome.WrongArtifact, $"'{path}' isn't the file that was signed; get the one with sha256 {subject.Sha256}")
            {
                Differences = [new("sha256", "", subject.Sha256, sha256)],
            };
    }
}
