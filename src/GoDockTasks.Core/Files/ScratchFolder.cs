namespace GoDockTasks.Core.Files;

/// <summary>A new, empty folder for temporary files, which goes with all that is in it.</summary>
internal sealed class ScratchFolder : IDisposable
{
    /// <summary>Fails with the exceptions of <see cref="Directory"/>.</summary>
    /// <param name="parent">Absolute.</param>
    public ScratchFolder(string parent)
    {
        Path = System.IO.Path.Combine(parent, $"godock-{Guid.NewGuid():N}");
        // The folder of temporary files is everybody's; what lies in this one isn't.
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path);
        else
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Absolute.</summary>
    public string Path { get; }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A child of a program that was ended may still be writing; the system cleans its folder of temporary
            // files.
        }
    }
}
