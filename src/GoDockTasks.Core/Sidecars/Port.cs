using System.Globalization;

namespace GoDockTasks.Core.Sidecars;

/// <summary>Something to listen on.</summary>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
public sealed record Port(ushort Number, string Protocol = "tcp")
{
    /// <summary>As a Dockerfile writes it: <c>8080</c>, <c>53/udp</c>.</summary>
    public override string ToString() =>
        Number.ToString(CultureInfo.InvariantCulture) + (Protocol == "tcp" ? "" : "/" + Protocol);
}
