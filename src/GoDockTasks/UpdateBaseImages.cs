using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Sidecars;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace GoDockTasks;

/// <summary>Writes the digests of the sidecars' base images into the lock file.</summary>
[MSBuildMultiThreadableTask]
public sealed class UpdateBaseImages : GoDockTask
{
    /// <summary>`GoSidecar` items.</summary>
    [Required]
    public ITaskItem[] Sidecars { get; set; } = [];

    /// <summary>The lock file; relative paths count from the project's folder.</summary>
    [Required]
    public string LockFile { get; set; } = "";

    /// <summary>
    /// The Go version to compile with, or empty for what each module asks for; the default image depends on it.
    /// </summary>
    public string? GoVersion { get; set; }

    /// <summary>Generated Dockerfiles have a stage for debugging, whose image counts, too.</summary>
    public bool DebugTarget { get; set; }

    /// <summary>One item an image of the lock file, with metadata Digest.</summary>
    [Output]
    public ITaskItem[] BaseImages { get; private set; } = [];

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var sidecars = SidecarReader.Read(Sidecars.Select(SidecarItems.From), ProjectDirectory);
        Diagnostics.Write(sidecars.Diagnostics);
        var used = UsedBaseImages.Find(
            new()
            {
                Sidecars = sidecars.Sidecars,
                ProjectFile = ProjectFile,
                Version = "",
                Go = new() { Version = GoVersion },
                DebugTarget = DebugTarget,
            }
        );
        Diagnostics.Write(used.Diagnostics);
        // An image that isn't known would look like one that is no longer used.
        if (
            sidecars
                .Diagnostics.Concat(used.Diagnostics)
                .Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
        )
            return;

        var request = new BaseImageRequest
        {
            Images = used.Images,
            LockFile = Path.GetFullPath(LockFile, ProjectDirectory),
            ProjectDirectory = ProjectDirectory,
            Environment = HostEnvironment.Read(),
            Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
        };
        var report = await new BaseImageUpdate(CreateRunner())
            .RunAsync(request, cancellationToken)
            .ConfigureAwait(false);

        Diagnostics.Write(report.Diagnostics);
        foreach (var remark in report.Remarks)
            Log.LogMessage(MessageImportance.High, "{0}", remark);
        BaseImages = [.. report.Lock.Images.Select(image => SidecarItems.ToItem(image.Key, "Digest", image.Value))];
    }
}
