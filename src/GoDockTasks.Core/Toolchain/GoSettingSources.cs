namespace GoDockTasks.Core.Toolchain;

/// <summary>Everything that Go's settings come from, read by the caller.</summary>
/// <param name="Environment">The process's environment; on Windows its names must be found whatever their case.</param>
public sealed record GoSettingSources(IReadOnlyDictionary<string, string> Environment)
{
    internal static readonly IReadOnlyDictionary<string, string> NoSettings = new Dictionary<string, string>(
        StringComparer.Ordinal
    );

    /// <summary>
    /// Settings that the project makes, by Go's name (GOPROXY for GoDockGoProxy). An empty value sets nothing.
    /// </summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = NoSettings;

    /// <summary>Absolute path of the project whose properties they are, or null.</summary>
    public string? ProjectFile { get; init; }

    /// <summary>What <c>go env -w</c> wrote.</summary>
    public GoEnvFile UserFile { get; init; } = GoEnvFile.None;

    /// <summary>GOROOT/go.env.</summary>
    public GoEnvFile GoRootFile { get; init; } = GoEnvFile.None;

    /// <summary>What <c>go env -json</c> printed, with the properties left out; empty where there is no Go.</summary>
    public IReadOnlyDictionary<string, string> Reported { get; init; } = NoSettings;
}
