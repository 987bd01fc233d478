using System.Text;

namespace GoDockTasks.Core.Text;

/// <summary>
/// UTF-8 as Go reads it: each byte that is no part of a character is one U+FFFD. (.NET makes one of several.)
/// </summary>
internal static class Utf8Text
{
    public static string Decode(ReadOnlySpan<byte> bytes) => Decode(bytes, areShown: false);

    /// <summary>
    /// For people: a byte that is no part of a character is written <c>\xff</c>, so that it can be told from others.
    /// </summary>
    public static string DecodeWithEscapes(ReadOnlySpan<byte> bytes) => Decode(bytes, areShown: true);

    /// <summary>How many bytes at the start are whole characters.</summary>
    public static int ValidLength(ReadOnlySpan<byte> bytes)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            return bytes.Length;
        var length = 0;
        while (Rune.DecodeFromUtf8(bytes[length..], out _, out var consumed) == System.Buffers.OperationStatus.Done)
            length += consumed;
        return length;
    }

    private static string Decode(ReadOnlySpan<byte> bytes, bool areShown)
    {
        var valid = ValidLength(bytes);
        if (valid == bytes.Length)
            return Encoding.UTF8.GetString(bytes);
        var text = new StringBuilder(bytes.Length);
        for (; ; valid = ValidLength(bytes))
        {
            text.Append(Encoding.UTF8.GetString(bytes[..valid]));
            if (valid == bytes.Length)
                return text.ToString();
            text.Append(areShown ? $"\\x{bytes[valid]:x2}" : "\uFFFD");
            bytes = bytes[(valid + 1)..];
        }
    }
}
