using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;

namespace GoDockTasks.Core.Dockerfiles.Sources;

/// <summary>The packages of a module in the build context: what lies on the disk, whether or not .dockerignore lets it through.</summary>
internal sealed class ModulePackages
{
    // Enough for any service; of a larger tree nothing is said.
    private const int MaxFiles = 3000;
    private const int MaxFolders = 3000;

    private readonly Dictionary<string, ImmutableArray<GoSource>> byFolder;

    private ModulePackages(string folder, Dictionary<string, ImmutableArray<GoSource>> byFolder, bool isComplete) =>
        (Folder, this.byFolder, IsComplete) = (folder, byFolder, isComplete);

    /// <summary>That of go.mod, relative to the context; "" for the context itself.</summary>
    public string Folder { get; }

    /// <summary>False where there are too many files to read them all.</summary>
    public bool IsComplete { get; }

    /// <summary>Folders with Go files, relative to the module's, sorted.</summary>
    public IEnumerable<string> Folders => byFolder.Keys.Order(StringComparer.Ordinal);

    public IEnumerable<GoSource> Sources => byFolder.Values.SelectMany(sources => sources);

    /// <param name="folder">Relative to the module's; "" for that itself.</param>
    public ImmutableArray<GoSource> In(string folder) => byFolder.GetValueOrDefault(folder, []);

    /// <summary>Folders of programs, relative to the module's.</summary>
    public IEnumerable<string> Programs => Folders.Where(folder => In(folder).Any(source => source.IsProgram));

    /// <summary>The given packages and those of the module that they import, by what is compiled on every Linux.</summary>
    /// <param name="folders">Relative to the module's.</param>
    /// <param name="modulePath">The module's path.</param>
    public ImmutableHashSet<string> Reachable(IEnumerable<string> folders, string modulePath)
    {
        var reached = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var open = new Stack<string>(folders);
        while (open.TryPop(out var folder))
        {
            if (!reached.Add(folder))
                continue;
            foreach (var import in In(folder).Where(source => source.IsForAll).SelectMany(source => source.Imports))
            {
                if (import == modulePath)
                    open.Push("");
                else if (import.StartsWith(modulePath + "/", StringComparison.Ordinal))
                    open.Push(import[(modulePath.Length + 1)..]);
            }
        }

        return reached.ToImmutable();
    }

    /// <param name="folder">Of go.mod, relative to the context.</param>
    public static ModulePackages Read(BuildContext context, string folder)
    {
        var found = new Dictionary<string, ImmutableArray<GoSource>>(StringComparer.Ordinal);
        var (files, folders) = (0, 0);
        var open = new Stack<string>([""]);
        while (open.TryPop(out var relative))
        {
            if (++folders > MaxFolders || files > MaxFiles)
                return new(folder, found, isComplete: false);
            var path = Join(folder, relative);
            var sources = ImmutableArray.CreateBuilder<GoSource>();
            foreach (var entry in context.List(path))
            {
                if (entry is DirectoryInfo directory)
                {
                    if (IsPackageFolder(directory))
                        open.Push(Join(relative, directory.Name));
                }
                else if (entry.Name.EndsWith(".go", StringComparison.Ordinal) && entry.Name[0] is not ('_' or '.') && files++ < MaxFiles &&
                    GoSourceReader.Read(entry.FullName, Join(path, entry.Name)) is { } source)
                {
                    sources.Add(source);
                }
            }

            if (sources.Count > 0)
                found.Add(relative, sources.ToImmutable());
        }

        return new(folder, found, isComplete: true);
    }

    /// <summary>The folder in the context of a package.</summary>
    public string InContext(string folder) => Join(Folder, folder);

    private static bool IsPackageFolder(DirectoryInfo directory) =>
        directory.Name is not ("testdata" or "node_modules") && directory.Name[0] is not ('_' or '.') && directory.LinkTarget is null &&
        !File.Exists(Path.Combine(directory.FullName, "go.mod")) &&
        !(directory.Name == "vendor" && File.Exists(Path.Combine(directory.FullName, "modules.txt")));

    private static string Join(string folder, string name) => ImagePath.Combine("/" + folder, name)[1..];
}
