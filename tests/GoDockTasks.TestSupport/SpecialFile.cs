using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GoDockTasks.TestSupport;

/// <summary>What has a name in a folder, and is no file.</summary>
public static class SpecialFile
{
    private const uint ReadableByOwner = 0x180;

    /// <summary>
    /// A pipe without a writer: whoever opens it as a file is opened waits for ever. What had the name goes.
    /// </summary>
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

    /// <summary>
    /// Whoever opens the file waits until this is disposed of, as for a disk of a network that is gone: the kernel asks
    /// us whether they may (fanotify(7)), and we never answer. For root alone; not even this process can open it.
    /// </summary>
    public static IDisposable Hold(string path)
    {
        const uint ContentClass = 0x4 | 0x1;
        const uint Add = 0x1;
        const ulong OpenPermission = 0x10000;
        var group = new SafeFileHandle(InitializeNotification(ContentClass, 0), ownsHandle: true);
        Assert.AreEqual(
            (false, 0),
            (group.IsInvalid, MarkForNotification((int)group.DangerousGetHandle(), Add, OpenPermission, -100, path)),
            Marshal.GetLastPInvokeErrorMessage()
        );
        return group;
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "fanotify_init", SetLastError = true)]
    private static extern int InitializeNotification(uint flags, uint openFlags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "fanotify_mark", SetLastError = true)]
    private static extern int MarkForNotification(
        int group,
        uint flags,
        ulong mask,
        int folder,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path
    );

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "chown")]
    private static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "mkfifo")]
    private static extern int MakeFifo([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
