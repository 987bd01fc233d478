namespace GoDockTasks.Core.Sidecars;

/// <summary>What an image is for, in the words of Go and of container registries (GOOS, GOARCH).</summary>
/// <param name="Variant">Of the architecture, such as <c>v7</c> of arm; null for its usual one.</param>
public sealed record Platform(string System, string Architecture, string? Variant = null)
{
    /// <summary>linux/amd64</summary>
    public static Platform Default { get; } = new("linux", "amd64");

    /// <summary>As docker writes it: <c>linux/arm/v7</c>.</summary>
    public override string ToString() =>
        Variant is null ? $"{System}/{Architecture}" : $"{System}/{Architecture}/{Variant}";
}
