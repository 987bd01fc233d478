using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Building;

/// <summary>The Go to build with.</summary>
/// <param name="Settings">As they count in this build.</param>
/// <param name="IsShim">The program isn't part of a distribution: it may choose another Go in another folder.</param>
internal sealed record BuildToolchain(GoToolchain Toolchain, GoSettings Settings, bool IsShim)
{
    /// <summary>Finds it, and asks it what it is where that can't be seen; null with the reason where there is none that works.</summary>
    public static async Task<(BuildToolchain? Go, Diagnostic? Problem)> FindAsync(SidecarBuildRequest request, IProcessRunner runner, CancellationToken cancellationToken)
    {
        var (executable, problem) = GoLocator.Find(request.GoExecutable, Path.GetDirectoryName(request.ProjectFile)!, request.Environment);
        if (executable is null)
            return (null, problem);
        var seen = GoRoot.Read(executable);
        var toolchain = seen;
        if (toolchain is null)
            (toolchain, problem) = await GoToolchainQuery.RunAsync(executable, request.Environment, runner, request.Timeout, cancellationToken).ConfigureAwait(false);
        if (toolchain is null)
            return (null, problem);
        var properties = GoSettingsReader.Properties(request.Proxy, request.Private, request.SumDb, request.NoProxy);
        return (new(toolchain, GoSettingsReader.Read(request.Environment, request.ProjectFile, properties, toolchain), IsShim: seen is null), null);
    }
}
