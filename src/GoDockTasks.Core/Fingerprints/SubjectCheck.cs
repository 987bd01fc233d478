using System.Collections.Immutable;

namespace GoDockTasks.Core.Fingerprints;

/// <summary>Are the files and images here those that a statement is about?</summary>
/// <param name="statement">What was signed.</param>
/// <param name="bundle">Absolute path; subjects lie beside it, or are among the files, or both: then all of that name must be what is stated.</param>
internal sealed class SubjectCheck(Statement statement, string bundle, VerificationRequest request)
{
    private readonly ImmutableArray<VerificationFinding>.Builder findings = ImmutableArray.CreateBuilder<VerificationFinding>();
    private readonly ImmutableArray<string>.Builder notCompared = ImmutableArray.CreateBuilder<string>();
    private string? binary;

    /// <param name="Findings">What is missing or something else.</param>
    /// <param name="Binary">Absolute path of the first file that is what it should be, or null.</param>
    /// <param name="NotCompared">Images that nobody says anything of here.</param>
    public sealed record Result(ImmutableArray<VerificationFinding> Findings, string? Binary, ImmutableArray<string> NotCompared);

    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Result Run(CancellationToken cancellationToken)
    {
        foreach (var subject in statement.Subjects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (subject.IsImage)
                CheckImage(subject);
            else
                CheckFile(subject);
        }

        if (findings.Count == 0 && notCompared.Count == statement.Subjects.Length)
            findings.Add(new(VerificationOutcome.CannotVerify, "nothing that it is about is here; name the images' metadata in GoDockImageMetadata"));
        return new(findings.ToImmutable(), binary, notCompared.ToImmutable());
    }

    private void CheckImage(Subject subject)
    {
        ImmutableArray<BuiltImage> images = [.. request.Images.Where(image => image.Repository == subject.Name)];
        if (images.IsEmpty)
            notCompared.Add($"the image {subject.Name}@sha256:{subject.Sha256} (no GoDockImageMetadata here names it)");
        foreach (var image in images.Where(image => image.Sha256 != subject.Sha256))
            findings.Add(Other(subject, $"the image '{subject.Name}'", image.Sha256));
    }

    private void CheckFile(Subject subject)
    {
        var beside = Path.Combine(Path.GetDirectoryName(bundle)!, subject.Name);
        string[] candidates = [.. request.Files.Where(file => Path.GetFileName(file) == subject.Name).Prepend(beside).Where(File.Exists).Distinct(StringComparer.Ordinal)];
        if (candidates.Length == 0)
            findings.Add(new(VerificationOutcome.CannotVerify, $"'{subject.Name}', which it is about, is neither beside it nor under GoDockFiles; put it there"));
        foreach (var candidate in candidates)
        {
            var (sha256, problem) = FileDigest.Sha256(candidate);
            if (sha256 is null)
                findings.Add(new(VerificationOutcome.CannotVerify, $"'{candidate}' can't be read: {problem}"));
            else if (sha256 != subject.Sha256)
                findings.Add(Other(subject, $"'{candidate}'", sha256));
            else
                binary ??= candidate;
        }
    }

    private static VerificationFinding Other(Subject subject, string what, string sha256) =>
        new(VerificationOutcome.WrongArtifact, $"{what} isn't the one that was signed; get the one with sha256 {subject.Sha256}")
        {
            Differences = [new("sha256", subject.IsImage ? subject.Name : "", subject.Sha256, sha256)],
        };
}
