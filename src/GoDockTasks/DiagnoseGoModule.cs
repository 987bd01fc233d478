using System.Collections.Immutable;
using GoDockTasks.Core.Diagnosis;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Rules;
using GoDockTasks.Core.Tidy;
using GoDockTasks.Core.Toolchain;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace GoDockTasks;

/// <summary>
/// Finds the cause of a failure: of a project's sidecars, or of a build whose log is named. Succeeds where it has found
/// one.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class DiagnoseGoModule : DockerfileTask
{
    /// <summary>Logs: files, folders and patterns, separated by `;`; instead of the sidecars where not empty.</summary>
    public string? Files { get; set; }

    /// <summary>
    /// Where the report is written, as Markdown (.md) and as JSON (.json) beside it; a relative path counts from the
    /// project's folder.
    /// </summary>
    [Required]
    public string Report { get; set; } = "";

    /// <summary>A minimal reproduction of each module that fails is written, and tried.</summary>
    public bool Reproduce { get; set; }

    /// <summary>
    /// The folder that reproductions are written to, each into a folder of its service's name; a relative path counts
    /// from the project's folder.
    /// </summary>
    public string? ReproductionDirectory { get; set; }

    /// <summary>One item a module or a log, with metadata Code: the cause.</summary>
    [Output]
    public ITaskItem[] Causes { get; private set; } = [];

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var sidecars = ReadSidecars();
        if (string.IsNullOrWhiteSpace(Files))
        {
            Diagnostics.Write(sidecars.Diagnostics);
            var modules = await new ModuleDiagnosis(CreateRunner(), TimeProvider.System)
                .RunAsync(Request(sidecars.Sidecars), cancellationToken)
                .ConfigureAwait(false);
            Diagnostics.Write(modules.SelectMany(module => module.Reproduction?.Diagnostics ?? []));
            Show(
                modules.Select(module => (module.Directory, module.Cause, module.Others)),
                DiagnosisReport.ToMarkdown(modules, ProjectDirectory),
                DiagnosisReport.ToJson(modules, ProjectDirectory)
            );
            return;
        }

        var (logs, missing) = LogDiagnosis.Read(Files, ProjectDirectory, sidecars.Sidecars, cancellationToken);
        Diagnostics.Write(missing);
        Show(
            logs.Select(log => (log.File, log.Cause, log.Others)),
            DiagnosisReport.ToMarkdown(logs, ProjectDirectory),
            DiagnosisReport.ToJson(logs, ProjectDirectory)
        );
    }

    private DiagnosisRequest Request(ImmutableArray<Core.Sidecars.Sidecar> sidecars)
    {
        var (images, environment) = (ReadLock(), HostEnvironment.Read());
        return new(
            new()
            {
                Sidecars = sidecars,
                ProjectFile = ProjectFile,
                Environment = environment,
                TemporaryDirectory = Path.GetTempPath(),
                Go = Go,
                Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
            },
            Request(sidecars, images),
            new LintRequest
            {
                DockerfilePath = "",
                Settings = GoSettingsReader.Read(environment, ProjectFile, Go, toolchain: null),
                DeclaredGoVersion = string.IsNullOrWhiteSpace(GoVersion) ? null : GoVersion.Trim(),
                Lock = images.Exists ? images.Lock : null,
            }
        )
        {
            ReproductionDirectory =
                Reproduce && !string.IsNullOrWhiteSpace(ReproductionDirectory)
                    ? Path.GetFullPath(ReproductionDirectory.Trim(), ProjectDirectory)
                    : null,
        };
    }

    private void Show(
        IEnumerable<(string Name, FoundCause Cause, ImmutableArray<FoundCause> Others)> found,
        string markdown,
        string json
    )
    {
        var causes = found.ToList();
        var path = Path.GetFullPath(Report.Trim(), ProjectDirectory);
        Diagnostics.Write(DiagnosisReport.Write(path, markdown, json));
        foreach (var (_, cause, others) in causes)
        {
            Diagnostics.Write([cause.ToDiagnostic()]);
            foreach (var other in others)
                Log.LogMessage(MessageImportance.Normal, "{0}", $"also {other.Code}: {other.Summary}");
        }

        Causes = [.. causes.Select(entry => SidecarItems.ToItem(entry.Name, "Code", entry.Cause.Code))];
        if (causes.Count > 0)
            Log.LogMessage(MessageImportance.High, "{0}", $"The report is in '{Path.ChangeExtension(path, ".md")}'.");
    }
}
