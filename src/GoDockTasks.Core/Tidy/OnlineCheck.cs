using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tidy;

/// <summary>
/// What only the network knows, and is asked for GoDockProbeProxies alone: which proxies answer, and what was
/// retracted.
/// </summary>
internal sealed class OnlineCheck(ModuleCheckRequest request, CheckedGo go, IProcessRunner runner) : IDisposable
{
    private const int MaxNetrcBytes = 1024 * 1024;

    private readonly CancellationTokenSource stalls = new();

    /// <summary>Cancelled where it has turned out that go would wait for a proxy without end.</summary>
    public CancellationToken Stalls => stalls.Token;

    /// <summary>GDT1210 and GDT1014, and a remark a proxy.</summary>
    public async Task<(ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<string> Remarks)> AskAsync(
        ImmutableArray<ModuleSnapshot> modules,
        CancellationToken cancellationToken
    )
    {
        var probing = ProbeAsync(modules, cancellationToken);
        var retracted = new ImmutableArray<Diagnostic>[modules.Length];
        Array.Fill(retracted, []);
        if (go.Toolchain is not null)
        {
            var check = new RetractionCheck(
                new(runner, go.Settings.ProcessEnvironment(), request.TemporaryDirectory, request.Timeout)
                {
                    GiveUp = Stalls,
                },
                go.Toolchain
            );
            await GoCommands
                .ForEachAsync(
                    modules.Length,
                    async index =>
                    {
                        var module = modules[index];
                        // go would wait for a pipe.
                        if (module.Seen.All(seen => seen.Descriptor != DiagnosticCatalogue.IrregularFile))
                            retracted[index] = await check
                                .RunAsync(module.Files, cancellationToken)
                                .ConfigureAwait(false);
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        var (diagnostics, remarks) = await probing.ConfigureAwait(false);
        return ([.. diagnostics, .. retracted.SelectMany(found => found)], remarks);
    }

    public void Dispose() => stalls.Dispose();

    private async Task<(ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<string> Remarks)> ProbeAsync(
        ImmutableArray<ModuleSnapshot> modules,
        CancellationToken cancellationToken
    )
    {
        var settings = await go.AllSettingsAsync(request, runner, cancellationToken).ConfigureAwait(false);
        var goProxy = settings["GOPROXY"];
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
            .ProbeAsync(list, asked.Path, asked.Version, handler, ReadNetrc(), request.ProbeLimit, cancellationToken)
            .ConfigureAwait(false);
        if (ProxyProbeVerdict.IsStalled(results))
            await stalls.CancelAsync().ConfigureAwait(false);
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
}

/// <summary>
/// Whether a module requires versions that their authors took back (https://go.dev/ref/mod#go-mod-file-retract).
/// </summary>
internal sealed class RetractionCheck(ModFileSandbox copies, GoToolchain go)
{
    /// <summary>
    /// GDT1014 at each requirement that is retracted or deprecated. Nothing where go can't say: a probe tells why.
    /// </summary>
    public async Task<ImmutableArray<Diagnostic>> RunAsync(GoModule files, CancellationToken cancellationToken)
    {
        ImmutableArray<RequireDirective> required = [.. files.GoMod.DownloadedRequirements()];
        if (required.IsEmpty)
            return [];

        var outcome = await copies
            .RunAsync(
                go,
                files.Directory,
                files.UnixGoMod,
                files.UnixGoSum,
                ["list", "-m", "-u", "-e", "-json", "-mod=mod"],
                [.. required.Select(require => require.Path)],
                cancellationToken
            )
            .ConfigureAwait(false);
        return outcome.Process.Succeeded ? Read(files, outcome.Process.StandardOutput) : [];
    }

    private static ImmutableArray<Diagnostic> Read(GoModule files, string json)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        try
        {
            var reader = new Utf8JsonReader(
                Encoding.UTF8.GetBytes(json),
                new JsonReaderOptions { AllowMultipleValues = true }
            );
            while (reader.Read())
            {
                using var document = JsonDocument.ParseValue(ref reader);
                if (Describe(files, document.RootElement) is { } diagnostic)
                    diagnostics.Add(diagnostic);
            }
        }
        catch (JsonException)
        {
            // Cut off: what was read so far counts.
        }

        return diagnostics.ToImmutable();
    }

    private static Diagnostic? Describe(GoModule files, JsonElement module)
    {
        var path = module.TryGetProperty("Path", out var value) ? value.GetString() : null;
        if (files.GoMod.Require.FirstOrDefault(require => require.Path == path) is not { } require)
            return null;

        var what =
            module.TryGetProperty("Retracted", out var reasons)
                ? $"was retracted by its author: "
                    + $"{string.Join("; ", reasons.EnumerateArray().Select(reason => reason.GetString()))}"
            : module.TryGetProperty("Deprecated", out var reason) ? $"is deprecated: {reason.GetString()}"
            : null;
        return what is null
            ? null
            : new(
                DiagnosticCatalogue.RetractedOrDeprecated,
                new(files.GoModPath, require.Position.Line, require.Position.Column),
                $"{path} {require.Version} {what.ReplaceLineEndings(" ")}; choose another with `go get "
                    + $"{path}@latest`, or what the author says."
            );
    }
}
