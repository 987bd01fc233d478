using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Building;

/// <summary>
/// Everything on this machine that a module is built from: its own folder, those that replace modules of its build
/// list, and, in a workspace, all of that. Downloaded modules aren't read: go.sum says what they hold.
/// </summary>
/// <param name="goWork">The effective GOWORK.</param>
/// <param name="goRoot">GOROOT; null if it isn't known.</param>
/// <param name="view">
/// What was read before, and didn't change: sidecars share modules, and modules share what replaces others.
/// </param>
internal sealed class BuildInputs(string goWork, string? goRoot, SourceView view)
{
    private const string Name = "build inputs";

    /// <summary>
    /// The workspace that applies to a module; null for none, and for one that can't be read, of which go says more.
    /// </summary>
    public GoWorkFile? Workspace(string moduleDirectory) =>
        WorkspaceFinder.Find(moduleDirectory, goWork, goRoot) is { } path
        && Path.IsPathFullyQualified(path)
        && view.Text(path, ModuleFileReader.MaxModBytes).Text is { } text
            ? GoWorkFile.Parse(text, path).Value
            : null;

    /// <summary>
    /// A hash over all of it, the same in every folder of every machine; null where something can't be read.
    /// </summary>
    /// <param name="moduleDirectory">Absolute.</param>
    public string? Digest(string moduleDirectory)
    {
        using var digest = new ContentHash();
        List<(string Path, IEnumerable<ReplaceDirective> Replace)> files = [];
        if (WorkspaceFinder.Find(moduleDirectory, goWork, goRoot) is not null)
        {
            if (Workspace(moduleDirectory) is not { } work || !AddWorkspace(digest, work, files))
                return null;
        }

        if (!AddModule(digest, moduleDirectory, files))
            return null;
        foreach (var (path, replace) in files)
        {
            foreach (var directive in replace)
            {
                if (
                    directive.IsLocal
                    && !AddFolder(
                        digest,
                        "replaced " + directive.NewPath,
                        Path.GetFullPath(directive.NewPath.Replace('\0', '\uFFFD'), Path.GetDirectoryName(path)!)
                    )
                )
                    return null;
            }
        }

        return digest.Finish();
    }

    /// <summary>
    /// GDT0013 for a pipe among the files that go would open, and then never come back; null where there is none.
    /// </summary>
    /// <param name="moduleDirectory">Absolute.</param>
    public Diagnostic? FindIrregular(string moduleDirectory)
    {
        var work =
            WorkspaceFinder.Find(moduleDirectory, goWork, goRoot) is { } found && Path.IsPathFullyQualified(found)
                ? found
                : null;
        string[] roots = work is null ? [moduleDirectory] : [moduleDirectory, Path.GetDirectoryName(work)!];
        var replaced = GoModule
            .At(moduleDirectory, view)
            .GoMod.Replace.Where(directive => directive.IsLocal)
            .Select(directive => Path.GetFullPath(directive.NewPath.Replace('\0', '\uFFFD'), moduleDirectory));
        var used = Workspace(moduleDirectory)
            ?.Use.Select(use => Path.GetFullPath(use.Path.Replace('\0', '\uFFFD'), Path.GetDirectoryName(work)!))
            ?? [];
        string[] modules = [moduleDirectory, .. replaced, .. used];
        return modules
            .Select(folder => Path.Combine(folder, "go.mod"))
            .Concat(
                modules
                    .Concat(roots)
                    .SelectMany(folder =>
                        (string[])[Path.Combine(folder, "go.sum"), Path.Combine(folder, "vendor", "modules.txt")]
                    )
            )
            .Concat(work is null ? [] : [work, work + ".sum"])
            .Concat(modules.Distinct(StringComparer.Ordinal).Where(Directory.Exists).SelectMany(SourceFolder.Names))
            .Where(RegularFile.IsIrregular)
            .Select(IrregularFileException.Describe)
            .FirstOrDefault();
    }

    private bool AddWorkspace(ContentHash digest, GoWorkFile work, List<(string, IEnumerable<ReplaceDirective>)> files)
    {
        digest.Add("go.work", view.Text(work.Path, ModuleFileReader.MaxModBytes).Text);
        digest.Add("go.work.sum", view.Text(work.Path + ".sum", ModuleFileReader.MaxSumBytes).Text);
        files.Add((work.Path, work.Replace));
        return AddFolder(digest, "vendor", Path.Combine(Path.GetDirectoryName(work.Path)!, "vendor"))
            && work.Use.All(use =>
                AddModule(
                    digest,
                    Path.GetFullPath(use.Path.Replace('\0', '\uFFFD'), Path.GetDirectoryName(work.Path)!),
                    files
                )
            );
    }

    private bool AddModule(ContentHash digest, string directory, List<(string, IEnumerable<ReplaceDirective>)> files)
    {
        var module = GoModule.At(directory, view);
        if (module.GoModFile.Text is null || module.HasErrors || module.GoMod.HasQueries)
            return false;
        files.Add((module.GoModPath, module.GoMod.Replace));
        return AddFolder(digest, "module", directory);
    }

    private bool AddFolder(ContentHash digest, string label, string path)
    {
        var key = Path.TrimEndingDirectorySeparator(path);
        var folder = view.Derive(key, Name, "", beyond =>
            SourceFolder.Digest(key, beyond) is { } content ? [content] : null
        );
        digest.Add(label, folder?[0]);
        return folder is not null;
    }
}
