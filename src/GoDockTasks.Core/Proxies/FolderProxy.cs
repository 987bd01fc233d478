using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Proxies;

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
