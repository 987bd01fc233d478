using System.Buffers;

namespace GoDockTasks.Core.Text;

/// <summary>
/// Base64 as verifiers of DSSE must take it: the standard alphabet or the one for URLs (RFC 4648, sections 4 and 5),
/// with padding or without.
/// </summary>
internal static class Base64Text
{
    // .NET passes over white space, and other verifiers don't.
    private static readonly SearchValues<char> WhiteSpace = SearchValues.Create(" \t\r\n");

    /// <returns>Null for what is neither, or both at once.</returns>
    public static byte[]? Decode(string text)
    {
        if (
            text.AsSpan().ContainsAny(WhiteSpace)
            || (text.AsSpan().ContainsAny('-', '_') && text.AsSpan().ContainsAny('+', '/'))
        )
            return null;
        var standard = text.Replace('-', '+').Replace('_', '/');
        if (!standard.EndsWith('='))
            standard = standard.PadRight((standard.Length + 3) / 4 * 4, '=');
        var bytes = new byte[standard.Length / 4 * 3];
        return Convert.TryFromBase64String(standard, bytes, out var count) ? bytes[..count] : null;
    }
}
