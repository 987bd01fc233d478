using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GoDockTasks.Core.Files;

/// <summary>
/// What Linux tells of a file, and .NET doesn't: of what kind it is, and whose. A link is what it is itself.
/// </summary>
/// <param name="User">The number of its owner.</param>
/// <param name="Group">The number of its group.</param>
/// <param name="Mode">Who may do what with it.</param>
internal readonly partial record struct UnixStatus(uint User, uint Group, UnixFileMode Mode)
{
    private const int PermissionMask = 0xFFF;
    private const int TypeMask = 0xF000;
    private const int RegularType = 0x8000;

    // Of statx(2), which is laid out alike on every processor, as stat(2) isn't.
    private const int Size = 256;
    private const int UserOffset = 20;
    private const int GroupOffset = 24;
    private const int ModeOffset = 28;
    private const int InodeOffset = 32;
    private const int LengthOffset = 40;
    private const int ChangedOffset = 96;
    private const int ModifiedOffset = 112;
    private const uint BasicFields = 0x7FF;
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const int OfDescriptor = 0x1000;

    private const int NoSuchFile = 2;
    private const int NoFolder = 20;

    /// <summary>
    /// Whether it is neither pipe nor device. Where the system doesn't tell, what has a length is none.
    /// </summary>
    public static bool IsRegular(SafeFileHandle handle)
    {
        Span<byte> status = stackalloc byte[Size];
        return TryRead((int)handle.DangerousGetHandle(), "\0"u8, OfDescriptor, status)
            ? (MemoryMarshal.Read<ushort>(status[ModeOffset..]) & TypeMask) == RegularType
            : RandomAccess.GetLength(handle) > 0;
    }

    /// <summary>Of a file or folder; null where that can't be told.</summary>
    /// <param name="path">Absolute.</param>
    public static UnixStatus? Of(string path)
    {
        Span<byte> status = stackalloc byte[Size];
        return TryRead(path, NoFollow, status)
            ? new(
                MemoryMarshal.Read<uint>(status[UserOffset..]),
                MemoryMarshal.Read<uint>(status[GroupOffset..]),
                (UnixFileMode)(MemoryMarshal.Read<ushort>(status[ModeOffset..]) & PermissionMask)
            )
            : null;
    }

    /// <summary>Whether a file is there that is neither pipe nor device, nor a link.</summary>
    public static bool IsRegularFile(string path)
    {
        Span<byte> status = stackalloc byte[Size];
        return TryRead(path, NoFollow, status)
            ? (MemoryMarshal.Read<ushort>(status[ModeOffset..]) & TypeMask) == RegularType
            : new FileInfo(path) is { Exists: true, LinkTarget: null };
    }

    /// <summary>The user that this process runs as; null on Windows.</summary>
    public static uint? CurrentUser { get; } = OperatingSystem.IsWindows() ? null : GetEffectiveUser();

    /// <summary>What is known of a file, a folder or a link without opening it.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="followLink">Of what a symbolic link leads to.</param>
    public static StateAnswer TryGetState(string path, bool followLink, out FileState state)
    {
        Span<byte> status = stackalloc byte[Size];
        state = default;
        if (!OperatingSystem.IsLinux() || path.Contains('\0', StringComparison.Ordinal))
            return StateAnswer.Unknown;
        if (!TryRead(path, followLink ? 0 : NoFollow, status))
            return Marshal.GetLastPInvokeError() is NoSuchFile or NoFolder ? StateAnswer.Absent : StateAnswer.Unknown;
        // What a file system doesn't have, it leaves out.
        if ((MemoryMarshal.Read<uint>(status) & BasicFields) != BasicFields)
            return StateAnswer.Unknown;
        state = new(
            MemoryMarshal.Read<long>(status[LengthOffset..]),
            Time(status[ModifiedOffset..]),
            Time(status[ChangedOffset..]),
            MemoryMarshal.Read<ulong>(status[InodeOffset..]),
            MemoryMarshal.Read<ushort>(status[ModeOffset..])
        );
        return StateAnswer.Known;
    }

    // struct statx_timestamp: seconds, and nanoseconds behind them.
    private static long Time(ReadOnlySpan<byte> time) =>
        (MemoryMarshal.Read<long>(time) * 1_000_000_000) + MemoryMarshal.Read<uint>(time[8..]);

    private static bool TryRead(string path, int flags, Span<byte> status)
    {
        ReadWatch.Begin(path);
        try
        {
            return TryRead(
                CurrentFolder,
                FileHandles.NameOf(path, stackalloc byte[FileHandles.UsualName]),
                flags,
                status
            );
        }
        finally
        {
            ReadWatch.End();
        }
    }

    private static unsafe bool TryRead(int folder, ReadOnlySpan<byte> path, int flags, Span<byte> status)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            fixed (byte* name = path)
            fixed (byte* buffer = status)
                return Statx(folder, name, flags, BasicFields, buffer) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            // glibc before 2.28.
            return false;
        }
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static unsafe partial int Statx(int folder, byte* path, int flags, uint mask, byte* status);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUser();
}

/// <summary>Whether a state could be had.</summary>
internal enum StateAnswer
{
    Known,

    /// <summary>Nothing has that name.</summary>
    Absent,

    /// <summary>The system doesn't tell.</summary>
    Unknown,
}

/// <summary>
/// What a file system says of a file without opening it. The time of the last change, which is set by the system alone,
/// and the number of the inode tell edits apart that left size and time of modification as they were. .NET gives
/// neither of both, and statx(2) is Linux's: on other systems nothing is known.
/// </summary>
internal readonly struct FileState
{
    private const long Second = 1_000_000_000;
    private const int TypeMask = 0xF000;

    private readonly long size,
        modified;
    private readonly ulong inode;
    private readonly int mode;

    /// <param name="size">In bytes.</param>
    /// <param name="modified">In nanoseconds since 1970.</param>
    /// <param name="changed">Likewise.</param>
    /// <param name="mode">Type and permissions (stat(2), st_mode).</param>
    public FileState(long size, long modified, long changed, ulong inode, int mode) =>
        (this.size, this.modified, Changed, this.inode, this.mode) = (size, modified, changed, inode, mode);

    /// <summary>
    /// When the system last saw its content, name or mode change; nanoseconds since 1970, by the clock of the file
    /// system.
    /// </summary>
    public long Changed { get; }

    public bool IsFolder => (mode & TypeMask) == 0x4000;

    public bool IsLink => (mode & TypeMask) == 0xA000;

    /// <summary>
    /// How long after <see cref="Changed"/> another change may still get the same time, in nanoseconds. The clock of
    /// Linux's files ticks every few milliseconds; some file systems count whole seconds, FAT even two.
    /// </summary>
    public long Granularity => Changed % Second == 0 ? 3 * Second : Second / 10;

    /// <summary>Nothing tells the two apart.</summary>
    public bool IsSameAs(in FileState other) =>
        size == other.size
        && modified == other.modified
        && Changed == other.Changed
        && inode == other.inode
        && mode == other.mode;

    public void Write(BinaryWriter writer)
    {
        writer.Write(size);
        writer.Write(modified);
        writer.Write(Changed);
        writer.Write(inode);
        writer.Write(mode);
    }

    public static FileState Read(BinaryReader reader) =>
        new(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadUInt64(), reader.ReadInt32());
}
