using NuGet.Versioning;

namespace GoDockTasks.Core.Diagnostics;

/// <summary>
/// Versions of this package, as they stand in what it has made. NuGet's order: it is a NuGet package.
/// </summary>
internal static class PackageVersion
{
    /// <summary>False, too, where one of the two isn't a version.</summary>
    public static bool IsNewer(string? version, string? than) =>
        NuGetVersion.TryParse(version, out var one) && NuGetVersion.TryParse(than, out var other) && one > other;
}
