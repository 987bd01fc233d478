using GoDockTasks.Core.Files;

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
            using var stream = RegularFile.Open(path);
            if (stream.Length == 0)
                return (null, "it is empty, or isn't a regular file");
            if (stream.Length > maxBytes)
                return (null, TooLarge(maxBytes));
            var content = new byte[stream.Length];
            return stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false) == content.Length ? (content, null) : (null, "it changes while it is read");
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
