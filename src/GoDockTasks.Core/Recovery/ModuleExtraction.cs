using System.Collections.Immutable;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Recovery;

/// <summary>
/// Has go extract again what the cache still has the archive of, without any proxy: `go mod download` would ask for the
/// version's .info file, which a build never needed. What go itself doesn't come across stays as it is.
/// </summary>
internal sealed class ModuleExtraction(CheckedGo go, IProcessRunner runner, string temporaryDirectory, TimeSpan timeout)
{
    public async Task RunAsync(IEnumerable<GoModule> modules, CancellationToken cancellationToken)
    {
        var environment = go.Settings.ProcessEnvironment();
        environment["GOPROXY"] = "off";
        var sandbox = new ModFileSandbox(runner, environment, temporaryDirectory, timeout);
        foreach (var module in modules)
        {
            try
            {
                await sandbox
                    .RunAsync(
                        go.Toolchain!,
                        module.Directory,
                        module.UnixGoMod,
                        module.UnixGoSum,
                        ["list", "-e", "-deps", "-test", "-mod=mod"],
                        ["./..."],
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Without room for two small files a download fails as well, and says so.
            }
        }
    }

    /// <summary>Whether the archive is all that is needed.</summary>
    public static bool CanMend(CacheState state) =>
        state is { HasArchive: true, ArchiveProblem: null, GoModProblem: null };
}
