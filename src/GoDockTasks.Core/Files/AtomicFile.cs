namespace GoDockTasks.Core.Files;

/// <summary>Files that are there whole or not at all, whoever else reads or writes them at the time.</summary>
public static class AtomicFile
{
    private const string Temporary = ".tmp";

    /// <summary>
    /// Writes to a temporary name beside <paramref name="path"/> and moves it into place; leaves the file alone where
    /// it has this content already. Fails with the exceptions of <see cref="File"/>, and then leaves nothing behind.
    /// </summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        if (Has(path, content))
            return;

        ReadWatch.ThrowIfLeft();
        var temporary = $"{path}.{Guid.NewGuid():N}{Temporary}";
        try
        {
            using (var file = FileHandles.Create(temporary))
                file.Write(content);
            if (!OperatingSystem.IsWindows() && File.Exists(path))
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            ReadWatch.ThrowIfLeft();
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Likewise, of any size; always writes.</summary>
    /// <param name="mode">Who may do what with it, on Unix; as the user's mask has it where null.</param>
    internal static void Write(string path, Stream content, UnixFileMode? mode = null)
    {
        ReadWatch.ThrowIfLeft();
        var temporary = $"{path}.{Guid.NewGuid():N}{Temporary}";
        try
        {
            using (var file = FileHandles.Create(temporary))
                content.CopyTo(file);
            if (mode is { } wanted && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(temporary, wanted);
            ReadWatch.ThrowIfLeft();
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Whether what follows a file's name in another name is what a temporary one has there.</summary>
    internal static bool IsTemporary(ReadOnlySpan<char> rest) =>
        rest.Length == 1 + 32 + Temporary.Length
        && rest[0] == '.'
        && rest.EndsWith(Temporary)
        && Guid.TryParseExact(rest[1..33], "N", out _);

    // A link is replaced by a file, whatever it leads to; and so is a pipe.
    private static bool Has(string path, ReadOnlySpan<byte> content)
    {
        if (new FileInfo(path) is not { Exists: true, LinkTarget: null } file || file.Length != content.Length)
            return false;
        try
        {
            return content.SequenceEqual(RegularFile.ReadOwnBytes(path, content.Length));
        }
        catch (Exception exception) when (exception is IrregularFileException or FileTooLargeException)
        {
            return false;
        }
    }
}
