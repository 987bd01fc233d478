using System.Collections.Immutable;
using GoDockTasks.Core.Building;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Fingerprints;

/// <summary>All source files on this machine that a build of a module can read.</summary>
/// <param name="Folders">Absolute: the module's, those that replace others, and those of the workspace's other modules.</param>
/// <param name="Hash">One h1 over the files, named from the module's folder; null where something can't be read.</param>
/// <param name="Problem">Why there is none.</param>
internal sealed record SourceTree(ImmutableArray<string> Folders, string? Hash, string? Problem)
{
    public static SourceTree Of(string moduleDirectory, GoModFile module, GoWorkFile? work)
    {
        ImmutableArray<string> folders = [moduleDirectory, .. Replaced(module.Path, module.Replace), .. work is null ? [] : Replaced(work.Path, work.Replace).Concat(Used(work))];
        folders = [.. folders.Select(Path.TrimEndingDirectorySeparator).Distinct(StringComparer.Ordinal)];
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            if (SourceFolder.Files(folder) is not { } found)
                return new(folders, null, $"something in '{folder}' isn't readable, or is too large to be source");
            // The module's own are told of by themselves.
            foreach (var (name, path) in found.Where(file => folder != folders[0] || file.Key is not ("go.mod" or "go.sum")))
                files[Path.GetRelativePath(moduleDirectory, Path.Combine(folder, name)).Replace(Path.DirectorySeparatorChar, '/')] = path;
        }

        var hash = DirHash.OfFiles(files.Select(file => (file.Key, (Func<Stream>)(() => new FileStream(file.Value, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0)))));
        return new(folders, hash.Hash, hash.Problem);
    }

    private static IEnumerable<string> Replaced(string file, ImmutableArray<ReplaceDirective> replace) => replace
        .Where(directive => directive.IsLocal).Select(directive => Path.GetFullPath(directive.NewPath, Path.GetDirectoryName(file)!)).Where(Directory.Exists);

    private static IEnumerable<string> Used(GoWorkFile work) => work.Use.Select(use => Path.GetFullPath(use.Path, Path.GetDirectoryName(work.Path)!)).Where(Directory.Exists);
}
