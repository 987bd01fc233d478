using System.Net.Sockets;
using System.Text;

namespace GoDockTasks.Image.Tests.Parts;

/// <summary>
/// Makes a daemon's BuildKit a node of buildx's remote driver: a socket behind which its API is asked to speak gRPC, as
/// docker itself asks it. Whoever disposes of it cuts all connections, as a machine does that goes down.
/// </summary>
internal sealed class NodeProxy : IAsyncDisposable
{
    private static readonly byte[] Upgrade = Encoding.ASCII.GetBytes(
        "POST /grpc HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"
    );

    private readonly CancellationTokenSource end = new();
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly TaskCompletionSource seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string daemon;
    private readonly string marker;
    private readonly Task serving;

    /// <param name="marker">A text that a step prints, for <see cref="Seen"/>.</param>
    public NodeProxy(DockerDaemon docker, string marker = "\0")
    {
        daemon = docker.Environment["DOCKER_HOST"]["unix://".Length..];
        this.marker = marker;
        var path = Path.Combine(docker.Folder, $"{Guid.NewGuid():N}"[..8]);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        Endpoint = "unix://" + path;
        serving = Connections.ServeAsync(listener, ConnectAsync, end.Token);
    }

    /// <summary>For <c>docker buildx create --driver remote</c>.</summary>
    public string Endpoint { get; }

    /// <summary>When the node has told of the marker.</summary>
    public Task Seen => seen.Task;

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Dispose();
        await serving;
        end.Dispose();
    }

    private async Task ConnectAsync(Socket accepted)
    {
        using var client = new NetworkStream(accepted, ownsSocket: true);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(daemon), end.Token);
            using var node = new NetworkStream(socket);
            await node.WriteAsync(Upgrade, end.Token);
            // The head of the answer, and nothing of what is behind it.
            var head = new List<byte>();
            var next = new byte[1];
            while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()) && await node.ReadAsync(next, end.Token) > 0)
                head.Add(next[0]);
            await Task.WhenAny(CopyAsync(client, node, isAnswer: false), CopyAsync(node, client, isAnswer: true));
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException) { }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, bool isAnswer)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, end.Token)) > 0)
            {
                if (isAnswer && Encoding.Latin1.GetString(buffer, 0, read).Contains(marker, StringComparison.Ordinal))
                    seen.TrySetResult();
                await to.WriteAsync(buffer.AsMemory(0, read), end.Token);
            }
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or IOException or ObjectDisposedException) { }
    }
}
