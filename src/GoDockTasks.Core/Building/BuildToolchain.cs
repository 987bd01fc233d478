using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Building;

/// <summary>The Go to build with.</summary>
/// <param name="Settings">As they count in this build.</param>
/// <param name="IsShim">The program isn't part of a distribution: it may choose another Go in another folder.</param>
internal sealed record BuildToolchain(GoToolchain Toolchain, GoSettings Settings, bool IsShim)
{
    /// <summary>Finds it, and sees what it is without starting it; nothing where it has to be asked.</summary>
    public static (BuildToolchain? Go, Diagnostic? Problem) Look(SidecarBuildRequest request)
    {
        var (executable, problem) = Locate(request);
        return executable is null ? (null, problem) : (GoRoot.Read(executable) is { } toolchain ? With(toolchain, request, isShim: false) : null, null);
    }

    /// <summary>Finds it, and asks it what it is where that can't be seen; null with the reason where there is none that works.</summary>
    public static async Task<(BuildToolchain? Go, Diagnostic? Problem)> FindAsync(SidecarBuildRequest request, IProcessRunner runner, CancellationToken cancellationToken)
    {
        if (Look(request) is var seen && (seen.Go is not null || seen.Problem is not null))
            return seen;
        var (toolchain, problem) = await GoToolchainQuery
            .RunAsync(Locate(request).Executable!, request.Environment, runner, request.Timeout, cancellationToken).ConfigureAwait(false);
        return (toolchain is null ? null : With(toolchain, request, isShim: true), problem);
    }

    private static (string? Executable, Diagnostic? Problem) Locate(SidecarBuildRequest request) =>
        GoLocator.Find(request.GoExecutable, Path.GetDirectoryName(request.ProjectFile)!, request.Environment);

    private static BuildToolchain With(GoToolchain toolchain, SidecarBuildRequest request, bool isShim) => new(
        toolchain,
        GoSettingsReader.Read(request.Environment, request.ProjectFile, GoSettingsReader.Properties(request.Proxy, request.Private, request.SumDb, request.NoProxy), toolchain),
        isShim);
}
