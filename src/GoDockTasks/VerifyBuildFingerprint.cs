using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Fingerprints.Verification;
using GoDockTasks.Core.Toolchain;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace GoDockTasks;

/// <summary>
/// Verifies fingerprints, and that every file that matters has one: those that are named, or those of a project's
/// programs.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class VerifyBuildFingerprint : GoBuildTask
{
    /// <summary>
    /// Fingerprints: files, folders and patterns, separated by `;`; empty for those of the project's programs, and of
    /// the files.
    /// </summary>
    public string? Bundles { get; set; }

    /// <summary>`GoDockTrustedKey` items.</summary>
    public ITaskItem[] TrustedKeys { get; set; } = [];

    /// <summary>Files that must be the subject of a verified fingerprint, likewise.</summary>
    public string? Files { get; set; }

    /// <summary>
    /// Where the project's programs are: a folder with a folder for each, and the metadatum Published with that of what
    /// was published.
    /// </summary>
    public ITaskItem[] ProgramFolders { get; set; } = [];

    /// <summary>The folder of all configurations.</summary>
    public string? BaseOutputPath { get; set; }

    /// <summary>Their names, separated by `;`.</summary>
    public string? Configurations { get; set; }

    /// <summary>The project is built as a part of a solution.</summary>
    public bool IsInSolution { get; set; }

    /// <summary>As for GenerateBuildFingerprint: the images that are here.</summary>
    public string? ImageMetadata { get; set; }

    /// <summary>Where the verdicts are written as JSON, or empty.</summary>
    public string? Report { get; set; }

    /// <summary>As for GenerateBuildFingerprint.</summary>
    public string? LockFile { get; set; }

    /// <summary>Build each program again and compare.</summary>
    public bool Rebuild { get; set; }

    /// <summary>One item a fingerprint, with metadata Outcome.</summary>
    [Output]
    public ITaskItem[] Verdicts { get; private set; } = [];

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var (keys, problems) = TrustedKeyReader.Read(TrustedKeys.Select(SidecarItems.From), ProjectDirectory);
        Diagnostics.Write(problems);
        var (sidecars, unusable) = ReadSidecars();
        // A sidecar that isn't understood isn't verified.
        Diagnostics.Write(unusable.Select(CannotVerify));
        var (programs, names) = FingerprintedProgram.Read(
            sidecars,
            ProjectDirectory,
            HostEnvironment.Read().GetValueOrDefault("GOFLAGS", "")
        );
        var tree =
            Sidecars.Length == 0
                ? null
                : ProgramItems.Collector(this, CreateRunner(), programs, GoVersion, LockFile, TimeoutSeconds);
        if (Rebuild && tree is null)
            Diagnostics.Write([
                new(
                    DiagnosticCatalogue.CannotVerify,
                    new(ProjectFile),
                    "GoDockRebuild is true, and there is no GoSidecar to build; add the items, or verify without it"
                ),
            ]);
        var lost = VerificationProperties.Problems(GlobalProperties(), ProjectFile).ToImmutableArray();
        Diagnostics.Write(lost);

        var verifier = new FingerprintVerifier(
            tree,
            Rebuild && tree is not null ? new(CreateRunner(), tree, Request([], "")) : null
        )
        {
            Version = PackageVersion,
        };
        var images = ProgramItems.Images(ImageMetadata, ProjectDirectory, Diagnostics).All;
        var result = await new BuildVerification(
            verifier,
            Scope(names) with
            {
                MayBeEmpty = !lost.IsEmpty || (IsInSolution && TrustedKeys.Length == 0),
            }
        )
            .RunAsync(keys, images, cancellationToken)
            .ConfigureAwait(false);
        Diagnostics.Write(result.Diagnostics);
        foreach (var verdict in result.Fingerprints)
            Log.LogMessage(MessageImportance.High, "{0}", verdict.ToText().TrimEnd());
        Verdicts =
        [
            .. result.Fingerprints.Select(verdict =>
                SidecarItems.ToItem(verdict.Path, "Outcome", verdict.Outcome.ToString())
            ),
        ];
        if (!string.IsNullOrWhiteSpace(Report))
            Diagnostics.Write(
                VerificationReport.Write(
                    Path.GetFullPath(Report.Trim(), ProjectDirectory),
                    result.Fingerprints,
                    result.Artifacts
                )
            );
    }

    private VerificationScope Scope(ImmutableArray<string> programs) =>
        new(ProjectFile)
        {
            Fingerprints = Bundles,
            Files = Files,
            Folders =
            [
                .. ProgramFolders.Select(folder => new ProgramFolder(
                    Full(folder.ItemSpec)!,
                    Full(folder.GetMetadata("Published"))
                )),
            ],
            Programs = programs,
            Platform =
                string.IsNullOrWhiteSpace(RuntimeIdentifier) ? null
                : GoPlatform.FromRuntimeIdentifier(RuntimeIdentifier) is { } platform
                    ? $"{platform.OperatingSystem}/{platform.Architecture}"
                : null,
            BaseOutputPath = Full(BaseOutputPath),
            Configurations = Configurations,
        };

    private IReadOnlyDictionary<string, string> GlobalProperties() =>
        BuildEngine is IBuildEngine6 engine ? engine.GetGlobalProperties() : ImmutableDictionary<string, string>.Empty;

    private string? Full(string? path) =>
        string.IsNullOrWhiteSpace(path)
            ? null
            : Path.TrimEndingDirectorySeparator(Path.GetFullPath(path.Replace('\\', '/'), ProjectDirectory));

    private static Diagnostic CannotVerify(Diagnostic problem) =>
        new(DiagnosticCatalogue.CannotVerify, problem.Location, problem.Message);
}
