using GoDockTasks.Core.BuildInfo.Executables;

namespace GoDockTasks.Core.BuildInfo;

/// <summary>
/// What Go's linker leaves in a binary: at an address that 16 divides, 14 bytes to know it by, the size of pointers,
/// flags, and up to 32 bytes two pointers to Go strings; or, from Go 1.18 on, the two strings behind that, each after
/// its length. They are the Go version and the modules. Source: Go's debug/buildinfo.
/// </summary>
internal static class BuildInfoBlob
{
    private const int Alignment = 16;
    private const int HeaderSize = 32;
    private const int ChunkSize = 4 << 10;
    private const int StringLimit = 16 << 20;
    private const int BigEndian = 1;
    private const int Inline = 2;

    private static ReadOnlySpan<byte> MagicTail => " Go buildinf:"u8;

    /// <returns>The address, or null.</returns>
    public static ulong? Find(Executable executable)
    {
        var (start, size) = executable.Place;
        var skipped = unchecked(0 - start) % Alignment;
        if (size <= skipped)
            return null;
        var address = unchecked(start + skipped);
        var left = Math.Min(size - skipped, executable.Available(address));
        Span<byte> buffer = stackalloc byte[ChunkSize];
        // At an aligned address it can't lie across two chunks.
        while (left > 0)
        {
            var chunk = buffer[..executable.Read(address, buffer[..(int)Math.Min(left, ChunkSize)])];
            if (IndexOfMagic(chunk) is >= 0 and var index)
                return address + (ulong)index;
            if (chunk.Length < buffer.Length)
                return null;
            address += (ulong)chunk.Length;
            left -= (ulong)chunk.Length;
        }

        return null;
    }

    /// <returns>The two strings as they stand there, or null for both where they can't be had.</returns>
    public static (byte[]? Version, byte[]? Modules) Read(Executable executable, ulong address)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        if (executable.Read(address, header) < HeaderSize)
            return default;
        if ((header[15] & Inline) == 0)
            return ReadPointers(executable, header);
        var next = address + HeaderSize;
        var version = ReadInline(executable, ref next);
        return (version, version is null ? null : ReadInline(executable, ref next));
    }

    private static int IndexOfMagic(ReadOnlySpan<byte> chunk)
    {
        for (var from = 0; from < chunk.Length; )
        {
            var index = chunk[from..].IndexOf(MagicTail);
            if (index < 0)
                return -1;
            var start = from + index - 1;
            if (start >= 0 && start % Alignment == 0 && chunk[start] == 0xff)
                return start;
            from += index + 1;
        }

        return -1;
    }

    private static (byte[]? Version, byte[]? Modules) ReadPointers(Executable executable, ReadOnlySpan<byte> header)
    {
        int size = header[14];
        if (size is not (4 or 8))
            return default;
        var isBigEndian = (header[15] & BigEndian) != 0;
        var fields = new Fields(header[16..], isBigEndian);
        return (
            ReadString(executable, fields.Word(size == 8, 0, 0), size, isBigEndian),
            ReadString(executable, fields.Word(size == 8, 4, 8), size, isBigEndian)
        );
    }

    // What a Go string is in memory: where its bytes are, and how many.
    private static byte[]? ReadString(Executable executable, ulong address, int size, bool isBigEndian)
    {
        // Null where a loader would have to fill it in, or where somebody took it out.
        if (address == 0)
            return [];
        Span<byte> bytes = stackalloc byte[16];
        if (executable.Read(address, bytes[..(2 * size)]) < 2 * size)
            return null;
        var fields = new Fields(bytes, isBigEndian);
        return ReadBytes(executable, fields.Word(size == 8, 0, 0), fields.Word(size == 8, 4, 8));
    }

    private static byte[]? ReadInline(Executable executable, ref ulong address)
    {
        Span<byte> bytes = stackalloc byte[10];
        bytes = bytes[..executable.Read(address, bytes)];
        if (!TryVarint(bytes, out var length, out var size))
            return null;
        address += (ulong)size;
        var text = ReadBytes(executable, address, length);
        address += length;
        return text;
    }

    private static byte[]? ReadBytes(Executable executable, ulong address, ulong length)
    {
        if (length == 0)
            return [];
        if (length > StringLimit || length > executable.Available(address))
            return null;
        var bytes = new byte[length];
        return executable.Read(address, bytes) == bytes.Length ? bytes : null;
    }

    // Seven bits a byte, the lowest first; the highest bit says that more follow (Go's encoding/binary.Uvarint).
    private static bool TryVarint(ReadOnlySpan<byte> bytes, out ulong value, out int size)
    {
        value = 0;
        for (size = 0; size < bytes.Length; )
        {
            var part = bytes[size];
            if (size == 9 && part > 1)
                return false;
            value |= (ulong)(part & 0x7f) << (7 * size++);
            if (part < 0x80)
                return true;
        }

        return false;
    }
}
