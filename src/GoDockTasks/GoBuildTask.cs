using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GoDockTasks.Core.Building;
using GoDockTasks.Core.Sidecars;

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
