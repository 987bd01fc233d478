namespace GoDockTasks.Core.Fingerprints;

/// <summary>Base64 as verifiers of DSSE must take it: the standard alphabet or the one for URLs (RFC 4648, sections 4 and 5), with padding or without.</summary>
internal static class Base64Text
{
    /// <returns>Null for what is neither.</returns>
    public static byte[]? Decode(string text)
    {
        var standard = text.Replace('-', '+').Replace('_', '/');
        if (!standard.EndsWith('='))
            standard = standard.PadRight((standard.Length + 3) / 4 * 4, '=');
        var bytes = new byte[standard.Length / 4 * 3];
        return Convert.TryFromBase64String(standard, bytes, out var count) ? bytes[..count] : null;
    }
}
