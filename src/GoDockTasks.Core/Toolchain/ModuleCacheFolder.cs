namespace GoDockTasks.Core.Toolchain;

/// <summary>Where Go keeps the modules that it downloaded.</summary>
internal static class ModuleCacheFolder
{
    /// <summary>An absolute path; null where the settings give none.</summary>
    public static string? Find(GoSettings settings) =>
        Of(settings) is var folder && Path.IsPathFullyQualified(folder) ? folder : null;

    /// <summary>
    /// GOMODCACHE, else pkg/mod in the first folder of GOPATH, else in the user's (cmd/go/internal/cfg).
    /// </summary>
    public static string Of(GoSettings settings)
    {
        if (settings["GOMODCACHE"].Value is { Length: > 0 } set)
            return set;
        var paths = settings["GOPATH"].Value.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var path = paths.FirstOrDefault();
        var variable = OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME";
        var home = settings.Sources.Environment.GetValueOrDefault(variable, "");
        return Path.Combine(path ?? Path.Combine(home, "go"), "pkg", "mod");
    }
}
