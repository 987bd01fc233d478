using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Tidy;
using Microsoft.Build.Framework;

namespace GoDockTasks;

/// <summary>What is to be checked of a project's Go modules, and with what.</summary>
public abstract class ModuleCheckTask : SidecarTask, IIncrementalTask
{
    /// <summary>Ask every proxy for a module.</summary>
    public bool ProbeProxies { get; set; }

    /// <summary>Write what `go mod tidy` would write.</summary>
    public bool Fix { get; set; }

    /// <summary>What couldn't be checked is an error.</summary>
    public bool ContinuousIntegration { get; set; }

    /// <summary>Where verdicts are kept; the user's cache folder where empty.</summary>
    public string? CacheDirectory { get; set; }

    /// <summary>True under -question: nothing is run, a module without a verdict is an error.</summary>
    public bool FailIfNotIncremental { get; set; }

    private protected ModuleCheckRequest Request(SidecarList sidecars) =>
        new()
        {
            Sidecars = sidecars.Sidecars,
            ProjectFile = ProjectFile,
            Environment = HostEnvironment.Read(),
            TemporaryDirectory = Path.GetTempPath(),
            Go = Go,
            ProbeProxies = ProbeProxies,
            Fix = Fix,
            ContinuousIntegration = ContinuousIntegration,
            OnlyFromStore = FailIfNotIncremental,
            Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
            CacheDirectory = CacheDirectory,
            Readings = Readings,
        };
}
