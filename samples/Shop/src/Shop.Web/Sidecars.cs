using System.Diagnostics;
using System.Net.Sockets;

namespace Shop.Web;

/// <summary>Starts the Go services that the build put beside this app, and stops them with it.</summary>
/// <remarks>
/// A service that isn't there (as in a container of this app alone) runs somewhere else, and the address in appsettings
/// says where.
/// </remarks>
public sealed class Sidecars(IConfiguration configuration, ILogger<Sidecars> log) : IHostedService, IDisposable
{
    private readonly List<Process> running = [];

    public async Task StartAsync(CancellationToken cancel)
    {
        var services = configuration.GetSection("Services");
        await Task.WhenAll(
            StartAsync("orders", "ORDERS_ADDRESS", new(services["Orders"]!), cancel),
            StartAsync("pricing", "PRICING_ADDRESS", new(services["Pricing"]!), cancel)
        );
    }

    public Task StopAsync(CancellationToken cancel)
    {
        foreach (var process in running.Where(process => !process.HasExited))
            process.Kill(entireProcessTree: true);
        return Task.WhenAll(running.Select(process => process.WaitForExitAsync(cancel)));
    }

    public void Dispose()
    {
        foreach (var process in running)
        {
            // Where another part of the app failed to start, nobody asks to stop.
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            process.Dispose();
        }

        running.Clear();
    }

    private async Task StartAsync(string name, string variable, Uri address, CancellationToken cancel)
    {
        var program = Path.Combine(
            AppContext.BaseDirectory,
            "sidecars",
            name,
            OperatingSystem.IsWindows() ? name + ".exe" : name
        );
        if (!File.Exists(program))
            return;

        var process = Process.Start(
            new ProcessStartInfo(program) { Environment = { [variable] = address.Authority } }
        )!;
        lock (running)
            running.Add(process);
        await ReadyAsync(name, process, address, cancel);
        log.LogInformation("{Name} listens on {Address}, process {Id}", name, address, process.Id);
    }

    private static async Task ReadyAsync(string name, Process process, Uri address, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(address.Host, address.Port, cancel);
                // Else it is another program that has the port.
                if (!process.HasExited)
                    return;
            }
            catch (SocketException) when (!process.HasExited)
            {
                await Task.Delay(50, cancel);
                continue;
            }

            throw new InvalidOperationException(
                $"{name} ended with exit code {process.ExitCode}; is {address.Authority} in use?"
            );
        }
    }
}
