using GoDockTasks.Core.Building;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Sidecars;
using Microsoft.Build.Framework;

namespace GoDockTasks;

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
