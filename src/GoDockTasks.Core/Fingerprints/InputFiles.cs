using System.Collections.Immutable;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Fingerprints;

/// <summary>Files that aren't sources, but decide what is built from them.</summary>
internal static class InputFiles
{
    /// <summary>sha256 of those that are there, by name.</summary>
    public static ImmutableSortedDictionary<string, string> Read(Sidecar sidecar, string package, string projectDirectory, GoWorkFile? work) => Sections.Of(
        ("go.mod", Sha256(sidecar.GoModPath)),
        ("go.sum", Sha256(Path.Combine(sidecar.ModuleDirectory, "go.sum"))),
        ("go.work", work is null ? null : Sha256(work.Path)),
        ("go.work.sum", work is null ? null : Sha256(work.Path + ".sum")),
        ("vendor/modules.txt", Sha256(Path.Combine(work is null ? sidecar.ModuleDirectory : Path.GetDirectoryName(work.Path)!, "vendor", "modules.txt"))),
        ("default.pgo", Sha256(Profile(sidecar, package))),
        ("Dockerfile", Sha256(sidecar.DockerfilePath)),
        ("packages.lock.json", Sha256(Path.Combine(projectDirectory, "packages.lock.json"))));

    /// <summary>Absolute path of the profile that go takes by itself.</summary>
    public static string Profile(Sidecar sidecar, string package) => Path.Combine(Path.GetFullPath(package, sidecar.ModuleDirectory), "default.pgo");

    /// <summary>All hashes that a build may take.</summary>
    public static IEnumerable<GoSumEntry> Sums(string moduleDirectory, GoWorkFile? work)
    {
        string[] paths = work is null
            ? [Path.Combine(moduleDirectory, "go.sum")]
            : [Path.Combine(moduleDirectory, "go.sum"), work.Path + ".sum", .. work.Use.Select(use => Path.Combine(Path.GetFullPath(use.Path, Path.GetDirectoryName(work.Path)!), "go.sum"))];
        return paths.Distinct(StringComparer.Ordinal)
            .SelectMany(path => ModuleFileReader.Read(path, ModuleFileReader.MaxSumBytes).Text is { } text ? GoSumFile.Parse(text, path).Value.Entries : []);
    }

    private static string? Sha256(string path) => File.Exists(path) ? FileDigest.Sha256(path).Sha256 : null;
}
