using GoDockTasks.Core.Dockerfiles.Sources;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>A Go file that is compiled into a program on every Linux.</summary>
/// <param name="FullPath">Absolute.</param>
/// <param name="Source">What its head says; its path is relative to the context.</param>
/// <param name="Text">All of it.</param>
/// <param name="HasOtherFiles">Its package has files under a constraint, which may stand in for it.</param>
internal sealed record ProgramFile(string FullPath, GoSource Source, string Text, bool HasOtherFiles)
{
    // Of a program with more nothing is said.
    private const int MaxFiles = 5000;
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Those of the main package and of the packages that it imports from modules that lie here.</summary>
    /// <param name="package"><c>.</c>, or a folder with <c>./</c> before it.</param>
    public static IEnumerable<ProgramFile> Of(BuildGraph graph, string package)
    {
        var open = new Stack<string>([Path.TrimEndingDirectorySeparator(Path.GetFullPath(package, graph.Main.Folder))]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var count = 0;
        while (open.TryPop(out var folder))
        {
            if (!seen.Add(folder) || count > MaxFiles)
                continue;
            var sources = Read(graph, folder);
            count += sources.Length;
            var hasOthers = sources.Any(file => file.Source is { IsTest: false, IsForAll: false });
            foreach (var (path, source) in sources.Where(file => file.Source.IsForAll))
            {
                foreach (var import in source.Imports)
                {
                    if (FolderOf(graph, import) is { } imported)
                        open.Push(imported);
                }

                if (ModuleFileReader.Read(path, MaxBytes).Text is { } text)
                    yield return new(path, source, text, hasOthers);
            }
        }
    }

    private static (string Path, GoSource Source)[] Read(BuildGraph graph, string folder)
    {
        try
        {
            return
            [
                .. from path in Directory.EnumerateFiles(folder, "*.go").Order(StringComparer.Ordinal)
                   where Path.GetFileName(path)[0] is not ('_' or '.')
                   let source = GoSourceReader.Read(path, Folders.Relative(graph.Context, path))
                   where source is not null
                   select (path, source),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string? FolderOf(BuildGraph graph, string import)
    {
        LocalModule? best = null;
        foreach (var module in graph.Described)
        {
            if ((import == module.Path || import.StartsWith(module.Path + "/", StringComparison.Ordinal)) && !(best?.Path.Length > module.Path.Length))
                best = module;
        }

        return best is null ? null : Path.TrimEndingDirectorySeparator(Path.Combine(best.Folder, import[best.Path.Length..].TrimStart('/')));
    }
}
