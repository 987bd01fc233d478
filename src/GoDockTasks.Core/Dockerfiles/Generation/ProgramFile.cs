using GoDockTasks.Core.Dockerfiles.Sources;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>A Go file that is compiled into a program on every Linux.</summary>
/// <param name="FullPath">Absolute.</param>
/// <param name="Source">What its head says; its path is relative to the context.</param>
/// <param name="MayDoWithoutC">
/// Its package has files whose constraint names cgo, which may stand in for those that import "C".
/// </param>
/// <param name="Vendored">Whose package it is, where that lies in the vendor folder.</param>
public sealed record ProgramFile(string FullPath, GoSource Source, bool MayDoWithoutC, VendoredPackage? Vendored)
{
    // Of a program with more nothing is said.
    private const int MaxFiles = 5000;
    private const int MaxBytes = 1024 * 1024;

    private readonly Lazy<string> text = new(() => ModuleFileReader.Read(FullPath, MaxBytes).Text ?? "");

    /// <summary>All of it; empty where it can't be read.</summary>
    public string Text => text.Value;

    /// <summary>
    /// Those of the main package and of the packages that it imports from modules that lie here, vendored ones among
    /// them.
    /// </summary>
    /// <param name="package"><c>.</c>, or a folder with <c>./</c> before it.</param>
    public static IEnumerable<ProgramFile> Of(BuildGraph graph, string package)
    {
        var open = new Stack<(string Folder, VendoredPackage? Vendored)>([
            (Path.TrimEndingDirectorySeparator(Path.GetFullPath(package, graph.Main.Folder)), null),
        ]);
        var vendored = new Stack<(string Folder, VendoredPackage? Vendored)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var count = 0;
        // The modules' own come first, so that vendored ones don't crowd them out.
        while (open.TryPop(out var at) || vendored.TryPop(out at))
        {
            if (!seen.Add(at.Folder) || count > MaxFiles)
                continue;
            var sources = Read(graph, at.Folder);
            count += sources.Length;
            var mayDoWithoutC = sources.Any(file => !file.Source.IsTest && file.Source.Constraint.Names("cgo"));
            foreach (var (path, source) in sources.Where(file => file.Source.IsForAll))
            {
                var file = new ProgramFile(path, source, mayDoWithoutC, at.Vendored);
                foreach (var import in source.Imports)
                {
                    if (FolderOf(graph, import) is { } imported)
                        open.Push((imported, null));
                    else if (
                        graph.VendorFolder is { } vendor
                        && import.Split('/')[0].Contains('.', StringComparison.Ordinal)
                    )
                        vendored.Push(
                            (
                                Path.Combine(vendor, import),
                                at.Vendored is { } via ? via with { Path = import } : new(import, file, import)
                            )
                        );
                }

                yield return file;
            }
        }
    }

    private static (string Path, GoSource Source)[] Read(BuildGraph graph, string folder)
    {
        try
        {
            return
            [
                .. from file in new DirectoryInfo(folder)
                    .GetFileSystemInfos()
                    .Where(ModuleWalk.IsGoFile)
                    .OrderBy(file => file.Name, StringComparer.Ordinal)
                let source = GoSource.Read(file.FullName, Folders.Relative(graph.Context, file.FullName))
                where source is not null
                select (file.FullName, source),
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
            if (
                (import == module.Path || import.StartsWith(module.Path + "/", StringComparison.Ordinal))
                && !(best?.Path.Length > module.Path.Length)
            )
                best = module;
        }

        return best is null
            ? null
            : Path.TrimEndingDirectorySeparator(Path.Combine(best.Folder, import[best.Path.Length..].TrimStart('/')));
    }
}

/// <summary>A package in the vendor folder.</summary>
/// <param name="Path">Its import path.</param>
/// <param name="By">The module's own file through which it is compiled in.</param>
/// <param name="Import">What that file imports: this package, or one that leads to it.</param>
public sealed record VendoredPackage(string Path, ProgramFile By, string Import);
