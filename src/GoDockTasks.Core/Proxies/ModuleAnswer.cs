using System.Text.Json;

namespace GoDockTasks.Core.Proxies;

/// <summary>
/// A module's <c>.info</c>: a JSON object with its version (RevInfo in src/cmd/go/internal/modfetch/repo.go).
/// </summary>
internal static class ModuleAnswer
{
    // Real ones have some hundred bytes.
    private const int MaxBytes = 64 * 1024;

    /// <summary>Whether an answer is one, and for this version. Reads no more than 64 KiB.</summary>
    public static async Task<bool> IsForAsync(Stream body, string version, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBytes];
        var length = await body.ReadAtLeastAsync(buffer, MaxBytes, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        if (length == MaxBytes)
            return false;
        try
        {
            using var document = JsonDocument.Parse(buffer.AsMemory(0, length));
            return document.RootElement.ValueKind == JsonValueKind.Object && HasVersion(document.RootElement, version);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second is for text that is no Unicode.
            return false;
        }
    }

    // Go takes a name in whatever case.
    private static bool HasVersion(JsonElement answer, string version)
    {
        foreach (var property in answer.EnumerateObject())
        {
            if (
                property.Name.Equals("Version", StringComparison.OrdinalIgnoreCase)
                && property.Value.ValueKind == JsonValueKind.String
                && property.Value.GetString() == version
            )
                return true;
        }

        return false;
    }
}
