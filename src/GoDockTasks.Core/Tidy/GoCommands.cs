namespace GoDockTasks.Core.Tidy;

/// <summary>Go commands of several modules at once.</summary>
internal static class GoCommands
{
    // Twice the processors: a go waits for its files for about half of its life, and more at once only compete
    // (measured: + 1 is 5% slower, + 4 is 6%).
    private static readonly int AtOnce = 2 * Environment.ProcessorCount;

    /// <summary>Runs <paramref name="run"/> for each number from 0; ends when all have ended.</summary>
    public static async Task ForEachAsync(int count, Func<int, Task> run, CancellationToken cancellationToken)
    {
        using var free = new SemaphoreSlim(AtOnce);
        var running = new Task[count];
        for (var index = 0; index < count; index++)
            running[index] = RunAsync(index);
        await Task.WhenAll(running).ConfigureAwait(false);

        async Task RunAsync(int index)
        {
            await free.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await run(index).ConfigureAwait(false);
            }
            finally
            {
                free.Release();
            }
        }
    }
}
