using System.Net;
using System.Net.Sockets;

namespace GoDockTasks.TestSupport;

/// <summary>A port for a program that can't choose one by itself.</summary>
public static class LoopbackPort
{
    /// <summary>One that nobody listened on when this was asked.</summary>
    public static ushort Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (ushort)((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
