using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Failures;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Recovery;

/// <summary>
/// `go mod verify`, on copies: what is in the list of modules and not in go.sum, only Go knows. Vendored modules aren't
/// taken from the cache.
/// </summary>
internal sealed class ModuleVerification(CheckedGo go, IProcessRunner runner, ModuleCheckRequest request)
{
    /// <returns>What go says against it.</returns>
    public async Task<IEnumerable<Diagnostic>> RunAsync(
        ImmutableArray<GoModule> modules,
        CancellationToken cancellationToken
    )
    {
        // What is to be verified is there.
        var environment = go.Settings.ProcessEnvironment();
        environment["GOPROXY"] = "off";
        var sandbox = new ModFileSandbox(runner, environment, request.TemporaryDirectory, request.Timeout);
        var diagnostics = new List<Diagnostic>();
        foreach (var module in modules.Where(module => !module.IsVendored))
        {
            try
            {
                var verify = await sandbox
                    .RunAsync(
                        go.Toolchain!,
                        module.Directory,
                        module.UnixGoMod,
                        module.UnixGoSum,
                        ["mod", "verify"],
                        [],
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                if (verify.Process is { Succeeded: false, End: ProcessEnd.Exited } process)
                    diagnostics.Add(NotVerified(module, process));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                diagnostics.Add(
                    RecoveryFailure.Of(request.TemporaryDirectory, "go.mod can't be copied to be verified", exception)
                );
            }
        }

        return diagnostics;
    }

    private Diagnostic NotVerified(GoModule module, ProcessOutcome process)
    {
        var failure = FailureSettings.Apply(
            FailureClassifier.Classify(
                ProxyCredentials.Remove(process.StandardError + "\n" + process.StandardOutput, go.Settings)
            ),
            go.Settings
        );
        var said = new Diagnostic(
            failure.Descriptor,
            new(module.GoSumPath),
            $"`go mod verify`: {failure.Summary}; {failure.Fix}"
        )
        {
            Detail = failure.Output,
        };
        return failure.Descriptor.IsNetwork
            ? said with
            {
                Severity = Diagnostic.SeverityIn(request.ContinuousIntegration),
            }
            : said;
    }
}
