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
