using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>
/// GDT2025: COPY keeps the modes of what it copies, and gives it to root. Those of a working copy depend on its umask,
/// so that they are looked at here and not written into a file that is the same on every machine.
/// </summary>
internal static class ClosedFiles
{
    // A folder with more is data, and one closed file in it would have been met.
    private const int MaxEntries = 10_000;

    /// <summary>The first file or folder that the image's user can't read.</summary>
    public static Diagnostic? Find(Sidecar sidecar, BuildGraph graph, RuntimeFiles files)
    {
        // Windows has no such bits: BuildKit makes every file from there readable.
        if (OperatingSystem.IsWindows() || sidecar.User.Split(':') is not [var user, .. var rest] || IsRoot(user))
            return null;
        var (read, search) =
            rest is [var group] && IsRoot(group)
                ? (UnixFileMode.GroupRead, UnixFileMode.GroupExecute)
                : (UnixFileMode.OtherRead, UnixFileMode.OtherExecute);
        var closed = files
            .Paths.SelectMany(path => Entries(Path.Combine(graph.Main.Folder, path)))
            .Take(MaxEntries)
            .FirstOrDefault(entry => IsClosed(entry, entry is DirectoryInfo ? read | search : read));
        return closed is null
            ? null
            : new(
                DiagnosticCatalogue.RuntimeFileClosed,
                SidecarItemLocator.Find(sidecar.Item, "RuntimeFiles"),
                $"'{Folders.Relative(graph.Main.Folder, closed.FullName)}' of '{sidecar.Name}' has mode "
                    + $"{Convert.ToString((int)closed.UnixFileMode, 8).PadLeft(4, '0')}, with which user "
                    + $"{sidecar.User} "
                    + "can't read it in the image; if it is no secret, chmod a+rX it; "
                    + "if it is one, mount it when the container starts."
            );
    }

    private static IEnumerable<FileSystemInfo> Entries(string path)
    {
        if (File.Exists(path))
            return [new FileInfo(path)];
        var folder = new DirectoryInfo(path);
        // A folder's content is copied, the folder itself isn't.
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
        };
        return folder.Exists ? folder.EnumerateFileSystemInfos("*", options) : [];
    }

    private static bool IsRoot(string number) => number.Trim('0').Length == 0;

    private static bool IsClosed(FileSystemInfo entry, UnixFileMode needed) =>
        entry.LinkTarget is null && (entry.UnixFileMode & needed) != needed;
}
