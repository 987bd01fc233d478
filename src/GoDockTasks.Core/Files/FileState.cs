namespace GoDockTasks.Core.Files;

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
