namespace GoDockTasks.Core.Files;

/// <summary>Files that are there whole or not at all, whoever else reads or writes them at the time.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes to a temporary name beside <paramref name="path"/> and moves it into place; leaves the file alone where it has
    /// this content already. Fails with the exceptions of <see cref="File"/>, and then leaves nothing behind.
    /// </summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        if (File.Exists(path) && content.SequenceEqual(File.ReadAllBytes(path)))
            return;

        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(temporary, content);
            if (!OperatingSystem.IsWindows() && File.Exists(path))
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
