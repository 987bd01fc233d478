using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;

namespace GoDockTasks.Core.Fingerprints.Verification;

/// <summary>
/// A whole verification: finds the fingerprints and the files, verifies the ones, and asks of the others who
/// vouches for them.
/// </summary>
public sealed class BuildVerification(FingerprintVerifier verifier, VerificationScope scope)
{
    /// <param name="Fingerprints">A verdict a fingerprint.</param>
    /// <param name="Artifacts">A verdict a file.</param>
    /// <param name="Diagnostics">All that isn't as it should be: GDT3001 to GDT3007 and GDT3010, errors.</param>
    public sealed record Result(
        ImmutableArray<FingerprintVerdict> Fingerprints,
        ImmutableArray<ArtifactVerdict> Artifacts,
        ImmutableArray<Diagnostic> Diagnostics
    );

    /// <param name="keys">Who is trusted.</param>
    /// <param name="images">The images that are here.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<Result> RunAsync(
        ImmutableArray<TrustedKey> keys,
        ImmutableArray<BuiltImage> images,
        CancellationToken cancellationToken
    )
    {
        var found = new VerificationSearch(scope).Run();
        var request = new VerificationRequest(Paths(found.Bundles), keys, Paths(found.Artifacts)) { Images = images };
        var verdicts = await verifier.RunAsync(request, cancellationToken).ConfigureAwait(false);
        verdicts = [.. verdicts.Zip(found.Bundles, (verdict, bundle) => verdict with { File = bundle })];
        var artifacts = new ArtifactCheck(scope, verdicts).Run(found.Artifacts, cancellationToken);
        ImmutableArray<Diagnostic> diagnostics =
        [
            .. found.Diagnostics,
            .. verdicts.SelectMany(verdict => verdict.ToDiagnostics()),
            .. artifacts.Select(artifact => artifact.ToDiagnostic()).OfType<Diagnostic>(),
        ];
        var isNothing = verdicts.IsEmpty && artifacts.IsEmpty && diagnostics.IsEmpty && !scope.MayBeEmpty;
        return new(verdicts, artifacts, isNothing ? [Nothing()] : diagnostics);
    }

    private static ImmutableArray<string> Paths(ImmutableArray<FoundFile> files) =>
        [.. files.Select(file => file.Path)];

    // Not checked isn't verified: a variable that is lost, or a name that is misspelt, must not open the gate.
    private Diagnostic Nothing() =>
        new(
            DiagnosticCatalogue.CannotVerify,
            new(scope.ProjectFile),
            "there is nothing to verify: no fingerprint, no file and no program of the project; name the "
                + "fingerprints in "
                + "GoDockFingerprints, or the files in GoDockFiles, or verify the project that has the GoSidecar items"
        );
}

/// <summary>What to verify, and what to believe.</summary>
/// <param name="Bundles">Absolute paths of the fingerprints.</param>
/// <param name="Keys">Who is trusted.</param>
/// <param name="Files">Absolute paths of files that subjects may be, beside those that lie beside their bundle.</param>
public sealed record VerificationRequest(
    ImmutableArray<string> Bundles,
    ImmutableArray<TrustedKey> Keys,
    ImmutableArray<string> Files
)
{
    /// <summary>Images that subjects may be.</summary>
    public ImmutableArray<BuiltImage> Images { get; init; } = [];
}

/// <summary>What a verification is asked about.</summary>
/// <param name="ProjectFile">Absolute; relative paths count from its folder.</param>
public sealed record VerificationScope(string ProjectFile)
{
    /// <summary>
    /// GoDockFingerprints: files, folders and patterns, separated by <c>;</c>; blank for those of the project and of
    /// the files.
    /// </summary>
    public string? Fingerprints { get; init; }

    /// <summary>GoDockFiles, likewise: each must be the subject of a verified fingerprint.</summary>
    public string? Files { get; init; }

    /// <summary>Where the project's programs are, for each target framework.</summary>
    public ImmutableArray<ProgramFolder> Folders { get; init; } = [];

    /// <summary>Names of the sidecars that the project builds.</summary>
    public ImmutableArray<string> Programs { get; init; } = [];

    /// <summary>GOOS/GOARCH that the project is built for; null where nobody says.</summary>
    public string? Platform { get; init; }

    /// <summary>The folder of all configurations, absolute: a message says which of them has something.</summary>
    public string? BaseOutputPath { get; init; }

    /// <summary>As MSBuild's property of that name: separated by <c>;</c>.</summary>
    public string? Configurations { get; init; }

    /// <summary>Nothing to verify is fine: a solution was asked, and not every project of it has sidecars.</summary>
    public bool MayBeEmpty { get; init; }
}

/// <summary>Two folders with a folder for each of the project's programs.</summary>
/// <param name="Output">Absolute.</param>
/// <param name="Published">Absolute, or null; where it isn't there, nothing was published.</param>
public sealed record ProgramFolder(string Output, string? Published);

/// <summary>Properties of a command line that should say what to verify, and say nothing.</summary>
public static class VerificationProperties
{
    private static readonly string[] Lists = ["GoDockFingerprints", "GoDockFiles"];

    /// <param name="global">The properties that were given on the command line, or by another project, by name.</param>
    /// <param name="projectFile">Absolute.</param>
    /// <returns>
    /// GDT3007 for one of them that is given and empty, such as a variable of a CI job that is lost, and for a name
    /// that is nearly theirs.
    /// </returns>
    public static IEnumerable<Diagnostic> Problems(IReadOnlyDictionary<string, string> global, string projectFile)
    {
        foreach (var (name, value) in global)
        {
            var isList = Lists.Contains(name, StringComparer.OrdinalIgnoreCase);
            if (isList && value.AsSpan().Trim(" ;\t\r\n").IsEmpty)
                yield return CannotVerify(
                    $"{name} is given and empty: set the variable it comes from, or leave it out"
                );
            else if (!isList && Array.Find(Lists, list => IsNear(name, list)) is { } meant)
                yield return CannotVerify($"there is no property {name}; it should probably be {meant}");
        }

        Diagnostic CannotVerify(string message) => new(DiagnosticCatalogue.CannotVerify, new(projectFile), message);
    }

    // One letter more, less or another, or two that changed places; there is no property of these names.
    private static bool IsNear(string name, string list)
    {
        if (Math.Abs(name.Length - list.Length) > 1)
            return false;
        var start = 0;
        while (start < Math.Min(name.Length, list.Length) && IsSame(name[start], list[start]))
            start++;
        var end = 0;
        while (end < Math.Min(name.Length, list.Length) - start && IsSame(name[^(end + 1)], list[^(end + 1)]))
            end++;
        var (left, right) = (name[start..^end], list[start..^end]);
        var isOneLetter = left.Length <= 1 && right.Length <= 1;
        var isTwoLetters = left.Length == 2 && right.Length == 2;
        return isOneLetter || (isTwoLetters && IsSame(left[0], right[1]) && IsSame(left[1], right[0]));
    }

    private static bool IsSame(char left, char right) => char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
