using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Fingerprints;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace GoDockTasks;

/// <summary>Verifies fingerprints: those that are named, or those of a project's programs.</summary>
[MSBuildMultiThreadableTask]
public sealed class VerifyBuildFingerprint : GoBuildTask
{
    private static readonly ImmutableArray<string> SkippedFolders = [".git", "node_modules"];

    /// <summary>Fingerprints: files, folders and patterns, separated by `;`.</summary>
    [Required]
    public string Bundles { get; set; } = "";

    /// <summary>`GoDockTrustedKey` items.</summary>
    public ITaskItem[] TrustedKeys { get; set; } = [];

    /// <summary>Where the files are that the fingerprints are about, beside those that lie beside them; separated by `;`.</summary>
    public string? Files { get; set; }

    /// <summary>As for GenerateBuildFingerprint: the images that are here.</summary>
    public string? ImageMetadata { get; set; }

    /// <summary>Where the verdicts are written as JSON, or empty.</summary>
    public string? Report { get; set; }

    /// <summary>As for GenerateBuildFingerprint.</summary>
    public string? GoVersion { get; set; }

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
        var (bundles, missing) = Find(Bundles, name => name.EndsWith(FingerprintGenerator.BundleExtension, StringComparison.Ordinal) || name.EndsWith(FingerprintGenerator.StatementExtension, StringComparison.Ordinal));
        var (files, missingFiles) = Find(Files ?? "", _ => true);
        Diagnostics.Write(problems);
        // What isn't there isn't verified.
        if (bundles.IsEmpty && missing.IsEmpty)
            Diagnostics.Write([new(DiagnosticCatalogue.CannotVerify, new(ProjectFile), $"'{Bundles}' has no fingerprint to verify; make one with GenerateBuildFingerprint, or name others in GoDockFingerprints")]);
        Diagnostics.Write(missing.Concat(missingFiles).Select(diagnostic => new Diagnostic(DiagnosticCatalogue.CannotVerify, diagnostic.Location, diagnostic.Message)));

        var tree = Tree();
        if (Rebuild && tree is null)
            Diagnostics.Write([new(DiagnosticCatalogue.CannotVerify, new(ProjectFile), "GoDockRebuild is true, and there is no GoSidecar to build; add the items, or verify without it")]);
        var verdicts = await new FingerprintVerifier(tree, Rebuild && tree is not null ? new(CreateRunner(), tree, Request([], "")) : null).RunAsync(new(bundles, keys, files) { Images = ProgramItems.Images(ImageMetadata, ProjectDirectory, Diagnostics).All }, cancellationToken).ConfigureAwait(false);
        foreach (var verdict in verdicts)
        {
            Diagnostics.Write(verdict.ToDiagnostics());
            Log.LogMessage(MessageImportance.High, "{0}", verdict.ToText().TrimEnd());
        }

        Verdicts = [.. verdicts.Select(verdict => SidecarItems.ToItem(verdict.Path, "Outcome", verdict.Outcome.ToString()))];
        if (!string.IsNullOrWhiteSpace(Report))
            Diagnostics.Write(VerificationReport.Write(Path.GetFullPath(Report.Trim(), ProjectDirectory), verdicts));
    }

    private FingerprintCollector? Tree()
    {
        if (Sidecars.Length == 0)
            return null;
        var sidecars = ReadSidecars().Sidecars;
        return ProgramItems.Collector(this, CreateRunner(), PrintedProgram.Of(sidecars, ProjectDirectory), GoVersion, LockFile, TimeoutSeconds);
    }

    private (ImmutableArray<string> Files, ImmutableArray<Diagnostic> Diagnostics) Find(string list, Func<string, bool> isMeant)
    {
        var (files, diagnostics) = new FileSearch { IsMeant = isMeant, SkippedFolders = SkippedFolders, Missing = "nothing to verify" }.Find(list, ProjectDirectory);
        return ([.. files.Select(file => file.Path).Distinct(StringComparer.Ordinal)], diagnostics);
    }
}
