using System.Net;

namespace GoDockTasks.Core.Proxies;

/// <summary>Hosts that are this machine.</summary>
internal static class Loopback
{
    /// <summary>localhost and what lies under it (RFC 6761, section 6.3), 127.0.0.0/8 and ::1.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address);
}
