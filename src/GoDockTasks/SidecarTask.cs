using GoDockTasks.Core.Sidecars;
using Microsoft.Build.Framework;

namespace GoDockTasks;

/// <summary>What tasks share that are about sidecars.</summary>
public abstract class SidecarTask : GoDockTask
{
    /// <summary>`GoSidecar` items: a module's folder or its go.mod each.</summary>
    public ITaskItem[] Sidecars { get; set; } = [];

    /// <summary>GOPROXY, or empty for what is set elsewhere.</summary>
    public string? GoProxy { get; set; }

    /// <summary>GOPRIVATE, likewise.</summary>
    public string? GoPrivate { get; set; }

    /// <summary>GOSUMDB, likewise.</summary>
    public string? GoSumDb { get; set; }

    /// <summary>GONOPROXY, likewise.</summary>
    public string? GoNoProxy { get; set; }

    private protected SidecarList ReadSidecars() => SidecarReader.Read(Sidecars.Select(SidecarItems.From), ProjectDirectory);
}
