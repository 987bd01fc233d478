using System.Formats.Tar;
using System.IO.Compression;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Oci;

/// <summary>The entries of a layer, one after another, whatever it is compressed with.</summary>
internal sealed class LayerEntries : IDisposable
{
    private readonly string path;
    private readonly Stream blob;
    private readonly Stream content;
    private readonly TarReader tar;

    /// <exception cref="LayoutDamageException">The layer isn't there, or has another size.</exception>
    /// <exception cref="UnreadableLayerException">.NET can't read it.</exception>
    public LayerEntries(ImageLayout layout, Descriptor layer, CancellationToken cancellationToken)
    {
        path = layout.PathOf(layer);
        var compression = Compressions.Of(() => layout.Open(layer), path);
        if (compression == Compression.Zstandard)
            throw new UnreadableLayerException(
                $"its layer {layer.Digest} is compressed with zstd, which .NET 10 can't read; build it with gzip"
            );
        blob = layout.Open(layer);
        content = Compressions.Decompress(blob, compression, cancellationToken);
        tar = new(content, leaveOpen: true);
    }

    /// <summary>
    /// The next entry, whose content can be read until the one after it is asked for; null at the end.
    /// </summary>
    /// <exception cref="LayoutDamageException">
    /// It is no archive, or, at the end, its digest isn't what its descriptor says.
    /// </exception>
    public TarEntry? Next()
    {
        try
        {
            if (tar.GetNextEntry() is { } entry)
                return entry;
            // Behind an archive's end there may be padding, and the end of a content is where its hash is compared.
            content.CopyTo(Stream.Null);
            blob.CopyTo(Stream.Null);
            return null;
        }
        catch (Exception exception) when (Compressions.IsDamage(exception))
        {
            throw LayoutDamageException.From(exception, path);
        }
    }

    public void Dispose()
    {
        tar.Dispose();
        content.Dispose();
        blob.Dispose();
    }
}

/// <summary>How a layer or an archive is compressed.</summary>
internal enum Compression
{
    None,
    Gzip,
    Zstandard,
}

/// <summary>Archives as they come: how they are compressed, said by their first bytes, and without that.</summary>
internal static class Compressions
{
    /// <exception cref="LayoutDamageException">It can't be read.</exception>
    public static Compression Of(Func<Stream> open, string path)
    {
        Span<byte> first = stackalloc byte[4];
        try
        {
            using var stream = open();
            var read = stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
            return first[..read] switch
            {
                [0x1F, 0x8B, ..] => Compression.Gzip,
                [0x28, 0xB5, 0x2F, 0xFD] => Compression.Zstandard,
                _ => Compression.None,
            };
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            throw LayoutDamageException.From(exception, path);
        }
    }

    /// <summary>The archive, to be read up to a bound.</summary>
    public static Stream Decompress(Stream archive, Compression compression, CancellationToken cancellationToken) =>
        new BoundedStream(
            compression == Compression.Gzip
                ? new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true)
                : archive,
            ownsInner: compression == Compression.Gzip,
            cancellationToken
        );

    /// <summary>What reading an archive that somebody else made can end with.</summary>
    public static bool IsDamage(Exception exception) =>
        exception
            is IOException
                or UnauthorizedAccessException
                or InvalidDataException
                or FormatException
                or OverflowException
                or ArgumentException
                or NotSupportedException;
}

/// <summary>Few bytes may unpack to any number of them.</summary>
internal sealed class BoundedStream(Stream inner, bool ownsInner, CancellationToken cancellationToken) : Stream
{
    private long count;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => count;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var read = inner.Read(buffer);
        count += read;
        return count <= RegularFile.MaxStreamBytes
            ? read
            : throw new FileTooLargeException(RegularFile.MaxStreamBytes, RegularFile.MaxStreamBytes);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && ownsInner)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
