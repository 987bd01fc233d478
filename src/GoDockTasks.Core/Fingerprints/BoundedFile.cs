namespace GoDockTasks.Core.Fingerprints;

/// <summary>Files that somebody else wrote, read up to a size.</summary>
internal static class BoundedFile
{
    /// <summary>The whole file, or why not.</summary>
    public static (byte[]? Content, string? Problem) Read(string path, int maxBytes)
    {
        try
        {
            if (Directory.Exists(path))
                return (null, "it is a folder");
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.CanSeek && stream.Length > maxBytes)
                return (null, TooLarge(maxBytes));
            // A device has no length, and no end.
            using var content = new MemoryStream();
            var buffer = new byte[64 * 1024];
            int count;
            while ((count = stream.Read(buffer)) > 0)
            {
                if (content.Length + count > maxBytes)
                    return (null, TooLarge(maxBytes));
                content.Write(buffer, 0, count);
            }

            return (content.ToArray(), null);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, "it isn't there");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, exception.Message);
        }
    }

    private static string TooLarge(int maxBytes) => maxBytes >= 1024 * 1024 ? $"it is larger than {maxBytes / 1024 / 1024} MiB" : $"it is larger than {maxBytes / 1024} KiB";
}
