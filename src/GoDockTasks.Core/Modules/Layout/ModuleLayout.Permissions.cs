using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Modules.Layout;

/// <summary>Who may write to a module.</summary>
internal static partial class ModuleLayout
{
    /// <summary>
    /// GDT1013, once for the module, if everybody may write to files of it. Nothing on Windows and on file systems
    /// without modes.
    /// </summary>
    /// <param name="files">Absolute paths; missing ones are passed over.</param>
    public static ImmutableArray<Diagnostic> CheckPermissions(GoModFile file, IEnumerable<string> files)
    {
        if (OperatingSystem.IsWindows() || !HasModes(FolderOf(file)))
            return [];
        var count = 0;
        string? first = null;
        foreach (var candidate in files)
        {
            if (!IsWorldWritable(candidate))
                continue;
            count++;
            if (first is null || string.CompareOrdinal(candidate, first) < 0)
                first = candidate;
        }

        if (first is null)
            return [];
        var others = count == 1 ? "" : $" and {count - 1} more";
        return
        [
            Create(
                DiagnosticCatalogue.WorldWritable,
                file,
                $"everybody may write to {first}{others}; run chmod -R o-w '{FolderOf(file)}'"
            ),
        ];
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static bool IsWorldWritable(string path)
    {
        try
        {
            return (File.GetUnixFileMode(path) & UnixFileMode.OtherWrite) != 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // These show one mode for all files, mostly 777.
    private static bool HasModes(string folder)
    {
        try
        {
            return new DriveInfo(folder).DriveFormat
                is not (
                    "vfat"
                    or "msdos"
                    or "exfat"
                    or "ntfs"
                    or "ntfs3"
                    or "fuseblk"
                    or "v9fs"
                    or "9p"
                    or "drvfs"
                    or "cifs"
                    or "smb"
                    or "smb2"
                    or "smb3"
                    or "vboxsf"
                );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
