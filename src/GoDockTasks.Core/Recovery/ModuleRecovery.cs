using System.Collections.Immutable;
using System.Globalization;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Tidy;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Recovery;

/// <summary>
/// Mends Go's caches in stages: looks, clears what is damaged and nothing else, downloads that again, looks again. It
/// may be ended after each, and at any time: a second run goes on where the first one was. go.mod and go.sum are what
/// everything is held against; they aren't written, unless GoDockFix asks for it.
/// </summary>
/// <param name="stage">
/// Told of each stage before it begins, of some once a module, with its name; from any thread.
/// </param>
public sealed class ModuleRecovery(
    IProcessRunner runner,
    TimeProvider time,
    Action<RecoveryStage, string>? stage = null
)
{
    /// <exception cref="OperationCanceledException">The caller cancelled; no program is left running.</exception>
    public async Task<RecoveryReport> RunAsync(RecoveryRequest request, CancellationToken cancellationToken)
    {
        var check = request.Check;
        var (fallbacks, malformed) = FallbackProxies.Read(request.FallbackProxies, check.ProjectFile);
        var (scope, unknown) = RecoveryScope.Read(request.Scope, check.ProjectFile);
        string[] directories =
        [
            .. check.Sidecars.Select(sidecar => sidecar.ModuleDirectory).Distinct(StringComparer.Ordinal),
        ];
        if (directories.Length == 0 || malformed.Length + unknown.Length > 0)
            return new([.. malformed, .. unknown], [], []);

        var go = await CheckedGo.FindAsync(check, runner, cancellationToken).ConfigureAwait(false);
        var view = (check.Readings ?? new(path: null, time)).View();
        var modules = directories.Select(directory => GoModule.At(directory, view)).ToImmutableArray();
        var workspaces = Workspace.Of(directories, go, view).OfType<Workspace>().Distinct().ToImmutableArray();
        var cached = CachedModule.Of(
            modules,
            ModuleCacheFolder.Of(go.Settings),
            workspaces.Select(workspace => workspace.ReadSums(view))
        );

        stage?.Invoke(RecoveryStage.Look, "");
        var cases =
            scope.Modules || scope.Downloads
                ? new ModuleClearance(scope, go.Toolchain is not null, stage).Run(cached, cancellationToken)
                : [];
        if (go.Toolchain is not null)
            cases = await RestoreAsync(cases, modules, fallbacks, go, check, cancellationToken).ConfigureAwait(false);
        var recovered = cases.Where(one => one.IsRecovered).Select(one => one.Module.Name).ToImmutableArray();
        var diagnostics = cases.SelectMany(one => one.Describe()).ToList();
        // Of what isn't recovered it would only say the same once more.
        if (go.Toolchain is not null && recovered.Length > 0 && recovered.Length == cases.Length)
            diagnostics.AddRange(
                await new ModuleVerification(go, runner, check)
                    .RunAsync(modules, cancellationToken)
                    .ConfigureAwait(false)
            );
        if (scope.Modules)
            diagnostics.AddRange(
                await new VendorRecovery(go, runner, check)
                    .RunAsync(VendorFolder.Of(modules, workspaces), cached, cancellationToken)
                    .ConfigureAwait(false)
            );
        if (
            go.Toolchain is not null
            && await BuildCacheAsync(scope, modules, go, check, cancellationToken).ConfigureAwait(false)
                is { } buildCache
        )
            diagnostics.Add(buildCache);

        stage?.Invoke(RecoveryStage.Check, "");
        var report = await new ModuleChecker(runner, time).RunAsync(check, cancellationToken).ConfigureAwait(false);
        return new(
            [.. diagnostics, .. report.Diagnostics],
            [Summary(cached.Length, cases.Length, recovered.Length), .. report.Remarks],
            recovered
        );
    }

    private static string Summary(int all, int wrong, int recovered) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"RecoverGoModule: looked at {all} modules of go.sum; {wrong} were not as they should be, {recovered} of "
                + $"them are recovered."
        );

    private async Task<ImmutableArray<ModuleCase>> RestoreAsync(
        ImmutableArray<ModuleCase> cases,
        ImmutableArray<GoModule> modules,
        ImmutableArray<GoProxyEntry> fallbacks,
        CheckedGo go,
        ModuleCheckRequest request,
        CancellationToken cancellationToken
    )
    {
        var due = cases.Where(one => one.Hindrance is null).ToImmutableArray();
        if (due.IsEmpty)
            return cases;
        stage?.Invoke(RecoveryStage.Download, "");
        var downloads = new Dictionary<string, Download>(StringComparer.Ordinal);
        var own = due.Where(one => ModuleExtraction.CanMend(one.State)).Select(one => one.Module).ToList();
        if (own.Count > 0)
        {
            var listing = own.SelectMany(module => module.Files).ToHashSet(StringComparer.Ordinal);
            await new ModuleExtraction(go, runner, request.TemporaryDirectory, request.Timeout)
                .RunAsync(modules.Where(module => listing.Contains(module.GoSumPath)), cancellationToken)
                .ConfigureAwait(false);
            foreach (var module in own.Where(module => CacheIntegrity.Check(module).IsWhole))
                downloads[module.Name] = new(module, null, "its own archive");
        }

        var missing = due.Select(one => one.Module)
            .Where(module => !downloads.ContainsKey(module.Name))
            .ToImmutableArray();
        foreach (
            var download in await new ModuleDownload(
                go,
                runner,
                time,
                NewestGo(modules),
                request.TemporaryDirectory,
                request.Timeout
            )
                .RunAsync(missing, fallbacks, cancellationToken)
                .ConfigureAwait(false)
        )
            downloads[download.Module.Name] = download;
        stage?.Invoke(RecoveryStage.Verify, "");
        return
        [
            .. cases
                .AsParallel()
                .AsOrdered()
                .WithCancellation(cancellationToken)
                .Select(one =>
                    one with
                    {
                        Download = downloads.GetValueOrDefault(one.Module.Name),
                        Outcome = CacheIntegrity.Check(one.Module),
                    }
                ),
        ];
    }

    private static string? NewestGo(ImmutableArray<GoModule> modules) =>
        modules
            .Select(module => module.GoMod.Go?.Version)
            .OfType<string>()
            .Where(GoVersion.IsValid)
            .Order(Comparer<string>.Create(GoVersion.Compare))
            .LastOrDefault();

    private async Task<Diagnostic?> BuildCacheAsync(
        RecoveryScope scope,
        ImmutableArray<GoModule> modules,
        CheckedGo go,
        ModuleCheckRequest request,
        CancellationToken cancellationToken
    )
    {
        if (scope.BuildCache == BuildCacheScope.Nothing)
            return null;
        stage?.Invoke(RecoveryStage.BuildCache, "");
        var recovery = new BuildCacheRecovery(go, runner, time, request.Timeout);
        return scope.BuildCache == BuildCacheScope.All
            ? await recovery.CleanAsync(modules[0], cancellationToken).ConfigureAwait(false)
            : await recovery.MendAsync(modules, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>Where a recovery is. It may be ended anywhere.</summary>
public enum RecoveryStage
{
    /// <summary>Archives and trees are read.</summary>
    Look,

    /// <summary>A damaged module is about to be cleared; once a module.</summary>
    Clear,

    /// <summary>Go sees already that it isn't whole, and it is still there.</summary>
    Clearing,

    /// <summary>It is gone.</summary>
    Cleared,

    /// <summary>What is missing is about to be extracted or downloaded.</summary>
    Download,

    /// <summary>What was downloaded is read.</summary>
    Verify,

    /// <summary>The modules are built, or the build cache is cleared.</summary>
    BuildCache,

    /// <summary>The modules are checked as in every build.</summary>
    Check,
}

/// <summary>What to recover, and with what.</summary>
public sealed record RecoveryRequest
{
    /// <summary>
    /// The modules, and what counts for a check of them: a recovery ends with it. GoDockFix lets it write go.mod,
    /// go.sum and the vendor folder.
    /// </summary>
    public required ModuleCheckRequest Check { get; init; }

    /// <summary>GoDockFallbackProxies.</summary>
    public string? FallbackProxies { get; init; }

    /// <summary>GoDockRecoverScope.</summary>
    public string? Scope { get; init; }
}

/// <summary>The outcome of a recovery.</summary>
/// <param name="Diagnostics">What was wrong, and what still is, in a stable order.</param>
/// <param name="Stages">What was done, a line each, in order; for readers of a normal log.</param>
/// <param name="Recovered">
/// Names (<c>path@version</c>) of the modules that are now as go.sum has them, and weren't.
/// </param>
public sealed record RecoveryReport(
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<string> Stages,
    ImmutableArray<string> Recovered
);

/// <summary>What a recovery may touch.</summary>
/// <param name="Modules">What is damaged in the module cache is cleared; vendor folders are compared.</param>
/// <param name="Downloads">What is missing in the module cache is downloaded.</param>
/// <param name="BuildCache">The build cache.</param>
internal sealed record RecoveryScope(bool Modules, bool Downloads, BuildCacheScope BuildCache)
{
    private static readonly RecoveryScope Default = new(true, true, BuildCacheScope.DamagedEntries);

    /// <param name="text">GoDockRecoverScope: words, separated by ;.</param>
    /// <param name="projectFile">Absolute.</param>
    /// <returns>GDT0003 for each word that isn't known.</returns>
    public static (RecoveryScope Scope, ImmutableArray<Diagnostic> Diagnostics) Read(string? text, string projectFile)
    {
        var words = (text ?? "")
            .Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.Ordinal);
        if (words.Count == 0)
            return (Default, []);
        var all = words.Contains("all");
        return (
            new(
                all || words.Contains("modules"),
                all || words.Contains("modules") || words.Contains("proxy"),
                all || words.Contains("buildcache") ? BuildCacheScope.All : BuildCacheScope.Nothing
            ),
            [
                .. words
                    .Where(word => word is not ("modules" or "proxy" or "buildcache" or "all"))
                    .Order(StringComparer.Ordinal)
                    .Select(word => new Diagnostic(
                        DiagnosticCatalogue.BadMetadata,
                        new(projectFile),
                        $"GoDockRecoverScope has '{word}'; allowed: modules, proxy, buildcache and all, separated by "
                            + "';', or nothing for what is damaged"
                    )),
            ]
        );
    }
}

/// <summary>How much of the build cache goes.</summary>
internal enum BuildCacheScope
{
    Nothing,

    /// <summary>Where `go build` fails, what isn't what its name says.</summary>
    DamagedEntries,

    /// <summary>All of it.</summary>
    All,
}
