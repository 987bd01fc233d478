using System.Collections.Immutable;
using System.Globalization;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Fingerprints.Verification;
using GoDockTasks.Core.Gates;
using GoDockTasks.Core.Pages;
using GoDockTasks.Core.Release;
using GoDockTasks.Core.Toolchain;
using Microsoft.Build.Framework;

namespace GoDockTasks;

/// <summary>What tasks share that ask release gates.</summary>
public abstract class GateTask : GoBuildTask
{
    /// <summary>The binaries, each in a folder of its sidecar's name.</summary>
    public ITaskItem[] Programs { get; set; } = [];

    /// <summary>`GoDockGate` items.</summary>
    public ITaskItem[] Gates { get; set; } = [];

    /// <summary>`GoDockAcceptedFinding` items.</summary>
    public ITaskItem[] AcceptedFindings { get; set; } = [];

    /// <summary>`GoDockTrustedKey` items.</summary>
    public ITaskItem[] TrustedKeys { get; set; } = [];

    /// <summary>The folder with a folder for each of the project's programs.</summary>
    [Required]
    public string ProgramFolder { get; set; } = "";

    /// <summary>As for VerifyBuildFingerprint; empty for those beside the programs.</summary>
    public string? Bundles { get; set; }

    /// <summary>As for GenerateBuildFingerprint.</summary>
    public string? ImageMetadata { get; set; }

    /// <summary>As for GenerateBuildFingerprint.</summary>
    public string? LockFile { get; set; }

    /// <summary>The file of baselines; a relative path counts from the project's folder.</summary>
    public string? BaselineFile { get; set; }

    /// <summary>Where images are pushed, without the sidecar's name: `registry.example.com/shop`; or empty.</summary>
    public string? Registry { get; set; }

    /// <summary>The tag that pushed images get.</summary>
    public string? Tag { get; set; }

    /// <summary>The tag of the last release there; where empty, versions tell.</summary>
    public string? LastTag { get; set; }

    /// <summary>How many days old a database of vulnerabilities may be.</summary>
    public int DatabaseDays { get; set; } = 7;

    /// <summary>
    /// Where the table is written, as JSON (.json) and as Markdown (.md) beside it, and as a page where it ends in
    /// .html; a relative path counts from the project's folder.
    /// </summary>
    [Required]
    public string Report { get; set; } = "";

    private protected GateRequest Request(Func<string, string?> imageLayout)
    {
        var now = TimeProvider.System.GetUtcNow();
        var environment = HostEnvironment.Read();
        var (gates, problems) = GateItem.Read(Gates.Select(SidecarItems.From));
        var (accepted, others) = AcceptedFinding.Read(
            AcceptedFindings.Select(SidecarItems.From),
            DateOnly.FromDateTime(now.UtcDateTime)
        );
        var (keys, unusable) = TrustedKeyReader.Read(TrustedKeys.Select(SidecarItems.From), ProjectDirectory);
        // What is wrong with the items is said by the check of modules.
        var (programs, names) = FingerprintedProgram.Read(
            ReadSidecars().Sidecars,
            ProjectDirectory,
            environment.GetValueOrDefault("GOFLAGS", "")
        );
        return new(ProjectFile)
        {
            Programs =
            [
                .. ProgramItems
                    .Read(Programs, programs, "", ProjectDirectory)
                    .Select(file => new GatedProgram(file.Program.Sidecar, file.Path)
                    {
                        ImageLayout = imageLayout(file.Program.Sidecar.Name),
                    }),
            ],
            Now = now,
            Environment = environment,
            TemporaryDirectory = Path.GetTempPath(),
            Gates = gates,
            Accepted = accepted,
            ItemProblems = [.. problems, .. others, .. unusable],
            DatabaseDays = DatabaseDays,
            BaselineFile = string.IsNullOrWhiteSpace(BaselineFile)
                ? null
                : Path.GetFullPath(BaselineFile.Trim(), ProjectDirectory),
            History = History(keys, environment),
            Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
            GoExecutable = string.IsNullOrWhiteSpace(GoExe) ? null : Path.GetFullPath(GoExe.Trim(), ProjectDirectory),
            Fingerprints = Question(keys, programs, names),
        };
    }

    private ReleaseHistory? History(ImmutableArray<TrustedKey> keys, IReadOnlyDictionary<string, string> environment) =>
        string.IsNullOrWhiteSpace(Registry)
            ? null
            : new()
            {
                Images = ReleasedImage.TargetsOf(
                    Registry,
                    ReadSidecars().Sidecars.Select(sidecar => sidecar.Name),
                    Tag
                ),
                Keys = keys,
                Credentials = new(CreateRunner(), environment, ProjectDirectory, TimeSpan.FromSeconds(TimeoutSeconds)),
                LastTag = string.IsNullOrWhiteSpace(LastTag) ? null : LastTag.Trim(),
                ProjectFile = ProjectFile,
            };

    private protected void Show(GateReport report)
    {
        Diagnostics.Write(report.Diagnostics);
        Diagnostics.Write(
            ReleasePage.Write(
                Path.GetFullPath(Report.Trim(), ProjectDirectory),
                report,
                Path.GetFileNameWithoutExtension(ProjectFile),
                GoSettingsReader.Read(HostEnvironment.Read(), ProjectFile, GoProperties.None, toolchain: null)
            )
        );
        foreach (var line in report.Lines)
            Log.LogMessage(
                MessageImportance.High,
                "{0}",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{line.Sidecar}  {line.Gate}  {line.Outcome.Verdict}: {line.Outcome.Reason}"
                )
            );
    }

    private FingerprintQuestion Question(
        ImmutableArray<TrustedKey> keys,
        ImmutableArray<FingerprintedProgram> programs,
        ImmutableArray<string> names
    )
    {
        var tree = ProgramItems.Collector(this, CreateRunner(), programs, GoVersion, LockFile, TimeoutSeconds);
        var platform = string.IsNullOrWhiteSpace(RuntimeIdentifier)
            ? null
            : GoPlatform.FromRuntimeIdentifier(RuntimeIdentifier);
        return new(
            new(
                new FingerprintVerifier(tree) { Version = PackageVersion },
                new(ProjectFile)
                {
                    Fingerprints = Bundles,
                    Folders =
                    [
                        new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(ProgramFolder, ProjectDirectory)), null),
                    ],
                    Programs = names,
                    Platform = platform is null ? null : $"{platform.OperatingSystem}/{platform.Architecture}",
                }
            ),
            keys,
            ProgramItems.Images(ImageMetadata, ProjectDirectory, Diagnostics).All
        );
    }
}
