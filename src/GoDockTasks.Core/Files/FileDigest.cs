using System.Security.Cryptography;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Files;

/// <summary>Hashes of files of any size.</summary>
internal static class FileDigest
{
    /// <returns>
    /// 64 lower-case hexadecimal digits, or null and why not. A symbolic link counts as what it leads to.
    /// </returns>
    public static (string? Sha256, string? Problem) Sha256(string path)
    {
        try
        {
            using var stream = RegularFile.Open(path);
            return (Convert.ToHexStringLower(SHA256.HashData(stream)), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, exception.Message);
        }
    }

    /// <summary>Likewise, of what is in memory.</summary>
    public static string Sha256(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
