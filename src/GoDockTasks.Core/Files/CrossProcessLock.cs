using System.Security.Cryptography;
using System.Text;

namespace GoDockTasks.Core.Files;

/// <summary>
/// Builds of several projects are several processes at once: who changes a file that they share waits for the others.
/// </summary>
internal static class CrossProcessLock
{
    /// <summary>
    /// Runs what reads, changes and writes <paramref name="path"/>, alone on this machine, as long as the system has
    /// locks to give.
    /// </summary>
    /// <param name="change">Takes milliseconds: the wait for it can't be cancelled.</param>
    public static T Run<T>(string path, Func<T> change)
    {
        using var mutex = Create(path);
        try
        {
            mutex?.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Whoever had it was ended; the file is whole all the same.
        }

        try
        {
            return change();
        }
        finally
        {
            mutex?.ReleaseMutex();
        }
    }

    private static Mutex? Create(string path)
    {
        try
        {
            // Global: build nodes may be in other sessions.
            return new(
                initiallyOwned: false,
                @"Global\GoDockTasks-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))
            );
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or WaitHandleCannotBeOpenedException)
        {
            return null;
        }
    }
}
