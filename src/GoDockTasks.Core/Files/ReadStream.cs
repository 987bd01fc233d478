using Microsoft.Win32.SafeHandles;

namespace GoDockTasks.Core.Files;

/// <summary>
/// A file that is read from where the last read ended, watched over as all reads are; it has no buffer.
/// </summary>
internal sealed class ReadStream(SafeFileHandle handle, string path) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => RandomAccess.GetLength(handle);

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
