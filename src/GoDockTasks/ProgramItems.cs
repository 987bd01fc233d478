using System.Collections.Immutable;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Toolchain;
using Microsoft.Build.Framework;

namespace GoDockTasks;

/// <summary>The items that BuildGoSidecar returns, as Core's.</summary>
internal static class ProgramItems
{
    /// <summary>
    /// Each program of a sidecar that is still there, with the absolute path of its binary, which lies in a folder of
    /// the sidecar's name.
    /// </summary>
    /// <param name="stamps">Path of the folder where BuildGoSidecar writes down when it built each.</param>
    public static ImmutableArray<ProgramFile> Read(
        IEnumerable<ITaskItem> items,
        ImmutableArray<FingerprintedProgram> programs,
        string stamps,
        string projectDirectory
    ) =>
        [
            .. from path in items.Select(item => Path.GetFullPath(item.ItemSpec, projectDirectory))
            join program in programs on Path.GetFileName(Path.GetDirectoryName(path)) equals program.Sidecar.Name
            select new ProgramFile(
                program,
                path,
                Path.GetFullPath(Path.Combine(stamps, program.Sidecar.Name), projectDirectory)
            ),
        ];

    /// <summary>The images that the property GoDockImageMetadata names; none where it is empty.</summary>
    public static BuiltImages Images(string? path, string projectDirectory, DiagnosticLog log)
    {
        if (string.IsNullOrWhiteSpace(path))
            return BuiltImages.None;
        var (images, problem) = BuiltImages.Read(Path.GetFullPath(path.Trim(), projectDirectory));
        if (problem is not null)
            log.Write([problem]);
        return images;
    }

    /// <summary>A collector for the task's project, in its environment.</summary>
    public static FingerprintCollector Collector(
        GoDockTask task,
        IProcessRunner runner,
        ImmutableArray<FingerprintedProgram> programs,
        string? goVersion,
        string? lockFile,
        int timeoutSeconds
    ) =>
        new(
            runner,
            new()
            {
                Programs = programs,
                ProjectFile = task.ProjectFile,
                Settings = GoSettingsReader.Read(
                    HostEnvironment.Read(),
                    task.ProjectFile,
                    GoProperties.None,
                    toolchain: null
                ),
                GeneratorVersion = GoDockTask.PackageVersion,
                Go = new() { Version = goVersion },
                Images = DigestLockFile
                    .Read(
                        Path.GetFullPath(
                            string.IsNullOrWhiteSpace(lockFile) ? DigestLockFile.DefaultName : lockFile.Trim(),
                            Path.GetDirectoryName(task.ProjectFile)!
                        )
                    )
                    .Lock,
                Timeout = TimeSpan.FromSeconds(timeoutSeconds),
            }
        );
}
