using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Toolchain;
using Microsoft.Build.Framework;

namespace GoDockTasks;

/// <summary>What tasks share that are about sidecars.</summary>
public abstract class SidecarTask : GoDockTask
{
    /// <summary>`GoSidecar` items: a module's folder or its go.mod each.</summary>
    public ITaskItem[] Sidecars { get; set; } = [];

    /// <summary>The go program; looked up where empty.</summary>
    public string? GoExe { get; set; }

    /// <summary>The Go version that all sidecars agree on, or empty for what each module asks for.</summary>
    public string? GoVersion { get; set; }

    /// <summary>GOPROXY, or empty for what is set elsewhere.</summary>
    public string? GoProxy { get; set; }

    /// <summary>GOPRIVATE, likewise.</summary>
    public string? GoPrivate { get; set; }

    /// <summary>GOSUMDB, likewise.</summary>
    public string? GoSumDb { get; set; }

    /// <summary>GONOPROXY, likewise.</summary>
    public string? GoNoProxy { get; set; }

    private protected GoProperties Go =>
        new()
        {
            Executable = GoExe,
            Version = GoVersion,
            Proxy = GoProxy,
            Private = GoPrivate,
            SumDb = GoSumDb,
            NoProxy = GoNoProxy,
        };

    /// <summary>
    /// Where the tasks of a project keep what they read of modules; a relative path counts from the project's folder,
    /// and empty is nowhere.
    /// </summary>
    public string? ReadingsDirectory { get; set; }

    private protected SourceReadings? Readings =>
        SharedReadings.Of(
            BuildEngine4,
            string.IsNullOrWhiteSpace(ReadingsDirectory) ? null : Path.GetFullPath(ReadingsDirectory, ProjectDirectory)
        );

    /// <summary>The project's version: what `$VERSION` in LdFlags stands for where an item has no Version.</summary>
    public string? Version { get; set; }

    private protected SidecarList ReadSidecars() =>
        SidecarReader.Read(Sidecars.Select(SidecarItems.From), ProjectDirectory, Version);
}
