using System.Collections.Immutable;
using GoDockTasks.Core.Building;
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

/// <summary>All source files on this machine that a build of a module can read.</summary>
/// <param name="ModuleDirectory">Absolute.</param>
/// <param name="Folders">
/// Absolute: the module's, those that replace others, and those of the workspace's other modules.
/// </param>
/// <param name="Files">Absolute paths, by names from the module's folder with <c>/</c>.</param>
/// <param name="Problem">Why the files can't be told, or null.</param>
internal sealed record SourceTree(
    string ModuleDirectory,
    ImmutableArray<string> Folders,
    ImmutableSortedDictionary<string, string> Files,
    string? Problem
)
{
    public static SourceTree Of(string moduleDirectory, GoModFile module, GoWorkFile? work)
    {
        ImmutableArray<string> folders =
        [
            moduleDirectory,
            .. Replaced(module.Path, module.Replace),
            .. work is null ? [] : Replaced(work.Path, work.Replace).Concat(Used(work)),
        ];
        folders = [.. folders.Select(Path.TrimEndingDirectorySeparator).Distinct(StringComparer.Ordinal)];
        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (
            var folder in work is null
                ? folders
                : folders.Add(Path.Combine(Path.GetDirectoryName(work.Path)!, "vendor"))
        )
        {
            if (SourceFolder.Files(folder) is not { } found)
                return new(
                    moduleDirectory,
                    folders,
                    files.ToImmutable(),
                    $"something in '{folder}' isn't readable, or is too large to be source"
                );
            foreach (var (name, path) in found)
                files[
                    Path.GetRelativePath(moduleDirectory, Path.Combine(folder, name))
                        .Replace(Path.DirectorySeparatorChar, '/')
                ] = path;
        }

        return new(moduleDirectory, folders, files.ToImmutable(), null);
    }

    /// <summary>One h1 over all of them but the module's go.mod and go.sum, which are told of by themselves.</summary>
    public DirHashResult Hash() =>
        Problem is not null
            ? new(null, Problem)
            : DirHash.OfFiles(
                Files
                    .Where(file => file.Key is not ("go.mod" or "go.sum"))
                    .Select(file => new HashedFile(file.Key, () => RegularFile.Open(file.Value)))
            );

    /// <summary>
    /// Copies them, with the workspace's own files, so that they lie to each other as they do here. Fails with the
    /// exceptions of <see cref="File"/>.
    /// </summary>
    /// <param name="target">Absolute path of a folder.</param>
    /// <returns>Absolute path of the module's folder there.</returns>
    public string CopyTo(string target, GoWorkFile? work)
    {
        string[] more = work is null ? [] : [work.Path, work.Path + ".sum"];
        string[] paths =
        [
            .. Files.Select(file => Path.GetFullPath(file.Key, ModuleDirectory)),
            .. more.Where(File.Exists),
        ];
        var root = ModuleDirectory;
        while (
            !paths.All(path =>
                path.StartsWith(
                    Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar,
                    StringComparison.Ordinal
                )
            ) && Path.GetDirectoryName(root) is { } parent
        )
            root = parent;
        foreach (var path in paths)
        {
            var copy = Path.Combine(target, Path.GetRelativePath(root, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            try
            {
                using var source = RegularFile.Open(path);
                AtomicFile.Write(copy, source);
            }
            catch (IrregularFileException exception)
            {
                throw new IOException($"'{path}' can't be copied: {exception.Message}", exception);
            }
        }

        return Path.GetFullPath(Path.GetRelativePath(root, ModuleDirectory), target);
    }

    private static IEnumerable<string> Replaced(string file, ImmutableArray<ReplaceDirective> replace) =>
        replace
            .Where(directive => directive.IsLocal)
            .Select(directive =>
                Path.GetFullPath(directive.NewPath.Replace('\0', '\uFFFD'), Path.GetDirectoryName(file)!)
            )
            .Where(Directory.Exists);

    private static IEnumerable<string> Used(GoWorkFile work) =>
        work
            .Use.Select(use => Path.GetFullPath(use.Path.Replace('\0', '\uFFFD'), Path.GetDirectoryName(work.Path)!))
            .Where(Directory.Exists);
}
