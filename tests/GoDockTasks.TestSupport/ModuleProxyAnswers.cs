using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GoDockTasks.TestSupport;

/// <summary>What a <see cref="ModuleProxy"/> answers.</summary>
public sealed class ModuleProxyAnswers(ModuleStore store, ModuleProxyFault fault) : IDisposable
{
    private const string SignInPath = "/sign-in";
    private readonly CancellationTokenSource stopped = new();

    public Func<string, bool> Fails { get; set; } = _ => true;

    public string? Credentials { get; set; }

    public Uri? RedirectsTo { get; set; }

    /// <summary>Ends the answers that would hang.</summary>
    public void Stop() => stopped.Cancel();

    public void Dispose() => stopped.Dispose();

    public async Task AnswerAsync(HttpContext context, string path)
    {
        try
        {
            // As a proxy on the way (HTTP_PROXY) it is asked for a whole address, and opens no tunnel.
            if (Uri.TryCreate(path, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp)
                path = address.PathAndQuery;
            if (HttpMethods.IsConnect(context.Request.Method) && fault != ModuleProxyFault.ProxyAuthenticationRequired)
                await StatusAsync(context, 405);
            else if (RedirectsTo is { } target)
                context.Response.Redirect(target.AbsoluteUri.TrimEnd('/') + path);
            else if (path == SignInPath)
                await PageAsync(context);
            else if (Credentials is { } credentials && context.Request.Headers.Authorization != Basic(credentials))
                await ChallengeAsync(context, 401, "WWW-Authenticate");
            else
                await (Fails(path) ? FailAsync(context, path) : ServeAsync(context, path));
        }
        catch (OperationCanceledException)
        {
            // The client went away, or the proxy was stopped.
        }
    }

    private Task FailAsync(HttpContext context, string path) =>
        fault switch
        {
            ModuleProxyFault.NotFound => StatusAsync(context, 404),
            ModuleProxyFault.Gone => StatusAsync(context, 410),
            ModuleProxyFault.Unauthorized => ChallengeAsync(context, 401, "WWW-Authenticate"),
            ModuleProxyFault.Forbidden => StatusAsync(context, 403),
            ModuleProxyFault.ProxyAuthenticationRequired => ChallengeAsync(context, 407, "Proxy-Authenticate"),
            ModuleProxyFault.TooManyRequests => StatusAsync(context, 429),
            ModuleProxyFault.InternalServerError => StatusAsync(context, 500),
            ModuleProxyFault.BadGateway => StatusAsync(context, 502),
            ModuleProxyFault.ServiceUnavailable => StatusAsync(context, 503),
            ModuleProxyFault.SignInPage => PageAsync(context),
            ModuleProxyFault.SignInPageAs203 => PageAsync(context, 203),
            ModuleProxyFault.RedirectToSignIn => RedirectAsync(context),
            ModuleProxyFault.BrokenZip when path.EndsWith(".zip", StringComparison.Ordinal) => BytesAsync(
                context,
                "this is not a zip file\n"u8.ToArray()
            ),
            ModuleProxyFault.ZipOfAnotherModule when path.EndsWith(".zip", StringComparison.Ordinal) => BytesAsync(
                context,
                ModuleStore.Zip("example.com/another", "v1.0.0", ("go.mod", AnotherGoMod))
            ),
            ModuleProxyFault.GoModOfAnotherModule when path.EndsWith(".mod", StringComparison.Ordinal) => BytesAsync(
                context,
                Encoding.UTF8.GetBytes(AnotherGoMod)
            ),
            ModuleProxyFault.Stalls => Task.Delay(Timeout.Infinite, Until(context)),
            ModuleProxyFault.Resets => ResetAsync(context),
            ModuleProxyFault.EndlessBody => EndlessAsync(context),
            ModuleProxyFault.SlowBody => SlowAsync(context),
            _ => ServeAsync(context, path),
        };

    private const string AnotherGoMod = "module example.com/another\n\ngo 1.19\n";

    private async Task ServeAsync(HttpContext context, string path)
    {
        var file = Path.GetFullPath(Path.Combine(store.Folder, Uri.UnescapeDataString(path).TrimStart('/')));
        if (file.StartsWith(store.Folder, StringComparison.Ordinal) && File.Exists(file))
            await BytesAsync(context, await File.ReadAllBytesAsync(file, Until(context)));
        else
            await StatusAsync(context, 404);
    }

    private Task BytesAsync(HttpContext context, byte[] bytes)
    {
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, Until(context)).AsTask();
    }

    private Task StatusAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return BytesAsync(context, Encoding.UTF8.GetBytes("status " + status.ToString(CultureInfo.InvariantCulture)));
    }

    private Task ChallengeAsync(HttpContext context, int status, string header)
    {
        context.Response.Headers[header] = "Basic realm=\"modules\"";
        return StatusAsync(context, status);
    }

    private Task PageAsync(HttpContext context, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return BytesAsync(
            context,
            "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><form></form></body></html>\n"u8.ToArray()
        );
    }

    private static Task RedirectAsync(HttpContext context)
    {
        context.Response.Redirect(SignInPath);
        return Task.CompletedTask;
    }

    private static Task ResetAsync(HttpContext context)
    {
        // Closing at once, with nothing left to linger for, is what sends RST instead of FIN.
        context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket.Close(timeout: 0);
        context.Abort();
        return Task.CompletedTask;
    }

    private async Task EndlessAsync(HttpContext context)
    {
        var blanks = new byte[64 * 1024];
        Array.Fill(blanks, (byte)' ');
        while (true)
            await context.Response.Body.WriteAsync(blanks, Until(context));
    }

    private async Task SlowAsync(HttpContext context)
    {
        context.Response.ContentLength = 100;
        await context.Response.Body.WriteAsync("{"u8.ToArray(), Until(context));
        await context.Response.Body.FlushAsync(Until(context));
        await Task.Delay(Timeout.Infinite, Until(context));
    }

    // Kestrel ends RequestAborted when it stops, but only after it has waited for the request to end.
    private CancellationToken Until(HttpContext context)
    {
        var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopped.Token);
        context.Response.RegisterForDispose(either);
        return either.Token;
    }

    private static string Basic(string credentials) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));
}
