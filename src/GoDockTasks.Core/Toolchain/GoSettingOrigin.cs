namespace GoDockTasks.Core.Toolchain;

/// <summary>Who set one of Go's settings, strongest first.</summary>
public enum GoSettingOrigin
{
    /// <summary>A GoDock property of the project (GoDockGoProxy and the like).</summary>
    Property,

    /// <summary>The process's environment.</summary>
    Environment,

    /// <summary>The file that <c>go env -w</c> writes.</summary>
    UserFile,

    /// <summary>GOROOT/go.env, which comes with the toolchain (Go 1.21 and newer).</summary>
    GoRootFile,

    /// <summary>Nobody: what is built into Go, or follows from another setting.</summary>
    Default,
}
