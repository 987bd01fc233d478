using System.Collections.Concurrent;

namespace GoDockTasks.Core.Files;

/// <summary>
/// Knows what is being read, and for how long. A call of the system that reads from a disk of a network that is gone
/// doesn't return, and can't be given up: who must end in time has the work done by another thread, and leaves it to
/// that thread. What was left behind reads, writes and logs nothing any more.
/// </summary>
public sealed class ReadWatch
{
    private static readonly AsyncLocal<Work?> Current = new();
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<int, Slot> slots = new();

    /// <summary>What one thread is reading.</summary>
    private sealed class Slot
    {
        public string? Path;
        public long Since;
    }

    /// <summary>One task's work, with all the threads that take part in it.</summary>
    private sealed class Work(ReadWatch watch)
    {
        public ReadWatch Watch => watch;

        public volatile bool IsLeft;
    }

    /// <summary>
    /// Has a thread of its own do the work, and waits for it: for ever, unless a read takes longer than
    /// <paramref name="limit"/>.
    /// </summary>
    /// <param name="limit">Asked again and again: it may become shorter.</param>
    /// <returns>
    /// Null when the work is done; else the file that it waits for, and the work is left behind. Fails as the work
    /// does.
    /// </returns>
    public string? Run(Func<Task> work, Func<TimeSpan> limit)
    {
        var own = new Work(this);
        var task = Task.Factory.StartNew(
            () =>
            {
                Current.Value = own;
                work().GetAwaiter().GetResult();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default
        );
        if (Wait(task, limit) is { } path)
        {
            own.IsLeft = true;
            return path;
        }

        task.GetAwaiter().GetResult();
        return null;
    }

    /// <summary>Waits for what others do, likewise.</summary>
    /// <returns>Null when it is done; else the file that somebody waits for.</returns>
    public string? Wait(Task task, Func<TimeSpan> limit)
    {
        while (Task.WaitAny([task], Interval) < 0)
        {
            if (Waiting(limit()) is { } path && !task.IsCompleted)
                return path;
        }

        return null;
    }

    /// <summary>That of the work that this is a part of; null for none.</summary>
    public static ReadWatch? OfThisWork => Current.Value?.Watch;

    /// <summary>Ends what was left behind.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for this work any more.</exception>
    public static void ThrowIfLeft() => ThrowIfLeft(Current.Value);

    /// <summary>Before a call that may not return; <see cref="End"/> comes after it, whatever happens.</summary>
    internal static void Begin(string path)
    {
        if (Current.Value is not { } work)
            return;
        ThrowIfLeft(work);
        var slot = work.Watch.slots.GetOrAdd(Environment.CurrentManagedThreadId, _ => new());
        Volatile.Write(ref slot.Since, Environment.TickCount64);
        Volatile.Write(ref slot.Path, path);
    }

    internal static void End()
    {
        if (Current.Value is { } work && work.Watch.slots.TryGetValue(Environment.CurrentManagedThreadId, out var slot))
            Volatile.Write(ref slot.Path, null);
    }

    private static void ThrowIfLeft(Work? work)
    {
        if (work is { IsLeft: true })
            throw new OperationCanceledException("Nobody waits for this work any more.");
    }

    private string? Waiting(TimeSpan limit)
    {
        var before = Environment.TickCount64 - (long)limit.TotalMilliseconds;
        foreach (var slot in slots.Values)
        {
            // In this order: when the path is another one, the time is that one's, or later.
            if (Volatile.Read(ref slot.Path) is { } path && Volatile.Read(ref slot.Since) <= before)
                return path;
        }

        return null;
    }
}
