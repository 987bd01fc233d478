namespace GoDockTasks.TestSupport;

/// <summary>A request that a <see cref="ModuleProxy"/> got.</summary>
/// <param name="Path">As it came over the wire, still escaped, with its leading slash and query.</param>
/// <param name="Headers">By name, whatever its case.</param>
public sealed record ModuleProxyRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers);
