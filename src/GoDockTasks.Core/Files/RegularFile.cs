using System.Globalization;
using System.Text;
using GoDockTasks.Core.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace GoDockTasks.Core.Files;

/// <summary>
/// The one reader of files that somebody else wrote: of source trees, of caches, of what a user names. It opens regular
/// files only, never waits for one that isn't (a pipe without a writer would hold up a build for ever), and takes
/// nothing larger than the caller expects. Like go and docker it follows symbolic links.
/// </summary>
internal static class RegularFile
{
    /// <summary>
    /// Bound for what is read as a stream, and is never in memory as a whole: 8 GiB. No program, profile or embedded
    /// file is larger.
    /// </summary>
    public const long MaxStreamBytes = 8L * 1024 * 1024 * 1024;

    // A large file of a slow disk is no disk that is gone.
    private const int ReadAtOnce = 1024 * 1024;

    /// <summary>
    /// The file, to be read. Fails with the exceptions of <see cref="File"/>, with <see cref="IrregularFileException"/>
    /// and <see cref="FileTooLargeException"/>; the messages of both are clauses ("it is a folder").
    /// </summary>
    /// <param name="path">Absolute.</param>
    /// <param name="maxBytes">The largest that is opened.</param>
    public static Stream Open(string path, long maxBytes = MaxStreamBytes) => Open(OpenHandle(path), path, maxBytes);

    /// <summary>Likewise, for <see cref="FileHandles.Read"/>; of any size.</summary>
    public static SafeFileHandle OpenHandle(string path) => FileHandles.Open(path, followLink: true);

    /// <summary>The whole file; fails as <see cref="Open(string, long)"/> does.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="maxBytes">The largest that is read.</param>
    public static byte[] ReadBytes(string path, int maxBytes) => ReadBytes(OpenHandle(path), path, maxBytes);

    /// <summary>The whole file as text; UTF-8, or what its byte order mark says.</summary>
    public static string ReadText(string path, int maxBytes)
    {
        using var reader = Reader(ReadBytes(path, maxBytes));
        return reader.ReadToEnd();
    }

    /// <summary>Its lines, likewise.</summary>
    public static string[] ReadLines(string path, int maxBytes) => Lines(ReadBytes(path, maxBytes));

    /// <summary>The whole file, or why not: a clause such as "it isn't there". What is empty has no content.</summary>
    public static (byte[]? Content, string? Problem) TryRead(string path, int maxBytes)
    {
        try
        {
            var content = ReadBytes(path, maxBytes);
            return content.Length > 0 ? (content, null) : (null, "it is empty");
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

    /// <summary>
    /// A file of our own stores: as <see cref="ReadBytes(string, int)"/>, but a symbolic link is no file.
    /// </summary>
    public static byte[] ReadOwnBytes(string path, int maxBytes) =>
        ReadBytes(FileHandles.Open(path, followLink: false), path, maxBytes);

    /// <summary>Its lines, likewise.</summary>
    public static string[] ReadOwnLines(string path, int maxBytes) => Lines(ReadOwnBytes(path, maxBytes));

    /// <summary>
    /// Whether a pipe, a socket or a device has that name; what isn't there or can't be opened is none of them.
    /// </summary>
    public static bool IsIrregular(string path)
    {
        try
        {
            OpenHandle(path).Dispose();
            return false;
        }
        catch (IrregularFileException exception)
        {
            return exception.Message == IrregularFileException.Special;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static Stream Open(SafeFileHandle handle, string path, long maxBytes)
    {
        try
        {
            var stream = FileHandles.ToStream(handle, path);
            return stream.Length > maxBytes ? throw new FileTooLargeException(stream.Length, maxBytes) : stream;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static byte[] ReadBytes(SafeFileHandle handle, string path, int maxBytes)
    {
        using (handle)
        {
            var length = RandomAccess.GetLength(handle);
            if (length > maxBytes)
                throw new FileTooLargeException(length, maxBytes);
            var buffer = new byte[length];
            var count = 0;
            Span<byte> next = stackalloc byte[1];
            while (true)
            {
                int read;
                while (
                    count < buffer.Length
                    && (
                        read = FileHandles.Read(
                            handle,
                            path,
                            buffer.AsSpan(count, Math.Min(ReadAtOnce, buffer.Length - count)),
                            count
                        )
                    ) > 0
                )
                    count += read;
                // It may have shrunk or grown since.
                if (count < buffer.Length || FileHandles.Read(handle, path, next, count) == 0)
                    return count == buffer.Length ? buffer : buffer[..count];
                if (count == maxBytes)
                    throw new FileTooLargeException(RandomAccess.GetLength(handle), maxBytes);
                Array.Resize(ref buffer, (int)Math.Clamp(2L * count, Math.Min(4096, maxBytes), maxBytes));
            }
        }
    }

    private static string[] Lines(byte[] content)
    {
        using var reader = Reader(content);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
            lines.Add(line);
        return [.. lines];
    }

    // A reader's own buffers are larger than most of what is read.
    private static StreamReader Reader(byte[] content) =>
        new(
            new MemoryStream(content, writable: false),
            Encoding.UTF8,
            detectEncodingFromByteOrderMarks: true,
            bufferSize: Math.Clamp(content.Length, 1, 4096)
        );
}

/// <summary>
/// What has the name of a file is none that can be read to an end: a pipe, a socket, a device, a folder, or, in a store
/// of our own, a link.
/// </summary>
/// <param name="what">A clause: "it is a folder".</param>
internal sealed class IrregularFileException(string what) : IOException(what)
{
    public const string Special = "it isn't a regular file, but a pipe, a socket or a device";

    public const string Folder = "it is a folder";

    public const string Link = "it is a symbolic link";

    /// <summary>GDT0013: go, git and docker, too, would wait at it without end.</summary>
    public static Diagnostic Describe(string path) =>
        new(
            DiagnosticCatalogue.IrregularFile,
            new(path),
            $"'{path}' isn't a regular file, but a pipe, a socket or a device: whatever reads it may wait "
                + $"without end; remove it with `rm '{path}'`, or put a file in its place"
        );
}

/// <summary>A file is larger than any of its kind.</summary>
/// <param name="length">Not above the bound for what has no length of its own.</param>
internal sealed class FileTooLargeException(long length, long maxBytes)
    : IOException(
        length > maxBytes
            ? $"it is too large ({Size(length)}; at most {Size(maxBytes)})"
            : $"it is too large (more than {Size(maxBytes)})"
    )
{
    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>As "3.1 GiB".</summary>
    public static string Size(long bytes)
    {
        var unit = 0;
        double value = bytes;
        for (; value >= 1024 && unit < Units.Length - 1; unit++)
            value /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.##} {Units[unit]}");
    }
}
