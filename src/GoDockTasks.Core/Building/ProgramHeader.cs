using System.Buffers;
using System.Buffers.Binary;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Toolchain;
using Microsoft.Win32.SafeHandles;

namespace GoDockTasks.Core.Building;

/// <summary>
/// Whether a file is a program of a system by its header. An archive, a shared library or a plugin is what <c>go
/// build</c> makes of a main package under some of its flags, with exit code 0.
/// </summary>
internal static class ProgramHeader
{
    // Headers of programs are in the first pages; Go's own begin with them.
    private const int MaxBytes = 64 * 1024;

    /// <summary>Null for a program; else what is there instead, to follow "but".</summary>
    /// <param name="path">Absolute.</param>
    public static string? WhyNotExecutable(string path, GoPlatform platform)
    {
        if (!File.Exists(path))
            return "left no file";
        using var file = RegularFile.OpenHandle(path);
        var buffer = ArrayPool<byte>.Shared.Rent(MaxBytes);
        try
        {
            var read = FileHandles.Read(file, path, buffer.AsSpan(0, MaxBytes), 0);
            return WhyNotExecutable(buffer.AsSpan(0, read), file, path, platform);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string? WhyNotExecutable(
        ReadOnlySpan<byte> head,
        SafeFileHandle file,
        string path,
        GoPlatform platform
    )
    {
        if (head.StartsWith("!<arch>\n"u8))
            return "left an archive, which no system runs";
        return platform.OperatingSystem switch
        {
            "windows" => IsPeProgram(head) ? null : "left something else than a program for Windows",
            "darwin" => IsMachOProgram(head) ? null : "left something else than a program for macOS",
            _ => IsElfProgram(head, file, path)
                ? null
                : $"left something else than a program for {platform.OperatingSystem}, such as a shared library",
        };
    }

    // Microsoft's "PE Format": the offset of the signature at 0x3c, characteristics 22 bytes behind it, of which 0x2000
    // is a DLL.
    private static bool IsPeProgram(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("MZ"u8) || head.Length < 0x40)
            return false;
        var at = BinaryPrimitives.ReadInt32LittleEndian(head[0x3c..]);
        return at > 0
            && at <= head.Length - 24
            && head[at..].StartsWith("PE\0\0"u8)
            && (BinaryPrimitives.ReadUInt16LittleEndian(head[(at + 22)..]) & 0x2000) == 0;
    }

    // mach-o/loader.h: a 64-bit magic of the system's byte order, and MH_EXECUTE as the fourth word.
    private static bool IsMachOProgram(ReadOnlySpan<byte> head) =>
        head.Length >= 16
        && BinaryPrimitives.ReadUInt32LittleEndian(head) is 0xfeedface or 0xfeedfacf
        && BinaryPrimitives.ReadUInt32LittleEndian(head[12..]) == 2;

    // The ELF specification's e_type: 2 is a program, 3 one that can lie anywhere, or a library; of these only a
    // program names who loads it (PT_INTERP), or says of itself that it is one (DF_1_PIE), where it is linked
    // statically.
    private static bool IsElfProgram(ReadOnlySpan<byte> head, SafeFileHandle file, string path)
    {
        if (!head.StartsWith("\u007fELF"u8) || head.Length < 64)
            return false;
        var elf = new Elf(head, file, path);
        return elf.Type == 2 || elf.Type == 3 && elf.IsProgram();
    }

    private readonly ref struct Elf(ReadOnlySpan<byte> head, SafeFileHandle file, string path)
    {
        private const int Dynamic = 2;
        private const int Interpreter = 3;
        private const ulong Flags1 = 0x6ffffffb;
        private const ulong Pie = 0x08000000;

        private readonly ReadOnlySpan<byte> head = head;

        private int Word => head[4] == 2 ? 8 : 4;

        public int Type => (int)Number(head, 16, 2);

        // The program headers are read whole: they follow the file's.
        public bool IsProgram()
        {
            var (table, size, count) =
                Word == 8
                    ? (Number(head, 32, 8), (int)Number(head, 54, 2), (int)Number(head, 56, 2))
                    : (Number(head, 28, 4), (int)Number(head, 42, 2), (int)Number(head, 44, 2));
            for (var i = 0; i < count && size >= 5 * Word; i++)
            {
                var at = table + (ulong)(i * size);
                if (at > (ulong)(head.Length - size))
                    return false;
                var header = head.Slice((int)at, size);
                var type = Number(header, 0, 4);
                if (
                    type == Interpreter
                    || type == Dynamic && IsPie(Number(header, Word, Word), Number(header, 4 * Word, Word))
                )
                    return true;
            }

            return false;
        }

        private bool IsPie(ulong offset, ulong length)
        {
            var buffer = new byte[(int)Math.Min(length, MaxBytes)];
            ReadOnlySpan<byte> entries =
                offset > long.MaxValue ? [] : buffer.AsSpan(0, FileHandles.Read(file, path, buffer, (long)offset));
            for (; entries.Length >= 2 * Word; entries = entries[(2 * Word)..])
            {
                if (Number(entries, 0, Word) == Flags1 && (Number(entries, Word, Word) & Pie) != 0)
                    return true;
            }

            return false;
        }

        private ulong Number(ReadOnlySpan<byte> bytes, int at, int length)
        {
            ulong number = 0;
            for (var i = 0; i < length; i++)
                number = number << 8 | bytes[at + (head[5] == 2 ? i : length - 1 - i)];
            return number;
        }
    }
}
