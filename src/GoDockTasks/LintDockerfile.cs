using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles;
using GoDockTasks.Core.Dockerfiles.Rules;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Toolchain;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace GoDockTasks;

/// <summary>Checks Dockerfiles: those of a project's sidecars, or any that are named.</summary>
[MSBuildMultiThreadableTask]
public sealed class LintDockerfile : DockerfileTask
{
    /// <summary>Files, folders and patterns, separated by `;`; instead of the sidecars' where not empty.</summary>
    public string? Files { get; set; }

    /// <summary>Where the findings are written as SARIF, or empty.</summary>
    public string? Report { get; set; }

    /// <summary>A generated file that is out of date is an error.</summary>
    public bool ContinuousIntegration { get; set; }

    private protected override Task RunAsync(CancellationToken cancellationToken)
    {
        var images = ReadLock();
        var lint = new LintRequest
        {
            DockerfilePath = "",
            Settings = GoSettingsReader.Read(HostEnvironment.Read(), ProjectFile, Go, toolchain: null),
            DeclaredGoVersion = string.IsNullOrWhiteSpace(GoVersion) ? null : GoVersion.Trim(),
            Lock = images.Exists ? images.Lock : null,
            ContinuousIntegration = ContinuousIntegration,
            Readings = Readings,
        };
        var found = string.IsNullOrWhiteSpace(Files)
            ? CheckSidecars(lint, images, cancellationToken)
            : CheckFiles(lint, cancellationToken);
        found = [.. images.Diagnostics, .. found];
        Diagnostics.Write(found);
        if (!string.IsNullOrWhiteSpace(Report))
            WriteReport(found);
        return Task.CompletedTask;
    }

    private ImmutableArray<Diagnostic> CheckFiles(LintRequest lint, CancellationToken cancellationToken)
    {
        var (files, diagnostics) = DockerfileSearch.Find(Files!, ProjectDirectory);
        return [.. diagnostics, .. SidecarDockerfiles.Lint(files, lint, ReadSidecars().Sidecars, cancellationToken)];
    }

    private ImmutableArray<Diagnostic> CheckSidecars(
        LintRequest lint,
        ParsedDigestLock images,
        CancellationToken cancellationToken
    )
    {
        // What is wrong with the items is said by the check of modules.
        var sidecars = ReadSidecars().Sidecars;
        return SidecarDockerfiles.Check(Request(sidecars, images), lint, cancellationToken);
    }

    private void WriteReport(ImmutableArray<Diagnostic> found)
    {
        var path = Path.GetFullPath(Report!.Trim(), ProjectDirectory);
        Diagnostics.Write(
            ReportFile.Write(
                path,
                SarifReport.ToUtf8(Diagnostics.WithSeverities(found), ProjectDirectory, PackageVersion).Span
            )
        );
    }
}
