using System.Net.Sockets;

namespace GoDockTasks.Image.Tests.Parts;

/// <summary>What a socket is asked for, until it is closed.</summary>
internal static class Connections
{
    /// <summary>Ends when all that was accepted has ended.</summary>
    public static async Task ServeAsync(Socket listener, Func<Socket, Task> connect, CancellationToken end)
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(connect(await listener.AcceptAsync(end)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException) { }

        await Task.WhenAll(connections);
    }
}
