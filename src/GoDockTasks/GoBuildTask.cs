using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GoDockTasks.Core.Building;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Sidecars;
using Microsoft.Build.Framework;

namespace GoDockTasks;

/// <summary>What tasks share that run `go build`.</summary>
public abstract class GoBuildTask : SidecarTask
{
    /// <summary>What the project is built for; this machine where empty.</summary>
    public string? RuntimeIdentifier { get; set; }

    /// <summary>This machine, as the SDK calls it.</summary>
    public string? HostRuntimeIdentifier { get; set; }

    private protected SidecarBuildRequest Request(ImmutableArray<Sidecar> sidecars, string outputDirectory) =>
        new()
        {
            Sidecars = sidecars,
            ProjectFile = ProjectFile,
            OutputDirectory = outputDirectory,
            Environment = HostEnvironment.Read(),
            TemporaryDirectory = Path.GetTempPath(),
            RuntimeIdentifier = RuntimeIdentifier,
            HostRuntimeIdentifier = string.IsNullOrEmpty(HostRuntimeIdentifier)
                ? RuntimeInformation.RuntimeIdentifier
                : HostRuntimeIdentifier,
            Go = Go,
            Readings = Readings,
            Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
        };
}

/// <summary>Where the programs of a project's sidecars are built to.</summary>
public abstract class SidecarBuildTask : GoBuildTask
{
    /// <summary>Where programs are built to; a relative path counts from the project's folder.</summary>
    [Required]
    public string OutputDirectory { get; set; } = "";

    /// <summary>Where verdicts and programs are kept; the user's cache folder where empty.</summary>
    public string? CacheDirectory { get; set; }

    /// <summary>What programs may take there together; 0 to build all of them here.</summary>
    public int ProgramStoreMegabytes { get; set; }

    private protected SidecarBuildRequest Request(SidecarList sidecars) =>
        Request(sidecars.Sidecars, Path.GetFullPath(OutputDirectory, ProjectDirectory)) with
        {
            ProgramStore = StoreLocation.Of(CacheDirectory, ProjectDirectory, HostEnvironment.Read()),
            ProgramStoreBytes = ProgramStoreMegabytes * 1024L * 1024,
        };
}
