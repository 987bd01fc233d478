using System.Collections.Immutable;

namespace GoDockTasks.Core.Fingerprints;

/// <summary>Is every file that matters the subject of a verified fingerprint? Fingerprints alone don't say which files they should be about.</summary>
/// <param name="scope">What was asked.</param>
/// <param name="verdicts">What became of all fingerprints.</param>
internal sealed class ArtifactCheck(VerificationScope scope, ImmutableArray<FingerprintVerdict> verdicts)
{
    private readonly ImmutableArray<FingerprintVerdict> verified = [.. verdicts.Where(verdict => verdict.Findings.IsEmpty)];
    private readonly ImmutableArray<FingerprintVerdict> failed = [.. verdicts.Where(verdict => !verdict.Findings.IsEmpty)];

    private string Directory => Path.GetDirectoryName(scope.ProjectFile)!;

    /// <summary>A verdict a file, and one for each of the project's programs that isn't there.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public ImmutableArray<ArtifactVerdict> Run(ImmutableArray<FoundFile> artifacts, CancellationToken cancellationToken)
    {
        var judged = ImmutableArray.CreateBuilder<ArtifactVerdict>();
        foreach (var artifact in artifacts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            judged.Add(Judge(artifact));
        }

        foreach (var folder in scope.Folders)
            judged.AddRange(scope.Programs.Select(program => Missing(folder, program)).OfType<ArtifactVerdict>());
        return judged.ToImmutable();
    }

    private ArtifactVerdict Judge(FoundFile artifact)
    {
        if (verified.FirstOrDefault(verdict => verdict.Matched.Contains(artifact.Path)) is { } known)
            return Verified(artifact, known);
        if (failed.FirstOrDefault(verdict => FingerprintFiles.NamedLike(verdict.Path) == artifact.Path || verdict.Compared.Contains(artifact.Path)) is { } reported)
            return new(artifact, reported.Outcome) { Fingerprint = reported.File };
        var (sha256, problem) = FileDigest.Sha256(artifact.Path);
        if (sha256 is null)
            return new(artifact, VerificationOutcome.CannotVerify, $"'{artifact.Path}' can't be read: {problem}");
        var name = Path.GetFileName(artifact.Path);
        if (verified.FirstOrDefault(verdict => verdict.Subjects.Contains(new(name, sha256))) is { } elsewhere)
            return Verified(artifact, elsewhere);
        if (verified.FirstOrDefault(verdict => verdict.Subjects.Any(subject => subject.Name == name)) is not { } other)
            return new(artifact, VerificationOutcome.CannotVerify, $"'{artifact.Path}' is the subject of no verified fingerprint; get the one that it was released with, or make one with GenerateBuildFingerprint");
        var stated = other.Subjects.First(subject => subject.Name == name).Sha256;
        return new(artifact, VerificationOutcome.WrongArtifact, $"'{artifact.Path}' isn't the file that was signed: sha256 {stated} -> {sha256}; get the one that belongs to its fingerprint")
        {
            Fingerprint = other.File,
            Differences = [new("sha256", "", stated, sha256)],
        };
    }

    private ArtifactVerdict Verified(FoundFile artifact, FingerprintVerdict by) => scope.Platform is { } platform && artifact.Named.Length == 0 && by.Platform != platform
        ? new(artifact, VerificationOutcome.CannotVerify, $"'{artifact.Path}' is signed as built for {by.Platform}, and the project is built for {platform}; build that, or name the RuntimeIdentifier with -r") { Fingerprint = by.File }
        : new(artifact, VerificationOutcome.Verified) { Fingerprint = by.File };

    private ArtifactVerdict? Missing(ProgramFolder folder, string program)
    {
        string[] folders = folder.Published is null ? [folder.Output] : [folder.Output, folder.Published];
        if (folders.SelectMany(each => new[] { Path.Combine(each, program, program), Path.Combine(each, program, program + ".exe") }).Any(File.Exists))
            return null;
        // On a machine that only verifies, the program lies where its fingerprint is.
        if (!string.IsNullOrWhiteSpace(scope.Fingerprints + scope.Files) && verdicts.Any(verdict => IsAbout(verdict, program)))
            return null;
        var path = Path.Combine(folder.Output, program, program);
        return new(
            new(path, Path.GetRelativePath(Directory, path).Replace(Path.DirectorySeparatorChar, '/'), ""), VerificationOutcome.CannotVerify,
            $"'{path}' isn't there: the project's program '{program}' isn't built here. {OtherConfigurations.Hint(scope) ?? "Build and sign it with GenerateBuildFingerprint, or name its fingerprint in GoDockFingerprints"}");
    }

    // One that fails has been reported.
    private bool IsAbout(FingerprintVerdict verdict, string program) => verdict.Findings.IsEmpty
        ? verdict.Service == program && (scope.Platform is null || verdict.Platform == scope.Platform)
        : verdict.Service == program || FingerprintFiles.Stem(Path.GetFileName(FingerprintFiles.NamedLike(verdict.Path) ?? "")) == program;
}
