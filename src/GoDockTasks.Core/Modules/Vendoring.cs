namespace GoDockTasks.Core.Modules;

/// <summary>Whether go takes dependencies from a vendor folder.</summary>
internal static class Vendoring
{
    // go.dev/doc/go1.22
    private const string FirstGoVersionThatVendorsWorkspaces = "1.22";

    private const string FirstGoVersionThatVendors = "1.14";

    /// <summary>
    /// Whether go builds the module from its vendor folder without being told so: there is one, the go line is 1.14 or
    /// newer, and modules.txt isn't a workspace's (cmd/go/internal/modload's setDefaultBuildMod).
    /// </summary>
    /// <param name="hasVendorFolder">There is a folder called vendor beside go.mod.</param>
    /// <param name="vendored">Its modules.txt; null if there is none.</param>
    public static bool IsVendored(GoModFile file, bool hasVendorFolder, VendorModulesFile? vendored) =>
        hasVendorFolder
        && vendored is not { IsWorkspace: true }
        && file.Go is not null
        && GoVersion.Compare(file.Go.Version, FirstGoVersionThatVendors) >= 0;

    /// <summary>
    /// The absolute path of the vendor folder that go builds a module from; null where it takes modules from its cache.
    /// </summary>
    /// <param name="work">The workspace that the module is a member of; null for none.</param>
    public static string? FindVendor(GoModFile file, GoWorkFile? work)
    {
        var folder = Path.Combine(Path.GetDirectoryName(work?.Path ?? file.Path)!, "vendor");
        if (!Directory.Exists(folder))
            return null;
        var path = Path.Combine(folder, "modules.txt");
        var text = ModuleFileReader.Read(path, ModuleFileReader.MaxSumBytes).Text;
        var vendored = text is null ? null : VendorModulesFile.Parse(text, path).Value;
        var isUsed = work is null
            ? IsVendored(file, hasVendorFolder: true, vendored)
            : vendored is { IsWorkspace: true }
                && work.Go is { } go
                && GoVersion.Compare(go.Version, FirstGoVersionThatVendorsWorkspaces) >= 0;
        return isUsed ? folder : null;
    }
}
