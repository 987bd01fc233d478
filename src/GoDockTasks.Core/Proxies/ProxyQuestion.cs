using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Proxies;

/// <summary>A module's <c>.info</c>, asked of any entry of GOPROXY.</summary>
/// <param name="address">Below the entry's own URL, with Go's escapes; null for what has no place there.</param>
internal sealed class ProxyQuestion(HttpClient client, Netrc netrc, string? address, string version)
{
    // Go follows no more (checkRedirect in src/cmd/go/internal/web/http.go).
    private const int MaxRedirects = 10;

    public async Task<(ProxyProbeOutcome Outcome, int Status)> AskAsync(
        GoProxyEntry entry,
        CancellationToken cancellationToken
    )
    {
        if (entry.Url is not { } url || address is null)
            return (ProxyProbeOutcome.NotProbed, 0);
        if (entry.Kind == GoProxyEntryKind.Folder)
            return (await FolderProxy.AskAsync(url, address, version, cancellationToken).ConfigureAwait(false), 0);
        if (url is { Scheme: "http", UserInfo: not null })
            return (ProxyProbeOutcome.Insecure, 0);
        try
        {
            return await AskServerAsync(url, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or NotSupportedException)
        {
            return ProbeFailure.Of(exception);
        }
    }

    // Go's URLs hold the ! of an escaped path as %21 (pathEscape in src/cmd/go/internal/modfetch/proxy.go).
    private Uri? UriOf(GoUrl url)
    {
        var path = url.Path;
        while (path.Contains("//", StringComparison.Ordinal))
            path = path.Replace("//", "/", StringComparison.Ordinal);
        var below = address!.Replace("!", "%21", StringComparison.Ordinal);
        var query = url.Query is null ? "" : "?" + url.Query;
        return Uri.TryCreate(
            $"{url.Scheme}://{url.Host}{path.TrimEnd('/')}/{below}{query}",
            UriKind.Absolute,
            out var uri
        )
            ? uri
            : null;
    }

    private async Task<(ProxyProbeOutcome Outcome, int Status)> AskServerAsync(
        GoUrl url,
        CancellationToken cancellationToken
    )
    {
        if (UriOf(url) is not { } first)
            return (ProxyProbeOutcome.Dns, 0);
        var authorization = Authorization(url, first);
        var current = first;
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, current);
            request.Headers.UserAgent.ParseAdd("GoDockTasks");
            if (IsSameServer(first, current))
                request.Headers.Authorization = authorization;
            using var response = await client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
            var status = (int)response.StatusCode;
            if (status is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
                return (await JudgeAsync(response, status, cancellationToken).ConfigureAwait(false), status);
            if (!Uri.TryCreate(current, location, out var next))
                return (ProxyProbeOutcome.Failed, status);
            current = next;
            if (
                current.Scheme != Uri.UriSchemeHttps
                && (first.Scheme == Uri.UriSchemeHttps || current.Scheme != Uri.UriSchemeHttp)
            )
                return (ProxyProbeOutcome.Insecure, status);
        }

        return (ProxyProbeOutcome.Failed, 0);
    }

    private AuthenticationHeaderValue? Authorization(GoUrl url, Uri uri)
    {
        if (url.Scheme != "https")
            return null;
        var credentials = url.UserInfo is { Length: > 0 } userInfo
            ? WithPassword(userInfo)
            : netrc.Find(url.Host + uri.PathAndQuery);
        return credentials is null ? null : new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
    }

    private static string WithPassword(string userInfo)
    {
        var colon = userInfo.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? Uri.UnescapeDataString(userInfo) + ":"
            : Uri.UnescapeDataString(userInfo[..colon]) + ":" + Uri.UnescapeDataString(userInfo[(colon + 1)..]);
    }

    private static bool IsSameServer(Uri one, Uri other) =>
        one.Scheme == other.Scheme
        && one.Port == other.Port
        && string.Equals(one.Host, other.Host, StringComparison.OrdinalIgnoreCase);

    private async Task<ProxyProbeOutcome> JudgeAsync(
        HttpResponseMessage response,
        int status,
        CancellationToken cancellationToken
    )
    {
        if (status != 200)
            return ProbeFailure.Of(status);
        using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return await ModuleAnswer.IsForAsync(body, version, cancellationToken).ConfigureAwait(false)
            ? ProxyProbeOutcome.Answered
            : ProxyProbeOutcome.NotAModule;
    }
}

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

/// <summary>A file:// entry of GOPROXY.</summary>
internal static class FolderProxy
{
    public static async Task<ProxyProbeOutcome> AskAsync(
        GoUrl url,
        string address,
        string version,
        CancellationToken cancellationToken
    )
    {
        var folder = Uri.UnescapeDataString(url.Path);

        // file:///C:/modules (convertFileURLPath in src/cmd/go/internal/web/url_windows.go).
        if (OperatingSystem.IsWindows() && folder.StartsWith('/'))
            folder = folder[1..];
        if (!Directory.Exists(folder))
            return ProxyProbeOutcome.NoFolder;
        try
        {
            using var file = RegularFile.Open(Path.Combine(folder, address));
            return await ModuleAnswer.IsForAsync(file, version, cancellationToken).ConfigureAwait(false)
                ? ProxyProbeOutcome.Answered
                : ProxyProbeOutcome.NotAModule;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return ProxyProbeOutcome.NotFound;
        }
        catch (UnauthorizedAccessException)
        {
            return ProxyProbeOutcome.Forbidden;
        }
        catch (IOException)
        {
            return ProxyProbeOutcome.Failed;
        }
    }
}
