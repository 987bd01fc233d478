using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Text;

/// <summary>Compares byte by byte, as Go compares strings; .NET's ordinal order differs beyond U+FFFF.</summary>
internal static class ByteOrder
{
    public static readonly IComparer<byte[]> Comparer = Comparer<byte[]>.Create(
        (left, right) => left.AsSpan().SequenceCompareTo(right)
    );
}
