using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GoDockTasks.Package.Tests.Parts;

/// <summary>
/// Counts how often files of a folder are opened, by whichever process: the kernel tells (inotify(7)).
/// </summary>
internal sealed class OpenedFiles : IDisposable
{
    private const int NonBlocking = 0x800;
    private const uint Opened = 0x20;
    private const uint OfFolder = 0x4000_0000;
    private const uint Overflow = 0x4000;
    private const int HeaderSize = 16;

    private readonly SafeFileHandle queue;
    private readonly Dictionary<int, string> folders = [];

    private OpenedFiles(string root)
    {
        queue = new SafeFileHandle(Initialize(NonBlocking), ownsHandle: true);
        foreach (var folder in Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories).Prepend(root))
        {
            var watch = AddWatch(Number, folder, Opened);
            Assert.IsGreaterThan(0, watch, Marshal.GetLastPInvokeErrorMessage());
            folders.Add(watch, Path.GetRelativePath(root, folder));
        }
    }

    private int Number => (int)queue.DangerousGetHandle();

    /// <summary>Begins with the folders that are there.</summary>
    /// <param name="root">Absolute.</param>
    public static OpenedFiles Watch(string root) => new(root);

    /// <summary>
    /// Each opened file's path from the folder with <c>/</c>, as often as it was opened since it was last asked;
    /// sorted.
    /// </summary>
    public string[] Take()
    {
        var opened = new List<string>();
        var buffer = new byte[64 * 1024];
        for (nint count; (count = Read(Number, buffer, buffer.Length)) > 0; )
        {
            for (var at = 0; at < count; )
            {
                var mask = BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(at + 4));
                var length = BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(at + 12));
                var name = Encoding.UTF8.GetString(buffer, at + HeaderSize, length).TrimEnd('\0');
                Assert.AreEqual(0u, mask & Overflow);
                if ((mask & OfFolder) == 0)
                    opened.Add(Path.Combine(folders[BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(at))], name));
                at += HeaderSize + length;
            }
        }

        return [.. opened.Order(StringComparer.Ordinal)];
    }

    public void Dispose() => queue.Dispose();

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "inotify_init1", SetLastError = true)]
    private static extern int Initialize(int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "inotify_add_watch", SetLastError = true)]
    private static extern int AddWatch(int queue, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mask);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    private static extern nint Read(int queue, [Out] byte[] buffer, nint count);
}
