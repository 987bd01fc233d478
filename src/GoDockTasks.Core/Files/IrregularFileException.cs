using System.Globalization;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Files;

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
