using System.Collections.Immutable;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Fingerprints.Statements;

namespace GoDockTasks.Core.Fingerprints.Verification;

/// <summary>Are the files and images here those that a statement is about?</summary>
/// <param name="statement">What was signed.</param>
/// <param name="bundle">Absolute path; subjects lie beside it, else among the files.</param>
internal sealed class SubjectCheck(Statement statement, string bundle, VerificationRequest request)
{
    private readonly ImmutableArray<VerificationFinding>.Builder findings =
        ImmutableArray.CreateBuilder<VerificationFinding>();
    private readonly ImmutableArray<string>.Builder notCompared = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder matched = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder compared = ImmutableArray.CreateBuilder<string>();
    private string? binary;

    /// <param name="Findings">What is missing or something else.</param>
    /// <param name="Binary">Absolute path of the first file that is what it should be, or null.</param>
    /// <param name="NotCompared">Images that nobody says anything of here.</param>
    /// <param name="Matched">Absolute paths of files that are what they should be.</param>
    /// <param name="Compared">Of those that aren't, and that a finding is about.</param>
    public sealed record Result(
        ImmutableArray<VerificationFinding> Findings,
        string? Binary,
        ImmutableArray<string> NotCompared,
        ImmutableArray<string> Matched,
        ImmutableArray<string> Compared
    );

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

        CheckName();
        if (findings.Count == 0 && notCompared.Count == statement.Subjects.Length)
            findings.Add(
                new(
                    VerificationOutcome.CannotVerify,
                    "nothing that it is about is here; name the images' metadata in GoDockImageMetadata"
                )
            );
        return new(
            findings.ToImmutable(),
            binary,
            notCompared.ToImmutable(),
            matched.ToImmutable(),
            compared.ToImmutable()
        );
    }

    private void CheckImage(Subject subject)
    {
        ImmutableArray<BuiltImage> images = [.. request.Images.Where(image => image.Repository == subject.Name)];
        if (images.IsEmpty)
            notCompared.Add($"the image {subject.Name}@sha256:{subject.Sha256} (no GoDockImageMetadata here names it)");
        foreach (var image in images.Where(image => image.Sha256 != subject.Sha256))
            findings.Add(Other(subject, $"the image '{subject.Name}'", image.Sha256));
    }

    // What lies beside it is what it is about. Other files of that name, which may be another platform's, have to be
    // the subject of some fingerprint.
    private void CheckFile(Subject subject)
    {
        var beside = Path.Combine(Path.GetDirectoryName(bundle)!, subject.Name);
        string[] candidates = File.Exists(beside)
            ? [beside]
            :
            [
                .. request
                    .Files.Where(file => Path.GetFileName(file) == subject.Name && File.Exists(file))
                    .Distinct(StringComparer.Ordinal),
            ];
        if (candidates.Length == 0)
            findings.Add(
                new(
                    VerificationOutcome.CannotVerify,
                    $"'{subject.Name}', which it is about, is neither beside it nor under GoDockFiles; put it there"
                )
            );
        var hashes = candidates.Select(candidate => (Path: candidate, Hash: FileDigest.Sha256(candidate))).ToArray();
        var same = hashes.Where(file => file.Hash.Sha256 == subject.Sha256).Select(file => file.Path).ToArray();
        matched.AddRange(same);
        binary ??= same.FirstOrDefault();
        foreach (var (path, (sha256, problem)) in same.Length > 0 ? [] : hashes)
        {
            compared.Add(path);
            findings.Add(
                sha256 is null
                    ? new(VerificationOutcome.CannotVerify, $"'{path}' can't be read: {problem}")
                    : Other(subject, $"'{path}'", sha256)
            );
        }
    }

    // A good fingerprint under another one's name would make that other file look as if somebody had vouched for it.
    private void CheckName()
    {
        if (
            FingerprintFiles.NamedLike(bundle) is { } named
            && !statement.Subjects.Any(subject => subject.Name == Path.GetFileName(named))
        )
        {
            var subjects = string.Join(", ", statement.Subjects.Select(subject => $"'{subject.Name}'").Take(3));
            findings.Add(
                new(
                    VerificationOutcome.CannotVerify,
                    $"it is called as '{Path.GetFileName(named)}' beside it is, and is about {subjects}; put the one "
                        + "there that belongs to that file"
                )
            );
        }
    }

    private static VerificationFinding Other(Subject subject, string what, string sha256) =>
        new(
            VerificationOutcome.WrongArtifact,
            $"{what} isn't the one that was signed; get the one with sha256 {subject.Sha256}"
        )
        {
            Differences = [new("sha256", subject.IsImage ? subject.Name : "", subject.Sha256, sha256)],
        };
}
