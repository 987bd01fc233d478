using System.Buffers.Binary;

namespace GoDockTasks.Core.Tests.Fingerprints.BuildInfo;

/// <summary>A Mach-O file for two architectures, as lipo makes it.</summary>
internal static class FatMachO
{
    private const int Alignment = 14;

    public static byte[] Make(byte[] first, byte[] second)
    {
        var starts = new[] { 1 << Alignment, Aligned((1 << Alignment) + first.Length) };
        var file = new byte[starts[1] + second.Length];
        Write(file, 0, 0xcafebabe, 2);
        foreach (var (i, slice) in new[] { first, second }.Index())
        {
            // The slices say what they are for in their own byte order; twice the same would be refused.
            var cpu = BinaryPrimitives.ReadUInt32LittleEndian(slice.AsSpan(4));
            Write(file, 8 + 20 * i, cpu, (uint)i, (uint)starts[i], (uint)slice.Length, Alignment);
            slice.CopyTo(file, starts[i]);
        }

        return file;
    }

    private static int Aligned(int offset) => (offset + (1 << Alignment) - 1) & -(1 << Alignment);

    private static void Write(byte[] file, int at, params uint[] values)
    {
        foreach (var (i, value) in values.Index())
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at + 4 * i), value);
    }
}
