using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GoDockTasks.Core.Images;

/// <summary>
/// What a registry has for a tag: an index of several platforms' images, or one image's manifest (OCI image
/// specification, image-index.md and manifest.md).
/// </summary>
internal static class Manifest
{
    private const int SchemaVersion = 2;

    /// <summary>The hash of the manifest's bytes, or null where the text is no manifest.</summary>
    /// <param name="text">Decoded from UTF-8, otherwise as the registry sent it.</param>
    public static string? DigestOf(string text)
    {
        // The place of bytes that weren't UTF-8: what they were is lost, and so is their hash.
        if (text.Contains('\uFFFD', StringComparison.Ordinal))
            return null;
        var bytes = Encoding.UTF8.GetBytes(text);
        return IsManifest(bytes) ? "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes)) : null;
    }

    private static bool IsManifest(byte[] bytes)
    {
        try
        {
            var json = new Utf8JsonReader(bytes);
            var (hasVersion, hasContent) = (false, false);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
                return false;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isVersion = json.ValueTextEquals("schemaVersion"u8);
                hasContent |= json.ValueTextEquals("manifests"u8) || json.ValueTextEquals("config"u8);
                json.Read();
                hasVersion |=
                    isVersion
                    && json.TokenType == JsonTokenType.Number
                    && json.TryGetInt32(out var version)
                    && version == SchemaVersion;
                json.Skip();
            }

            // To the end: half a manifest has another hash.
            return !json.Read() && hasVersion && hasContent;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
