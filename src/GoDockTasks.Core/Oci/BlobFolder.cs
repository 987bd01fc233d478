using System.Security.Cryptography;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Oci;

/// <summary>
/// The contents of an image layout, by digest (image-layout.md of the OCI image specification). What is read is held to
/// the digest and the size that its descriptor has.
/// </summary>
/// <param name="folder">Absolute path of the layout.</param>
internal sealed class BlobFolder(string folder)
{
    /// <summary>What registries take for a manifest; no index or configuration is larger.</summary>
    public const int MaxJsonBytes = 4 * 1024 * 1024;

    /// <summary>Absolute; the file needn't be there.</summary>
    /// <param name="digest">A valid one.</param>
    public string PathOf(string digest)
    {
        var colon = digest.IndexOf(':', StringComparison.Ordinal);
        return Path.Combine(folder, "blobs", digest[..colon], digest[(colon + 1)..]);
    }

    /// <summary>The content, of any size; reading to its end fails where it isn't what the descriptor says.</summary>
    /// <exception cref="LayoutDamageException">It can't be opened, or has another size.</exception>
    public Stream Open(Descriptor descriptor)
    {
        var path = PathOf(descriptor.Digest);
        Stream? file = null;
        try
        {
            file = RegularFile.Open(path);
            return file.Length == descriptor.Size
                ? new VerifiedStream(file, descriptor, path)
                : throw new LayoutDamageException(VerifiedStream.OtherSize(descriptor, file.Length), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw LayoutDamageException.From(exception, path);
        }
    }

    /// <summary>The whole content of a JSON file.</summary>
    /// <exception cref="LayoutDamageException">It isn't what the descriptor says, or too large.</exception>
    public byte[] ReadJson(Descriptor descriptor)
    {
        var path = PathOf(descriptor.Digest);
        if (descriptor.Size > MaxJsonBytes)
            throw LayoutDamageException.From(new FileTooLargeException(descriptor.Size, MaxJsonBytes), path);
        using var stream = Open(descriptor);
        var content = new byte[descriptor.Size];
        var read = ReadSafely(() => stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false), path);
        // The end is where the hash is compared.
        ReadSafely(() => stream.Read(new byte[1]), path);
        return content[..read];
    }

    /// <summary>Reads it to its end.</summary>
    /// <exception cref="LayoutDamageException">It isn't what the descriptor says.</exception>
    public void Verify(Descriptor descriptor, CancellationToken cancellationToken)
    {
        using var stream = Open(descriptor);
        var buffer = new byte[128 * 1024];
        while (ReadSafely(() => stream.Read(buffer), PathOf(descriptor.Digest)) > 0)
            cancellationToken.ThrowIfCancellationRequested();
    }

    private static int ReadSafely(Func<int> read, string path)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw LayoutDamageException.From(exception, path);
        }
    }
}

/// <summary>A content that is hashed while it is read, and compared at its end.</summary>
internal sealed class VerifiedStream : Stream
{
    private readonly Stream inner;
    private readonly Descriptor descriptor;
    private readonly string path;
    private readonly IncrementalHash hash;
    private long count;
    private bool isCompared;

    public VerifiedStream(Stream inner, Descriptor descriptor, string path)
    {
        (this.inner, this.descriptor, this.path) = (inner, descriptor, path);
        hash = IncrementalHash.CreateHash(
            descriptor.Digest[..descriptor.Digest.IndexOf(':', StringComparison.Ordinal)] switch
            {
                "sha256" => HashAlgorithmName.SHA256,
                "sha384" => HashAlgorithmName.SHA384,
                _ => HashAlgorithmName.SHA512,
            }
        );
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => count;
        set => throw new NotSupportedException();
    }

    public static string OtherSize(Descriptor descriptor, long size) =>
        $"it has {size} bytes, and what names it says {descriptor.Size}";

    /// <exception cref="LayoutDamageException">This is the end, and it isn't what the descriptor says.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        count += read;
        if (count > descriptor.Size)
            throw new LayoutDamageException(OtherSize(descriptor, count), path);
        if (read > 0)
            hash.AppendData(buffer[..read]);
        else if (!buffer.IsEmpty)
            Compare();
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Compare()
    {
        if (isCompared)
            return;
        isCompared = true;
        if (count != descriptor.Size)
            throw new LayoutDamageException(OtherSize(descriptor, count), path);
        var found = Convert.ToHexStringLower(hash.GetCurrentHash());
        if (!descriptor.Digest.EndsWith(':' + found, StringComparison.Ordinal))
            throw new LayoutDamageException($"its content has another hash, {found}", path);
    }
}
