using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Recovery;

/// <summary>
/// The lock that go holds while it downloads or extracts a version of a module (modfetch.lockVersion,
/// cmd/go/internal/lockedfile/internal/filelock: flock(2), LockFileEx on Windows).
/// </summary>
internal sealed class ModuleLock : IDisposable
{
    private readonly Stream file;

    private ModuleLock(Stream file) => this.file = file;

    /// <summary>Takes it, without waiting. Fails with the exceptions of <see cref="File"/>.</summary>
    /// <param name="path">The lock file, absolute; made where it isn't there, as go makes it.</param>
    /// <returns>Null where somebody holds it.</returns>
    public static ModuleLock? TryTake(string path) => FileHandles.TryLock(path) is { } file ? new(file) : null;

    public void Dispose() => file.Dispose();
}
