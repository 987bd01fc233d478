using System.Collections.Concurrent;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Processes;
using Microsoft.Build.Framework;

namespace GoDockTasks;

/// <summary>
/// What a task begins, and goes on while MSBuild does other things, until another task takes it. Where none does, it
/// ends with the build.
/// </summary>
/// <typeparam name="T">What comes of it.</typeparam>
internal sealed class BackgroundWork<T> : IDisposable
{
    private readonly CancellationTokenSource cancel = new();
    private readonly ConcurrentQueue<ProcessRequest> started = new();
    private readonly ReadWatch reads = ReadWatch.OfThisWork!;
    private readonly Task<T> work;

    // A task that is over can't log any more.
    private BackgroundWork(Func<IProcessRunner, CancellationToken, Task<T>> begin) =>
        work = Task.Run(() => begin(new ProcessRunner(started.Enqueue), cancel.Token));

    /// <summary>Begins it.</summary>
    /// <param name="key">What <see cref="Take"/> asks for it by.</param>
    /// <returns>Its end.</returns>
    public static Task<T> Begin(IBuildEngine4 build, string key, Func<IProcessRunner, CancellationToken, Task<T>> begin)
    {
        // A project that is built twice in one build takes turns: what would be replaced has to end.
        Take(build, key)?.Dispose();
        var begun = new BackgroundWork<T>(begin);
        build.RegisterTaskObject(key, begun, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        return begun.work;
    }

    /// <summary>What was begun, which is the caller's now; null where nothing was.</summary>
    public static BackgroundWork<T>? Take(IBuildEngine4 build, string key) =>
        (BackgroundWork<T>?)build.UnregisterTaskObject(key, RegisteredTaskObjectLifetime.Build);

    /// <summary>Waits for it.</summary>
    /// <param name="log">Told of each program that was started.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<T> WaitAsync(Action<ProcessRequest> log, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(cancel.Cancel).ConfigureAwait(false);
        try
        {
            return await work.ConfigureAwait(false);
        }
        finally
        {
            foreach (var request in started)
                log(request);
        }
    }

    /// <summary>Ends it if it still goes on; no program is left. A read that doesn't end is.</summary>
    public void Dispose()
    {
        cancel.Cancel();
        reads.Wait(work, () => TimeSpan.FromSeconds(1));
        cancel.Dispose();
    }
}
