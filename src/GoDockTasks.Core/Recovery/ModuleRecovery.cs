using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Tidy;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Recovery;

/// <summary>
/// Mends Go's caches in stages: looks, clears what is damaged and nothing else, downloads that again, looks again. It
/// may be ended after each, and at any time: a second run goes on where the first one was. go.mod and go.sum are what
/// everything is held against; they aren't written, unless GoDockFix asks for it.
/// </summary>
/// <param name="stage">Told of each stage before it begins.</param>
public sealed class ModuleRecovery(IProcessRunner runner, TimeProvider time, Action<RecoveryStage>? stage = null)
{
    /// <exception cref="OperationCanceledException">The caller cancelled; no program is left running.</exception>
    public async Task<RecoveryReport> RunAsync(RecoveryRequest request, CancellationToken cancellationToken)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var (fallbacks, malformed) = FallbackProxies.Read(request.FallbackProxies, request.Check.ProjectFile);
        diagnostics.AddRange(malformed);
        var directories = request
            .Check.Sidecars.Select(sidecar => sidecar.ModuleDirectory)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        if (directories.Length == 0 || malformed.Length > 0)
            return new(diagnostics.ToImmutable(), [], []);

        var go = await CheckedGo.FindAsync(request.Check, runner, cancellationToken).ConfigureAwait(false);
        var view = (request.Check.Readings ?? new(path: null, time)).View();
        var modules = CachedModule.Of(
            directories.Select(directory => GoModule.At(directory, view)),
            ModuleCacheFolder.Of(go.Settings)
        );

        var lines = ImmutableArray.CreateBuilder<string>();
        stage?.Invoke(RecoveryStage.Look);
        var cases = Clear(modules, cancellationToken);
        lines.Add($"{Count(modules.Length, "module")} of go.sum looked at, {cases.Length} not as they should be.");
        cases = await DownloadAsync(cases, fallbacks, go, request.Check, cancellationToken).ConfigureAwait(false);
        diagnostics.AddRange(cases.SelectMany(one => one.Describe()));
        var recovered = cases.Where(one => one.IsRecovered).Select(one => one.Module.Name).ToImmutableArray();

        stage?.Invoke(RecoveryStage.Check);
        var check = await new ModuleChecker(runner, time)
            .RunAsync(request.Check, cancellationToken)
            .ConfigureAwait(false);
        diagnostics.AddRange(check.Diagnostics);
        lines.AddRange(check.Remarks);
        return new(diagnostics.ToImmutable(), lines.ToImmutable(), recovered);
    }

    private static string Count(int number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");

    // Looks at all, and at what isn't sound once more when nobody else is at it.
    private ImmutableArray<ModuleCase> Clear(ImmutableArray<CachedModule> modules, CancellationToken cancellationToken)
    {
        var cases = new ConcurrentDictionary<string, ModuleCase>(StringComparer.Ordinal);
        Parallel.ForEach(modules, new() { CancellationToken = cancellationToken }, module =>
        {
            if (IsDue(module, CacheIntegrity.Check(module)))
            {
                if (Clear(module) is { } found)
                    cases[module.Name] = found;
            }
        });
        return [.. modules.Select(module => cases.GetValueOrDefault(module.Name)).OfType<ModuleCase>()];
    }

    private static bool IsDue(CachedModule module, CacheState state) =>
        state.IsDamaged || state.IsPartial || (state.IsAbsent && module.IsNeeded);

    // Null where another go has mended it meanwhile.
    private ModuleCase? Clear(CachedModule module)
    {
        var state = CacheIntegrity.Check(module);
        try
        {
            // Where there is no folder nobody has ever asked for it.
            using var held = Directory.Exists(module.Folder) ? ModuleLock.TryTake(module.Lock) : null;
            if (held is null && Directory.Exists(module.Folder))
                return new(module, state) { Hindrance = Locked(module) };
            state = CacheIntegrity.Check(module);
            if (!IsDue(module, state))
                return null;
            if (!state.IsDamaged)
                return new(module, state);
            if (ModuleClearing.Find(module, state) is { } obstacle)
                return new(module, state) { Hindrance = CannotClear(module, obstacle) };
            stage?.Invoke(RecoveryStage.Clear);
            ModuleClearing.Clear(module, state, () => stage?.Invoke(RecoveryStage.Clearing));
            stage?.Invoke(RecoveryStage.Cleared);
            return new(module, state);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(module, state) { Hindrance = Failed(module, exception) };
        }
    }

    private static Diagnostic Locked(CachedModule module) =>
        new(
            DiagnosticCatalogue.ModuleLocked,
            new(module.Lock),
            $"{module.Name} isn't recovered now, since a go command that downloads or extracts it holds "
                + $"'{module.Lock}'; wait for it, or see with `fuser '{module.Lock}'` which process that is and end "
                + "it, and run this again"
        );

    private static Diagnostic CannotClear(CachedModule module, Obstacle obstacle) =>
        new(
            DiagnosticCatalogue.CannotClear,
            new(obstacle.Path),
            $"{module.Name} can't be cleared: '{obstacle.Path}': {obstacle.Reason}; "
                + (obstacle.IsOwner ? TakeOver(module) : "put a folder in its place, or clear it by hand")
        );

    private static Diagnostic Failed(CachedModule module, Exception exception) =>
        UnixStatus.CurrentUser is { } user and not 0
        && exception is UnauthorizedAccessException
        && UnixStatus.Of(module.Folder) is { } status
        && status.User != user
            ? CannotClear(
                module,
                new(module.Folder, IsOwner: true, $"it belongs to the user with number {status.User}")
            )
        : exception.HResult == NoSpace ? new(DiagnosticCatalogue.NoSpace, new(module.Folder), exception.Message)
        : new(
            DiagnosticCatalogue.NoAccess,
            new(module.Folder),
            $"{module.Name} can't be cleared: {exception.Message} Give yourself the right to write there."
        );

    private static string TakeOver(CachedModule module) =>
        $"give the cache to yourself: sudo chown -R \"$(id -u):$(id -g)\" '{module.Cache}'";

    // ENOSPC; ERROR_DISK_FULL.
    private static int NoSpace => OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28;

    private async Task<ImmutableArray<ModuleCase>> DownloadAsync(
        ImmutableArray<ModuleCase> cases,
        ImmutableArray<Proxies.GoProxyEntry> fallbacks,
        CheckedGo go,
        ModuleCheckRequest request,
        CancellationToken cancellationToken
    )
    {
        var due = cases.Where(one => one.Hindrance is null).Select(one => one.Module).ToImmutableArray();
        if (due.IsEmpty || go.Toolchain is null)
            return cases;
        stage?.Invoke(RecoveryStage.Download);
        var downloads = await new ModuleDownload(go, runner, time, request.TemporaryDirectory, request.Timeout)
            .RunAsync(due, fallbacks, cancellationToken)
            .ConfigureAwait(false);
        stage?.Invoke(RecoveryStage.Verify);
        var ended = new ModuleCase[cases.Length];
        Parallel.For(0, cases.Length, new() { CancellationToken = cancellationToken }, index =>
            ended[index] = cases[index] with
            {
                Download = downloads.FirstOrDefault(download => download.Module == cases[index].Module),
                Outcome = CacheIntegrity.Check(cases[index].Module),
            }
        );
        return [.. ended];
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

    /// <summary>What is missing is about to be downloaded.</summary>
    Download,

    /// <summary>What was downloaded is read.</summary>
    Verify,

    /// <summary>The modules are checked as in every build.</summary>
    Check,
}
