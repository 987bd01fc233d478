using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Fingerprints.Verification;

/// <summary>
/// Is every file that matters the subject of a verified fingerprint? Fingerprints alone don't say which files
/// they should be about.
/// </summary>
/// <param name="scope">What was asked.</param>
/// <param name="verdicts">What became of all fingerprints.</param>
internal sealed class ArtifactCheck(VerificationScope scope, ImmutableArray<FingerprintVerdict> verdicts)
{
    private readonly ImmutableArray<FingerprintVerdict> verified =
    [
        .. verdicts.Where(verdict => verdict.Findings.IsEmpty),
    ];

    private readonly ImmutableArray<FingerprintVerdict> failed =
    [
        .. verdicts.Where(verdict => !verdict.Findings.IsEmpty),
    ];

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
        if (failed.FirstOrDefault(verdict => IsReportedBy(verdict, artifact.Path)) is { } reported)
            return new(artifact, reported.Outcome) { Fingerprint = reported.File };
        var (sha256, problem) = FileDigest.Sha256(artifact.Path);
        if (sha256 is null)
            return new(artifact, VerificationOutcome.CannotVerify, $"'{artifact.Path}' can't be read: {problem}");
        var name = Path.GetFileName(artifact.Path);
        if (verified.FirstOrDefault(verdict => verdict.Subjects.Contains(new(name, sha256))) is { } elsewhere)
            return Verified(artifact, elsewhere);
        if (verified.FirstOrDefault(verdict => verdict.Subjects.Any(subject => subject.Name == name)) is not { } other)
        {
            return new(
                artifact,
                VerificationOutcome.CannotVerify,
                $"'{artifact.Path}' is the subject of no verified fingerprint; get the one it was released with, "
                    + "or make one with GenerateBuildFingerprint"
            );
        }

        var stated = other.Subjects.First(subject => subject.Name == name).Sha256;
        return new(
            artifact,
            VerificationOutcome.WrongArtifact,
            $"'{artifact.Path}' isn't the file that was signed: sha256 {stated} -> {sha256}; "
                + "get the one that belongs to its fingerprint"
        )
        {
            Fingerprint = other.File,
            Differences = [new("sha256", "", stated, sha256)],
        };
    }

    private static bool IsReportedBy(FingerprintVerdict verdict, string path) =>
        FingerprintFiles.NamedLike(verdict.Path) == path || verdict.Compared.Contains(path);

    private ArtifactVerdict Verified(FoundFile artifact, FingerprintVerdict by)
    {
        var isOwn = artifact.Named.Length == 0;
        var verdict =
            isOwn && scope.Platform is { } platform && by.Platform != platform
                ? new(
                    artifact,
                    VerificationOutcome.CannotVerify,
                    $"'{artifact.Path}' is signed as built for {by.Platform}, and the project is built for {platform}; "
                        + "build that, or name the RuntimeIdentifier with -r"
                )
                : new ArtifactVerdict(artifact, VerificationOutcome.Verified);
        return verdict with { Fingerprint = by.File };
    }

    private ArtifactVerdict? Missing(ProgramFolder folder, string program)
    {
        string[] folders = folder.Published is null ? [folder.Output] : [folder.Output, folder.Published];
        if (
            folders
                .Select(each => Path.Combine(each, program, program))
                .Any(file => File.Exists(file) || File.Exists(file + ".exe"))
        )
            return null;
        // On a machine that only verifies, the program lies where its fingerprint is.
        var isNamed = !string.IsNullOrWhiteSpace(scope.Fingerprints + scope.Files);
        if (isNamed && verdicts.Any(verdict => IsAbout(verdict, program)))
            return null;
        var path = Path.Combine(folder.Output, program, program);
        var name = Path.GetRelativePath(Directory, path).Replace(Path.DirectorySeparatorChar, '/');
        var remedy = OtherConfigurations.Hint(scope)
            ?? "Build and sign it with GenerateBuildFingerprint, or name its fingerprint in GoDockFingerprints";
        return new(
            new(path, name, ""),
            VerificationOutcome.CannotVerify,
            $"'{path}' isn't there: the project's program '{program}' isn't built here. {remedy}"
        );
    }

    // One that fails has been reported.
    private bool IsAbout(FingerprintVerdict verdict, string program) =>
        verdict.Findings.IsEmpty
            ? verdict.Service == program && (scope.Platform is null || verdict.Platform == scope.Platform)
            : verdict.Service == program || IsCalled(FingerprintFiles.NamedLike(verdict.Path), program);

    private static bool IsCalled(string? file, string program) =>
        file is not null && FingerprintFiles.Stem(Path.GetFileName(file)) == program;
}

/// <summary>What became of one file that must be the subject of a verified fingerprint.</summary>
/// <param name="File">The file.</param>
/// <param name="Outcome">Verified, or what speaks against it.</param>
/// <param name="Message">
/// What is wrong, then what to do; null where nothing is, or where the fingerprint beside it says so already.
/// </param>
public sealed record ArtifactVerdict(FoundFile File, VerificationOutcome Outcome, string? Message = null)
{
    /// <summary>The fingerprint that vouches for it, or the one that fails; null for none.</summary>
    public FoundFile? Fingerprint { get; init; }

    /// <summary>What differs from the fingerprint of a file of this name; may be empty.</summary>
    public ImmutableArray<InputDifference> Differences { get; init; } = [];

    /// <summary>For MSBuild.</summary>
    public Diagnostic? ToDiagnostic() =>
        Message is null
            ? null
            : new(Outcome.Descriptor(), new(File.Path), Printable.Line(Message))
            {
                Severity = DiagnosticSeverity.Error,
            };
}

/// <summary>
/// Where a project's fingerprints are, if not in the configuration that was asked for: `dotnet publish` builds Release,
/// `dotnet build` Debug.
/// </summary>
internal static class OtherConfigurations
{
    // bin/Release/net10.0/linux-x64/publish
    private const int MaxDepth = 6;

    /// <summary>A sentence that says which configuration has some, with the command; null where none has.</summary>
    public static string? Hint(VerificationScope scope)
    {
        if (scope.BaseOutputPath is not { } root || !Directory.Exists(root))
            return null;
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = MaxDepth,
            IgnoreInaccessible = true,
        };
        string? Relative(string path) => Path.GetDirectoryName(Path.GetRelativePath(root, path));
        var found = Directory
            .EnumerateDirectories(root, "sidecars", options)
            .Where(folder => !scope.Folders.Any(own => own.Output == folder || own.Published == folder))
            .Where(folder => Directory.EnumerateFiles(folder, "*", options).Any(FingerprintFiles.IsFingerprint))
            .Select(Relative)
            .OfType<string>()
            .OrderBy(folder => folder.Length)
            .ThenBy(folder => folder, StringComparer.Ordinal)
            .FirstOrDefault();
        if (found is null)
            return null;
        var parts = found.Split(Path.DirectorySeparatorChar).SelectMany(part => part.Split('_')).ToArray();
        var configuration = (scope.Configurations ?? "")
            .Split(';', StringSplitOptions.TrimEntries)
            .FirstOrDefault(name => parts.Contains(name, StringComparer.OrdinalIgnoreCase));
        var platform = Array.Find(parts, part => GoPlatform.FromRuntimeIdentifier(part) is not null);
        var project = Path.GetFileName(scope.ProjectFile);
        var switches = configuration is null ? "" : $" -c {configuration}";
        if (platform is not null)
            switches += $" -r {platform}";
        var command = $"dotnet build {project} -t:VerifyBuildFingerprint{switches}";
        return $"There are fingerprints in '{Path.Combine(root, found)}': run `{command}`";
    }
}
