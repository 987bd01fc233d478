using System.Collections.Concurrent;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Tidy;
using Microsoft.Build.Framework;

namespace GoDockTasks;

/// <summary>
/// A check that runs while MSBuild does other things, until a task asks for its report. Where none does, it ends with
/// the build.
/// </summary>
internal sealed class BackgroundCheck : IDisposable
{
    private readonly CancellationTokenSource cancel = new();
    private readonly ConcurrentQueue<ProcessRequest> started = new();
    private readonly ModuleChecker checker;
    private readonly ReadWatch reads = ReadWatch.OfThisWork!;
    private readonly Task<ModuleCheckReport> report;

    private BackgroundCheck(ModuleCheckRequest request)
    {
        // A task that is over can't log any more.
        checker = new(new ProcessRunner(started.Enqueue), TimeProvider.System);
        report = Task.Run(() => checker.RunAsync(request, cancel.Token));
    }

    /// <summary>Begins the check that a later <see cref="Take"/> with the same request finds.</summary>
    public static void Start(IBuildEngine4 build, ModuleCheckRequest request) =>
        build.RegisterTaskObject(
            Key(request),
            new BackgroundCheck(request),
            RegisteredTaskObjectLifetime.Build,
            allowEarlyCollection: false
        );

    /// <summary>
    /// The check of this request, which is the caller's now; null where none was begun: what was asked for may have
    /// changed since.
    /// </summary>
    public static BackgroundCheck? Take(IBuildEngine4 build, ModuleCheckRequest request) =>
        (BackgroundCheck?)build.UnregisterTaskObject(Key(request), RegisteredTaskObjectLifetime.Build);

    /// <summary>
    /// Waits for the report; where what it tells of has changed since, as by a step of the build that generates code,
    /// checks anew.
    /// </summary>
    /// <param name="asked">What the report is to answer: the request that the check was begun with, now.</param>
    /// <param name="log">Told of each program that was started.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public async Task<ModuleCheckReport> ReportAsync(
        ModuleCheckRequest asked,
        Action<ProcessRequest> log,
        CancellationToken cancellationToken
    )
    {
        await using var registration = cancellationToken.Register(cancel.Cancel).ConfigureAwait(false);
        try
        {
            var early = await report.ConfigureAwait(false);
            return checker.IsCurrent(early, asked, cancel.Token)
                ? early
                : await checker.RunAsync(asked, cancel.Token).ConfigureAwait(false);
        }
        finally
        {
            foreach (var request in started)
                log(request);
        }
    }

    /// <summary>Ends the check if it still runs; no program is left. A read that doesn't end is.</summary>
    public void Dispose()
    {
        cancel.Cancel();
        reads.Wait(report, () => TimeSpan.FromSeconds(1));
        cancel.Dispose();
    }

    // All that a task can ask for. What else is in a request is the same for the whole build.
    private static string Key(ModuleCheckRequest request) =>
        string.Join(
            '\n',
            [
                nameof(BackgroundCheck),
                request.ProjectFile,
                request.Go.ToString(),
                request.CacheDirectory,
                $"{request.ProbeProxies} {request.Fix} {request.ContinuousIntegration} "
                    + $"{request.OnlyFromStore} {request.Timeout}",
                .. request.Sidecars.Select(sidecar => sidecar.ModuleDirectory),
            ]
        );
}
