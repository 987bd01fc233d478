using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>The source of a module, as far as a build of it needs to know.</summary>
/// <param name="All">The heads of its Go files, sorted by folder; one that isn't Go has an empty package.</param>
/// <param name="Extensions">Of the other files that go compiles or links, with the dot; sorted.</param>
public sealed record ModuleTree(ImmutableArray<GoSource> All, ImmutableArray<string> Extensions)
{
    private ILookup<string, GoSource>? byFolder;

    /// <summary>
    /// What cmd/go hands to assembler, C compilers and linker (go help packages, "file types"); the libraries are what
    /// #cgo LDFLAGS name.
    /// </summary>
    public static readonly IReadOnlySet<string> Native = new HashSet<string>(StringComparer.Ordinal)
    {
        ".a",
        ".c",
        ".cc",
        ".cpp",
        ".cxx",
        ".f",
        ".F",
        ".f90",
        ".for",
        ".h",
        ".hh",
        ".hpp",
        ".hxx",
        ".m",
        ".S",
        ".s",
        ".so",
        ".swig",
        ".swigcxx",
        ".sx",
        ".syso",
    };

    /// <summary>Those that a build may have: without tests.</summary>
    public IEnumerable<GoSource> Files => All.Where(file => !file.IsTest && file.Package.Length > 0);

    /// <summary>What <see cref="Files"/> import.</summary>
    public IEnumerable<string> Imports => Files.SelectMany(file => file.Imports);

    /// <summary>Patterns of go:embed, relative to the module; sorted, each once.</summary>
    public IEnumerable<string> Embeds =>
        Files
            .SelectMany(
                file => file.Embeds,
                (file, pattern) => file.Folder == "." ? pattern.Path : $"{file.Folder}/{pattern.Path}"
            )
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    /// <summary>Those of one package, with its tests.</summary>
    /// <param name="folder">Relative to the module's, <c>.</c> for that.</param>
    public IEnumerable<GoSource> In(string folder) =>
        (byFolder ??= All.Where(file => file.Package.Length > 0).ToLookup(file => file.Folder, StringComparer.Ordinal))[
            folder
        ];

    /// <param name="files">In any order.</param>
    public static ModuleTree Of(IEnumerable<GoSource> files, ImmutableArray<string> extensions)
    {
        var sorted = files.ToArray();
        Array.Sort(sorted, GoSource.CompareByFolder);
        return new(ImmutableCollectionsMarshal.AsImmutableArray(sorted), extensions);
    }

    /// <summary>
    /// Reads a module; folders and files that can't be read are passed over, as a build says by itself.
    /// </summary>
    /// <param name="folder">Absolute.</param>
    public static ModuleTree Read(string folder)
    {
        var files = new List<GoSource>();
        var extensions = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (prefix, entries, _) in new ModuleWalk(ModuleScope.Packages).Folders(folder))
        {
            files.AddRange(FilesIn(entries, prefix));
            extensions.UnionWith(entries.OfType<FileInfo>().Select(entry => entry.Extension).Where(Native.Contains));
        }

        return Of(files, [.. extensions]);
    }

    /// <summary>Likewise, from what was read before where that still holds.</summary>
    public static ModuleTree Read(string folder, SourceView view) =>
        SourceHeads.Of(folder, view, imports: null, out _).Tree;

    /// <summary>The Go files of one package; none for a folder that can't be read.</summary>
    /// <param name="path">Absolute path of its folder.</param>
    /// <param name="folder">That, relative to the module's.</param>
    public static IReadOnlyList<GoSource> FilesIn(string path, string folder)
    {
        try
        {
            return [.. FilesIn(new DirectoryInfo(path).GetFileSystemInfos(), folder == "." ? "" : folder + "/")];
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            return [];
        }
    }

    private static IEnumerable<GoSource> FilesIn(FileSystemInfo[] entries, string prefix)
    {
        foreach (var entry in entries)
        {
            if (ModuleWalk.IsGoFile(entry) && GoSource.Read(entry.FullName, prefix + entry.Name) is { } source)
                yield return source;
        }
    }
}
