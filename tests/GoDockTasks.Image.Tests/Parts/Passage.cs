using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GoDockTasks.Image.Tests.Parts;

/// <summary>
/// An address in a daemon's own network that leads to the same one of this machine, until disposed: what listens on
/// this machine's loopback is then reached from the daemon's, and from nowhere else in its network.
/// </summary>
internal sealed class Passage : IAsyncDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly Socket listener;
    private readonly IPEndPoint address;
    private readonly Task serving;

    private Passage(Socket listener, IPEndPoint address)
    {
        this.listener = listener;
        this.address = address;
        serving = Connections.ServeAsync(listener, ConnectAsync, end.Token);
    }

    /// <param name="folder">Of the daemon, which is in the command lines of its processes.</param>
    /// <param name="address">On loopback.</param>
    public static async Task<Passage> OpenAsync(string folder, IPEndPoint address)
    {
        var network = NetworkOf(folder);
        // A socket belongs to the network of the thread that makes it. This one ends with that.
        var listener = await Task.Factory.StartNew(
            () => Listen(network, address),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        return new(listener, address);
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Dispose();
        await serving;
        end.Dispose();
    }

    // Some of its processes have this one's.
    private static string NetworkOf(string folder)
    {
        var here = new FileInfo("/proc/self/ns/net").LinkTarget;
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            try
            {
                var network = Path.Combine(process, "ns/net");
                if (
                    File.ReadAllText(Path.Combine(process, "cmdline")).Contains(folder, StringComparison.Ordinal)
                    && new FileInfo(network).LinkTarget is { } there
                    && there != here
                )
                    return network;
            }
            catch (IOException)
            {
                // It is no process, or one that has ended.
            }
        }

        throw new AssertFailedException($"no process of {folder} has a network of its own");
    }

    private static Socket Listen(string network, IPEndPoint address)
    {
        const int Network = 0x40000000;
        using (var file = File.OpenHandle(network))
            Assert.AreEqual(
                0,
                SetNamespace((int)file.DangerousGetHandle(), Network),
                Marshal.GetLastPInvokeErrorMessage()
            );
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(address);
            listener.Listen();
            return listener;
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    private async Task ConnectAsync(Socket accepted)
    {
        using var there = new NetworkStream(accepted, ownsSocket: true);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, end.Token);
            using var here = new NetworkStream(socket);
            // Whoever closes, closes for both.
            await await Task.WhenAny(there.CopyToAsync(here, end.Token), here.CopyToAsync(there, end.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException) { }
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static extern int SetNamespace(int file, int kind);
}
