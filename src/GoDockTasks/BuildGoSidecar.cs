using System.Runtime.InteropServices;
using GoDockTasks.Core.Building;
using GoDockTasks.Core.Sidecars;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace GoDockTasks;

/// <summary>Builds the Go programs of a project's sidecars.</summary>
[MSBuildMultiThreadableTask]
public sealed class BuildGoSidecar : GoDockTask, IIncrementalTask
{
    /// <summary>`GoSidecar` items: a module's folder or its go.mod each.</summary>
    [Required]
    public ITaskItem[] Sidecars { get; set; } = [];

    /// <summary>Where programs are built to; a relative path counts from the project's folder.</summary>
    [Required]
    public string OutputDirectory { get; set; } = "";

    /// <summary>What the project is built for; this machine where empty.</summary>
    public string? RuntimeIdentifier { get; set; }

    /// <summary>This machine, as the SDK calls it.</summary>
    public string? HostRuntimeIdentifier { get; set; }

    /// <summary>The go program; looked up where empty.</summary>
    public string? GoExe { get; set; }

    /// <summary>GOPROXY for all go commands of the build, or empty for the machine's own.</summary>
    public string? GoProxy { get; set; }

    /// <summary>GOPRIVATE, likewise.</summary>
    public string? GoPrivate { get; set; }

    /// <summary>GOSUMDB, likewise.</summary>
    public string? GoSumDb { get; set; }

    /// <summary>GONOPROXY, likewise.</summary>
    public string? GoNoProxy { get; set; }

    /// <summary>How long one `go build` may take.</summary>
    public int TimeoutSeconds { get; set; } = 300;

    /// <summary>True under -question: nothing is run, a program that isn't up to date is an error.</summary>
    public bool FailIfNotIncremental { get; set; }

    /// <summary>
    /// One item a program: the binary, with metadata Name, TargetPath (from the output folder), Stamp (the file that says what it was built from), ModuleDirectory,
    /// Package, GOOS and GOARCH.
    /// </summary>
    [Output]
    public ITaskItem[] Programs { get; private set; } = [];

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var sidecars = SidecarReader.Read(Sidecars.Select(SidecarItems.From), ProjectDirectory);
        Diagnostics.Write(sidecars.Diagnostics);

        var request = new SidecarBuildRequest
        {
            Sidecars = sidecars.Sidecars,
            ProjectFile = ProjectFile,
            OutputDirectory = Path.GetFullPath(OutputDirectory, ProjectDirectory),
            Environment = HostEnvironment.Read(),
            TemporaryDirectory = Path.GetTempPath(),
            RuntimeIdentifier = RuntimeIdentifier,
            HostRuntimeIdentifier = string.IsNullOrEmpty(HostRuntimeIdentifier) ? RuntimeInformation.RuntimeIdentifier : HostRuntimeIdentifier,
            GoExecutable = GoExe,
            Proxy = GoProxy,
            Private = GoPrivate,
            SumDb = GoSumDb,
            NoProxy = GoNoProxy,
            OnlyIfUpToDate = FailIfNotIncremental,
            Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
        };
        var report = await new SidecarBuilder(CreateRunner()).RunAsync(request, cancellationToken).ConfigureAwait(false);

        Diagnostics.Write(report.Diagnostics);
        foreach (var remark in report.Remarks)
            Log.LogMessage(MessageImportance.Normal, "{0}", remark);
        Programs = [.. report.Programs.Select(ToItem)];
    }

    private static ITaskItem ToItem(BuiltProgram program)
    {
        var item = SidecarItems.ToItem(program.Path, "Name", program.Sidecar.Name);
        item.SetMetadata("TargetPath", program.TargetPath);
        item.SetMetadata("Stamp", SidecarItems.Escape(program.StampPath));
        item.SetMetadata("ModuleDirectory", SidecarItems.Escape(program.Command.Directory));
        item.SetMetadata("Package", SidecarItems.Escape(program.Command.Package));
        item.SetMetadata("GOOS", program.Command.Platform.OperatingSystem);
        item.SetMetadata("GOARCH", program.Command.Platform.Architecture);
        return item;
    }
}
