using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

// So that the call of open(2) is compiled ahead like everything else: compiling it would cost each build more than all
// the files that it reads.
[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]


// The one place that opens files for reading; see RegularFile.
#pragma warning disable RS0030

namespace GoDockTasks.Core.Files;

/// <summary>Opens regular files, and nothing else, without waiting.</summary>
internal static partial class FileHandles
{
    // open(2) of a pipe waits for whoever is at its other end, unless it is told not to; .NET has no way to say that.
    // Looking first and opening then leaves a gap in which one can take the place of the other. Values:
    // asm-generic/fcntl.h (the same for all processors that .NET runs on, but O_NOFOLLOW), and sys/fcntl.h of macOS and
    // FreeBSD.
    private static readonly int Flags =
        OperatingSystem.IsLinux() ? 0x800 | 0x80000
        : OperatingSystem.IsMacOS() ? 0x4 | 0x1000000
        : OperatingSystem.IsFreeBSD() ? 0x4 | 0x100000
        : 0;

    private const int Interrupted = 4;

    private static readonly int NoFollow =
        !OperatingSystem.IsLinux() ? 0x100
        : RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 or Architecture.Ppc64le
            ? 0x8000
        : 0x20000;

    /// <summary>
    /// For reading. Fails with the exceptions of <see cref="File"/> and with <see cref="IrregularFileException"/>.
    /// </summary>
    public static SafeFileHandle Open(string path, bool followLink)
    {
        SafeFileHandle handle;
        ReadWatch.Begin(path);
        try
        {
            handle = Flags == 0 ? OpenManaged(path, followLink) : OpenUnix(path, followLink);
        }
        finally
        {
            ReadWatch.End();
        }

        try
        {
            // A folder can be opened, but not be read. A device has no length, and gives something all the same, but so
            // do files of /proc and of some networks.
            var length = RandomAccess.GetLength(handle);
            Span<byte> first = stackalloc byte[1];
            if (Read(handle, path, first, 0) > 0 && length == 0 && !UnixStatus.IsRegular(handle))
                throw new IrregularFileException(IrregularFileException.Special);
            return handle;
        }
        catch (Exception exception)
        {
            handle.Dispose();
            // Pipes and terminals can't seek.
            if (exception is NotSupportedException)
                throw new IrregularFileException(IrregularFileException.Special);
            if (exception is not IrregularFileException && Directory.Exists(path))
                throw new IrregularFileException(IrregularFileException.Folder);
            throw;
        }
    }

    /// <summary>For writing; fails where something has that name, a link that leads nowhere too.</summary>
    public static Stream Create(string path) =>
        new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);

    /// <summary>
    /// A file that nobody else has locked; made where it isn't there. .NET locks as Go does: with flock(2) on Unix,
    /// where FileShare.None asks for it; on Windows what is locked are the bytes, since Go shares the file itself.
    /// </summary>
    /// <returns>Null where somebody holds the lock. Never waits.</returns>
    public static Stream? TryLock(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
            throw new IrregularFileException(IrregularFileException.Link);
        FileStream? file = null;
        try
        {
            var share = OperatingSystem.IsWindows() ? FileShare.ReadWrite | FileShare.Delete : FileShare.None;
            file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 0);
            if (OperatingSystem.IsWindows())
                file.Lock(0, long.MaxValue);
            return file;
        }
        catch (IOException exception) when (IsLocked(exception))
        {
            file?.Dispose();
            return null;
        }
    }

    // EWOULDBLOCK of Linux, of the BSDs and of macOS; ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION.
    private static bool IsLocked(IOException exception) =>
        OperatingSystem.IsWindows()
            ? (exception.HResult & 0xFFFF) is 32 or 33
            : exception.HResult == (OperatingSystem.IsLinux() ? 11 : 35);

    public static Stream ToStream(SafeFileHandle handle, string path) => new ReadStream(handle, path);

    /// <summary>As <see cref="RandomAccess"/> reads.</summary>
    public static int Read(SafeFileHandle handle, string path, Span<byte> buffer, long offset)
    {
        ReadWatch.Begin(path);
        try
        {
            return RandomAccess.Read(handle, buffer, offset);
        }
        finally
        {
            ReadWatch.End();
        }
    }

    /// <summary>Bytes that most paths fit into.</summary>
    public const int UsualName = 512;

    /// <summary>As the system takes it: with a zero at its end.</summary>
    /// <param name="buffer">Where it is written, if it fits.</param>
    public static ReadOnlySpan<byte> NameOf(string path, Span<byte> buffer)
    {
        var length = Encoding.UTF8.GetByteCount(path);
        var name = length < buffer.Length ? buffer[..(length + 1)] : new byte[length + 1];
        Encoding.UTF8.GetBytes(path, name);
        name[length] = 0;
        return name;
    }

    // Windows has no such files in folders.
    private static SafeFileHandle OpenManaged(string path, bool followLink)
    {
        var file = new FileInfo(path);
        if (!followLink && file.LinkTarget is not null)
            throw new IrregularFileException(IrregularFileException.Link);
        if (!OperatingSystem.IsWindows() && file is { Exists: true, Length: 0 })
            throw new IrregularFileException(IrregularFileException.Special);
        if (Directory.Exists(path))
            throw new IrregularFileException(IrregularFileException.Folder);
        return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    private static unsafe SafeFileHandle OpenUnix(string path, bool followLink)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
            throw new FileNotFoundException($"Could not find file '{path}'.", path);
        fixed (byte* bytes = NameOf(path, stackalloc byte[UsualName]))
        {
            while (true)
            {
                var descriptor = Open(bytes, Flags | (followLink ? 0 : NoFollow));
                if (descriptor >= 0)
                    return new(descriptor, ownsHandle: true);
                var error = Marshal.GetLastPInvokeError();
                if (error != Interrupted)
                    throw Failure(error, path, followLink);
            }
        }
    }

    // Numbers up to 34 are the same on all of these systems.
    private static Exception Failure(int error, string path, bool followLink) =>
        error switch
        {
            2 => Directory.Exists(Path.GetDirectoryName(path))
                ? new FileNotFoundException($"Could not find file '{path}'.", path)
                : new DirectoryNotFoundException($"Could not find a part of the path '{path}'."),
            20 => new DirectoryNotFoundException($"Could not find a part of the path '{path}'."),
            1 or 13 => new UnauthorizedAccessException($"Access to the path '{path}' is denied."),
            // A socket, or a device without a driver.
            6 or 19 or 95 or 102 or 45 => new IrregularFileException(IrregularFileException.Special),
            _ when !followLink && File.ResolveLinkTarget(path, returnFinalTarget: false) is not null =>
                new IrregularFileException(IrregularFileException.Link),
            _ => new IOException($"{Marshal.GetPInvokeErrorMessage(error)}: '{path}'"),
        };

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    private static unsafe partial int Open(byte* path, int flags);
}

#pragma warning restore RS0030

/// <summary>
/// A file that is read from where the last read ended, watched over as all reads are; it has no buffer.
/// </summary>
internal sealed class ReadStream(SafeFileHandle handle, string path) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    // As it was when it was opened: whoever reads a zip asks at each step.
    public override long Length { get; } = RandomAccess.GetLength(handle);

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        var read = FileHandles.Read(handle, path, buffer, Position);
        Position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) =>
        Position =
            offset
            + origin switch
            {
                SeekOrigin.Begin => 0,
                SeekOrigin.Current => Position,
                _ => Length,
            };

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        handle.Dispose();
        base.Dispose(disposing);
    }
}
