using System.Collections.Immutable;

namespace GoDockTasks.Core.Proxies;

/// <summary>GOPROXY as go reads it (proxyList and newProxyRepo in src/cmd/go/internal/modfetch/proxy.go).</summary>
/// <param name="Entries">What go asks, in order, up to direct, off or the entry that makes it stop.</param>
/// <param name="Refusal">Why go stops as soon as it needs a download; null where it doesn't.</param>
/// <param name="Oddities">What go passes over and the writer can't have meant.</param>
public sealed record GoProxyList(
    ImmutableArray<GoProxyEntry> Entries,
    GoProxyProblem? Refusal,
    ImmutableArray<GoProxyProblem> Oddities
)
{
    /// <summary>Reads a list. Any text is a list, though perhaps one that go refuses.</summary>
    public static GoProxyList Parse(string value) => new GoProxyListReader().Read(value);
}
