using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tidy;

/// <summary>
/// What only the network knows, and is asked for GoDockProbeProxies alone: which proxies answer, and what was
/// retracted.
/// </summary>
internal sealed class OnlineCheck(ModuleCheckRequest request, CheckedGo go, IProcessRunner runner)
{
    private const int MaxNetrcBytes = 1024 * 1024;

    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(10);

    /// <summary>Adds GDT1210 and GDT1014 to a report, and a remark a proxy.</summary>
    public async Task<ModuleCheckReport> ExtendAsync(
        ModuleCheckReport report,
        ModuleSnapshot[] modules,
        CancellationToken cancellationToken
    )
    {
        var (diagnostics, remarks) = await ProbeAsync(modules, cancellationToken).ConfigureAwait(false);
        if (go.Toolchain is not null)
        {
            var check = new RetractionCheck(
                new(runner, go.Settings.ProcessEnvironment(), request.TemporaryDirectory, request.Timeout),
                go.Toolchain
            );
            // go would wait for a pipe.
            foreach (
                var module in modules.Where(module =>
                    !module.Seen.Any(seen => seen.Descriptor == DiagnosticCatalogue.IrregularFile)
                )
            )
                diagnostics = diagnostics.AddRange(
                    await check.RunAsync(module.Files, cancellationToken).ConfigureAwait(false)
                );
        }

        return report with
        {
            Diagnostics = report.Diagnostics.AddRange(diagnostics),
            Remarks = report.Remarks.AddRange(remarks),
        };
    }

    private async Task<(ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<string> Remarks)> ProbeAsync(
        ModuleSnapshot[] modules,
        CancellationToken cancellationToken
    )
    {
        var goProxy = await GoProxyAsync(cancellationToken).ConfigureAwait(false);
        var list = GoProxyList.Parse(goProxy.Value);
        var required = modules
            .SelectMany(module => module.Files.GoMod.DownloadedRequirements())
            .Where(require => !ModuleVersion.IsQuery(require.Version))
            .Select(require => (require.Path, require.Version))
            .ToList();
        if (ProxyProbe.ChooseModule(go.Settings, required) is not { } asked)
            return ([], ["GoDockProbeProxies: no proxy is asked, since no module requires one that isn't private."]);

        using var handler = ProxyProbe.CreateHandler();
        var results = await ProxyProbe
            .ProbeAsync(list, asked.Path, asked.Version, handler, ReadNetrc(), ProbeLimit, cancellationToken)
            .ConfigureAwait(false);
        var severity = Diagnostic.SeverityIn(request.ContinuousIntegration);
        return (
            [
                .. ProxyProbeVerdict
                    .Diagnose(goProxy, results)
                    .Select(diagnostic => diagnostic with { Severity = severity }),
            ],
            [.. results.Select(result => $"{result.Summary} (asked for {asked.Path} {asked.Version})")]
        );
    }

    private Netrc ReadNetrc()
    {
        foreach (var path in Netrc.Paths(request.Environment, HostPlatform.Current))
        {
            try
            {
                if (File.Exists(path))
                    return Netrc.Parse(RegularFile.ReadText(path, MaxNetrcBytes));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // go goes on without credentials, too.
            }
        }

        return Netrc.None;
    }

    // The default isn't written anywhere for a Go before 1.21: only the program knows it.
    private async Task<GoSetting> GoProxyAsync(CancellationToken cancellationToken)
    {
        var goProxy = go.Settings["GOPROXY"];
        return goProxy.Value.Length > 0 || go.Toolchain is null
            ? goProxy
            : (
                await GoInstallation
                    .AskAsync(
                        request.Go,
                        request.ProjectFile,
                        request.Environment,
                        runner,
                        request.Timeout,
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            ).Settings["GOPROXY"];
    }
}
