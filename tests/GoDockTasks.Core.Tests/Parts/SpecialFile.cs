using System.Runtime.InteropServices;

namespace GoDockTasks.Core.Tests.Parts;

/// <summary>What has a name in a folder, and is no file.</summary>
internal static class SpecialFile
{
    private const uint ReadableByOwner = 0x180;

    /// <summary>A pipe without a writer: whoever opens it as a file is opened waits for ever. What had the name goes.</summary>
    public static string MakePipe(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        Assert.AreEqual(0, MakeFifo(path, ReadableByOwner));
        return path;
    }

    /// <summary>A file that takes no room on the disk, however large; what it begins with stays.</summary>
    public static string MakeLarge(string path, long bytes)
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate);
        file.SetLength(bytes);
        return path;
    }

    /// <summary>Gives a file or folder to another user and group; for root alone.</summary>
    public static void Give(string path, uint user, uint group) => Assert.AreEqual(0, ChangeOwner(path, user, group));

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "chown")]
    private static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "mkfifo")]
    private static extern int MakeFifo([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
