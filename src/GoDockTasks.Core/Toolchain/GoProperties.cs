namespace GoDockTasks.Core.Toolchain;

/// <summary>What a project's properties say about Go. Null or empty is "not set".</summary>
public sealed record GoProperties
{
    /// <summary>GoDockGoExe: the go program, absolute or from the project's folder; looked up where not set.</summary>
    public string? Executable { get; init; }

    /// <summary>GoDockGoVersion: the Go that all sidecars agree on.</summary>
    public string? Version { get; init; }

    /// <summary>GoDockGoProxy.</summary>
    public string? Proxy { get; init; }

    /// <summary>GoDockGoPrivate.</summary>
    public string? Private { get; init; }

    /// <summary>GoDockGoSumDb.</summary>
    public string? SumDb { get; init; }

    /// <summary>GoDockGoNoProxy.</summary>
    public string? NoProxy { get; init; }

    /// <summary>Nothing is set.</summary>
    public static GoProperties None { get; } = new();

    /// <summary>Those that are settings of Go's, by Go's names; empty sets nothing.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GOPROXY"] = Proxy ?? "",
            ["GOPRIVATE"] = Private ?? "",
            ["GOSUMDB"] = SumDb ?? "",
            ["GONOPROXY"] = NoProxy ?? "",
        };
}
