using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GoDockTasks.TestSupport;

/// <summary>A real registry behind a proxy that a test tells what to spoil.</summary>
public sealed class FaultyRegistry : IAsyncDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly OciRegistry registry;
    private readonly WebApplication proxy;

    private FaultyRegistry(OciRegistry registry)
    {
        this.registry = registry;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = null);
        proxy = builder.Build();
        proxy.Run(ForwardAsync);
    }

    /// <summary><c>127.0.0.1:port</c> of the proxy.</summary>
    public string Host => new Uri(proxy.Urls.Single()).Authority;

    /// <summary>The same registry, spared.</summary>
    public string Behind => registry.Host;

    /// <summary>
    /// What to answer instead: a status, 0 to cut the connection, null for what the registry answers. By method and
    /// path.
    /// </summary>
    public Func<string, string, int?> Fault { get; set; } = (_, _) => null;

    /// <summary>What to answer with instead, a path. By method and path.</summary>
    public Func<string, string, string> Instead { get; set; } = (_, path) => path;

    public static async Task<FaultyRegistry> StartAsync()
    {
        var faulty = new FaultyRegistry(await OciRegistry.StartAsync());
        await faulty.proxy.StartAsync();
        return faulty;
    }

    public async ValueTask DisposeAsync()
    {
        await proxy.DisposeAsync();
        client.Dispose();
        await registry.DisposeAsync();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value!);
        if (Fault(method, path) is { } status)
        {
            if (status == 0)
                context.Abort();
            else
                context.Response.StatusCode = status;
            return;
        }

        using var request = new HttpRequestMessage(
            new HttpMethod(method),
            $"http://{registry.Host}{new PathString(Instead(method, path)).ToUriComponent()}{context.Request.QueryString}"
        );
        // Locations that the registry names lead here again.
        request.Headers.Host = Host;
        request.Content = new StreamContent(context.Request.Body);
        foreach (var (name, values) in context.Request.Headers)
        {
            if (name != "Host" && !request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            if (name != "Transfer-Encoding")
                context.Response.Headers[name] = values.ToArray();
        }

        if (method != "HEAD")
            await response.Content.CopyToAsync(context.Response.Body);
    }
}
