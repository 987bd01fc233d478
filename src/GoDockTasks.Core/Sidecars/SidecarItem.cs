namespace GoDockTasks.Core.Sidecars;

/// <summary>A `GoSidecar` item as MSBuild hands it over.</summary>
/// <param name="Include">The item's value, unescaped: the module's folder, or its go.mod.</param>
/// <param name="Metadata">The user's metadata by name.</param>
/// <param name="RecursiveDirectory">What `**` stood for, where a glob found the item; else empty.</param>
/// <param name="ProjectFile">Absolute path of the file that defines the item, or null.</param>
public sealed record SidecarItem(
    string Include,
    IReadOnlyDictionary<string, string> Metadata,
    string RecursiveDirectory,
    string? ProjectFile
)
{
    /// <summary>How many items before it have the same value and come from the same file.</summary>
    public int Occurrence { get; init; }
}
