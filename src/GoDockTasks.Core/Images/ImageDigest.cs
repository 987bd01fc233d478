namespace GoDockTasks.Core.Images;

/// <summary>The hash that names an image's content (OCI image specification, descriptor.md, "Digests").</summary>
internal static class ImageDigest
{
    /// <summary>
    /// sha256, sha384 or sha512, a colon, and as many lower-case hex digits as the hash has: what registries and docker
    /// accept.
    /// </summary>
    public static bool IsValid(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var length =
            colon < 0
                ? 0
                : text[..colon] switch
                {
                    "sha256" => 64,
                    "sha384" => 96,
                    "sha512" => 128,
                    _ => 0,
                };
        return length > 0 && text.Length == colon + 1 + length && ImageGrammar.IsLowerHex(text.AsSpan(colon + 1));
    }
}
