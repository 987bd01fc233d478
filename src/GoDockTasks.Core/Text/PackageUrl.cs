namespace GoDockTasks.Core.Text;

/// <summary>Package URLs (purl), by which scanners know what a component is.</summary>
internal static class PackageUrl
{
    /// <summary>
    /// Of a Go module. purl-spec, types/golang: the path's last element is the name, the rest the namespace, in lower
    /// case.
    /// </summary>
    /// <param name="version">Null for none.</param>
    /// <param name="folder">Of a package in the module, with slashes; empty for the module itself.</param>
    public static string OfModule(string path, string? version, string folder = "") =>
        "pkg:golang/"
        + Escape(path.ToLowerInvariant())
        + (version is null ? "" : "@" + Uri.EscapeDataString(version))
        + (folder.Length == 0 ? "" : "#" + Escape(folder));

    /// <summary>Of a .NET package.</summary>
    public static string OfNuGet(string name, string version) =>
        $"pkg:nuget/{Uri.EscapeDataString(name)}@{Uri.EscapeDataString(version)}";

    private static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
