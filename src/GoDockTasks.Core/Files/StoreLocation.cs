namespace GoDockTasks.Core.Files;

/// <summary>Where verdicts and programs are kept from build to build.</summary>
public static class StoreLocation
{
    /// <summary>Absolute path of the folder; null where the user has no cache folder.</summary>
    /// <param name="cacheDirectory">GoDockCacheDir; empty for the user's cache folder.</param>
    /// <param name="baseDirectory">What a relative one counts from; absolute.</param>
    public static string? Of(
        string? cacheDirectory,
        string baseDirectory,
        IReadOnlyDictionary<string, string> environment
    ) =>
        string.IsNullOrWhiteSpace(cacheDirectory)
            ? Default(environment)
            : Path.GetFullPath(cacheDirectory, baseDirectory);

    /// <summary>
    /// The user's cache folder by the custom of the system (XDG Base Directory Specification; on macOS
    /// ~/Library/Caches; on Windows %LOCALAPPDATA%), and ours in it; null where the user has none.
    /// </summary>
    public static string? Default(IReadOnlyDictionary<string, string> environment)
    {
        string? root =
            OperatingSystem.IsWindows() ? Variable("LOCALAPPDATA")
            : OperatingSystem.IsMacOS() ? Below(Variable("HOME"), "Library", "Caches")
            : Variable("XDG_CACHE_HOME") ?? Below(Variable("HOME"), ".cache");
        return Below(root, "godocktasks");

        string? Variable(string name) =>
            environment.TryGetValue(name, out var value) && Path.IsPathFullyQualified(value) ? value : null;
        static string? Below(string? folder, params string[] parts) =>
            folder is null ? null : Path.Combine([folder, .. parts]);
    }
}
