using System.Collections.Immutable;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Fingerprints.Statements;

/// <summary>Files that aren't sources, but decide what is built from them.</summary>
internal static class InputFiles
{
    /// <summary>sha256 of those that are there, by name.</summary>
    /// <returns>Them, or null and which one is there and can't be read: that isn't the same as none.</returns>
    public static (ImmutableSortedDictionary<string, string>? Files, string? Problem) Read(
        Sidecar sidecar,
        string package,
        string projectDirectory,
        GoWorkFile? work
    )
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, path) in Paths(sidecar, package, projectDirectory, work))
        {
            if (!File.Exists(path))
                continue;
            var (sha256, problem) = FileDigest.Sha256(path);
            if (sha256 is null)
                return (null, $"'{path}' can't be read: {problem}");
            files.Add(name, sha256);
        }

        return (files.ToImmutable(), null);
    }

    /// <summary>Absolute path of the profile that go takes by itself.</summary>
    public static string Profile(Sidecar sidecar, string package) =>
        Path.Combine(Path.GetFullPath(package, sidecar.ModuleDirectory), "default.pgo");

    /// <summary>All hashes that a build may take.</summary>
    public static IEnumerable<GoSumEntry> Sums(string moduleDirectory, GoWorkFile? work)
    {
        string[] paths = work is null
            ? [Path.Combine(moduleDirectory, "go.sum")]
            :
            [
                Path.Combine(moduleDirectory, "go.sum"),
                work.Path + ".sum",
                .. work.Use.Select(use =>
                    Path.Combine(Path.GetFullPath(use.Path, Path.GetDirectoryName(work.Path)!), "go.sum")
                ),
            ];
        return paths
            .Distinct(StringComparer.Ordinal)
            .SelectMany(path =>
                ModuleFileReader.Read(path, ModuleFileReader.MaxSumBytes).Text is { } text
                    ? GoSumFile.Parse(text, path).Value.Entries
                    : []
            );
    }

    private static IEnumerable<(string Name, string Path)> Paths(
        Sidecar sidecar,
        string package,
        string projectDirectory,
        GoWorkFile? work
    )
    {
        yield return ("go.mod", sidecar.GoModPath);
        yield return ("go.sum", Path.Combine(sidecar.ModuleDirectory, "go.sum"));
        if (work is not null)
        {
            yield return ("go.work", work.Path);
            yield return ("go.work.sum", work.Path + ".sum");
        }

        var vendoring = work is null ? sidecar.ModuleDirectory : Path.GetDirectoryName(work.Path)!;
        yield return ("vendor/modules.txt", Path.Combine(vendoring, "vendor", "modules.txt"));
        yield return ("default.pgo", Profile(sidecar, package));
        yield return ("Dockerfile", sidecar.DockerfilePath);
        yield return ("packages.lock.json", Path.Combine(projectDirectory, "packages.lock.json"));
    }
}
