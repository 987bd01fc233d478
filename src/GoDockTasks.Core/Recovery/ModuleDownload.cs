using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Failures;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Tidy;
using GoDockTasks.Core.Toolchain;
using Polly;
using Polly.Retry;

namespace GoDockTasks.Core.Recovery;

/// <summary>
/// Downloads modules with `go mod download`: from where GOPROXY says, and what isn't had there from the project's
/// fallbacks. Runs in a folder of its own, with the lines of go.sum that are about these modules: no go.mod or go.sum
/// of a module is written, and go itself holds every byte against them.
/// </summary>
/// <param name="goVersion">
/// That of the modules' builds; from Go 1.21 on go fetches it where it is older itself, as it does for a build.
/// </param>
/// <param name="time">For the pauses between attempts.</param>
internal sealed class ModuleDownload(
    CheckedGo go,
    IProcessRunner runner,
    TimeProvider time,
    string? goVersion,
    string temporaryDirectory,
    TimeSpan timeout
)
{
    // A command line has a length that systems bound.
    private const int ModulesAtOnce = 100;

    /// <summary>Downloads what it can.</summary>
    /// <param name="fallbacks">Asked in turn for what is still missing.</param>
    /// <returns>An entry a module, in their order.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ImmutableArray<Download>> RunAsync(
        ImmutableArray<CachedModule> modules,
        ImmutableArray<GoProxyEntry> fallbacks,
        CancellationToken cancellationToken
    )
    {
        var downloads = new Dictionary<CachedModule, Download>();
        await TryAsync(modules, null, downloads, cancellationToken).ConfigureAwait(false);
        foreach (var fallback in fallbacks)
        {
            var missing = modules
                .Where(module =>
                    downloads[module].Failure is { } failure
                    && MayAskAnother(failure)
                    && FallbackProxies.MayBeAsked(module.Path, go.Settings)
                )
                .ToImmutableArray();
            await TryAsync(missing, fallback, downloads, cancellationToken).ConfigureAwait(false);
        }

        return [.. modules.Select(module => downloads[module])];
    }

    // Who is refused might ask another for what isn't theirs to see; and what isn't what go.sum says is a matter for
    // people. GOPROXY=off is somebody's decision, which the list of fallbacks doesn't take back.
    private static bool MayAskAnother(GoFailure failure) =>
        failure.Descriptor.IsNetwork
            && failure.Descriptor != DiagnosticCatalogue.ProxyAuth
            && failure.Descriptor != DiagnosticCatalogue.GitAuth
            && failure.Descriptor != DiagnosticCatalogue.GitSsh
            && failure.Descriptor != DiagnosticCatalogue.ProxyOff
            && failure.Descriptor != DiagnosticCatalogue.ChecksumDatabase
        || failure.Descriptor == DiagnosticCatalogue.TimedOut;

    private static bool IsTransient(GoFailure failure) =>
        failure.Descriptor == DiagnosticCatalogue.ProxyServerError
        || failure.Descriptor == DiagnosticCatalogue.ConnectionRefused
        || failure.Descriptor == DiagnosticCatalogue.NetworkTimeout
        || failure.Descriptor == DiagnosticCatalogue.Dns;

    private async Task TryAsync(
        ImmutableArray<CachedModule> modules,
        GoProxyEntry? proxy,
        Dictionary<CachedModule, Download> downloads,
        CancellationToken cancellationToken
    )
    {
        var retry = new ResiliencePipelineBuilder<bool> { TimeProvider = time }
            .AddRetry(
                new RetryStrategyOptions<bool>
                {
                    ShouldHandle = new PredicateBuilder<bool>().HandleResult(isTransient => isTransient),
                    MaxRetryAttempts = 2,
                    Delay = TimeSpan.FromSeconds(1),
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                }
            )
            .Build();
        foreach (var some in modules.Chunk(ModulesAtOnce))
        {
            var left = some;
            await retry
                .ExecuteAsync(
                    async cancel =>
                    {
                        foreach (var download in await RunGoAsync(left, proxy, cancel).ConfigureAwait(false))
                            downloads[download.Module] = download;
                        left =
                        [
                            .. left.Where(module => downloads[module].Failure is { } failure && IsTransient(failure)),
                        ];
                        return left.Length > 0;
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }

    private async Task<IEnumerable<Download>> RunGoAsync(
        CachedModule[] modules,
        GoProxyEntry? proxy,
        CancellationToken cancellationToken
    )
    {
        using var folder = new ScratchFolder(temporaryDirectory);
        AtomicFile.Write(Path.Combine(folder.Path, "go.mod"), Encoding.UTF8.GetBytes(GoMod()));
        AtomicFile.Write(Path.Combine(folder.Path, "go.sum"), Encoding.UTF8.GetBytes(GoSum(modules)));
        var environment = go.Settings.ProcessEnvironment();
        environment["GOWORK"] = "off";
        if (proxy is not null)
            environment["GOPROXY"] = proxy.Text;
        var process = await runner
            .RunAsync(
                new(
                    go.Toolchain!.Executable,
                    ["mod", "download", "-json", "-x", .. modules.Select(module => module.Name)],
                    folder.Path,
                    environment,
                    timeout
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
        var errors = ReadErrors(process.StandardOutput);
        return modules.Select(module => new Download(
            module,
            Failure(module, process, errors),
            Source(module, process.StandardError, proxy)
        ));
    }

    private string GoMod() =>
        "module example.com/recovery\n"
        + (goVersion is not null && GoVersion.Compare(go.Toolchain!.Version, "1.21") >= 0 ? $"\ngo {goVersion}\n" : "");

    private static string GoSum(CachedModule[] modules)
    {
        var lines = new StringBuilder();
        foreach (var module in modules)
        {
            foreach (var sum in module.Sums)
                lines.Append($"{module.Path} {module.Version} {sum.Hash}\n");
            foreach (var sum in module.GoModSums)
                lines.Append($"{module.Path} {module.Version}/go.mod {sum.Hash}\n");
        }

        return lines.ToString();
    }

    // What was stopped may have done a part of its work, and says nothing of it.
    private GoFailure? Failure(CachedModule module, ProcessOutcome process, Dictionary<string, string?>? errors)
    {
        if (process.End == ProcessEnd.TimedOut)
            return CacheIntegrity.Check(module).IsWhole
                ? null
                : new(
                    DiagnosticCatalogue.TimedOut,
                    $"`go mod download {module.Name}` did not end within {timeout.TotalSeconds:0} s and was stopped",
                    module.Path,
                    module.Version,
                    null,
                    null,
                    null,
                    ""
                )
                {
                    Advice = "see whether a proxy stalls (-p:GoDockProbeProxies=true), or raise GoDockTimeoutSeconds",
                };
        if (process.End == ProcessEnd.NotStarted)
            return Classify(process.StandardError);
        if (errors is null || !errors.TryGetValue(module.Name, out var error))
            return process.Succeeded ? null : Classify(WithoutTrace(process.StandardError));
        return error is null ? null : Classify(error);
    }

    private GoFailure Classify(string output) =>
        FailureSettings.Apply(FailureClassifier.Classify(ProxyCredentials.Remove(output, go.Settings)), go.Settings);

    private static string WithoutTrace(string output) =>
        string.Join('\n', output.Split('\n').Where(line => !line.StartsWith("# get ", StringComparison.Ordinal)));

    // One JSON object a module, one after the other; null where that isn't what go wrote.
    private static Dictionary<string, string?>? ReadErrors(string output)
    {
        var errors = new Dictionary<string, string?>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(
            Encoding.UTF8.GetBytes(output),
            new JsonReaderOptions { AllowMultipleValues = true }
        );
        try
        {
            while (reader.Read())
            {
                var module = JsonElement.ParseValue(ref reader);
                errors[$"{Text(module, "Path")}@{Text(module, "Version")}"] = Text(module, "Error");
            }

            return errors;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement module, string name) =>
        module.TryGetProperty(name, out var value) ? value.GetString() : null;

    // `# get https://proxy.example.com/example.com/x/@v/v1.0.0.zip: 200 OK (0.1s)` is what -x prints.
    private static string Source(CachedModule module, string trace, GoProxyEntry? proxy)
    {
        var name = Path.GetRelativePath(Path.Combine(module.Cache, "cache", "download"), module.Archive);
        var end = $"/{name.Replace(Path.DirectorySeparatorChar, '/')}: 200 OK";
        foreach (var line in trace.Split('\n'))
        {
            if (
                line.StartsWith("# get ", StringComparison.Ordinal)
                && line.IndexOf(end, StringComparison.Ordinal) is var at and >= 0
            )
                return Secrets.Redact(line["# get ".Length..(at + end.Length - ": 200 OK".Length)]);
        }

        return proxy is null ? "where GOPROXY says, or its own archive" : proxy.Display;
    }
}

/// <summary>What became of the download of a module.</summary>
/// <param name="Failure">Null where it worked.</param>
/// <param name="Source">Where it came from, without credentials.</param>
internal sealed record Download(CachedModule Module, GoFailure? Failure, string Source);

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
