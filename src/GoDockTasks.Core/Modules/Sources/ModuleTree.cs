using System.Collections.Immutable;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>The source of a module, as far as a build of it needs to know.</summary>
/// <param name="Files">Its Go files, tests left out; sorted by folder.</param>
/// <param name="Imports">What its Go files import, tests left out.</param>
/// <param name="Embeds">Patterns of go:embed, relative to the module; sorted, each once.</param>
/// <param name="Extensions">Of the other files that go compiles or links, with the dot; sorted.</param>
internal sealed record ModuleTree(
    ImmutableArray<GoSource> Files, ImmutableHashSet<string> Imports, ImmutableArray<string> Embeds, ImmutableArray<string> Extensions)
{
    /// <summary>What cmd/go hands to assembler, C compilers and linker (go help packages, "file types"); the libraries are what #cgo LDFLAGS name.</summary>
    public static readonly IReadOnlySet<string> Native = new HashSet<string>(StringComparer.Ordinal)
    {
        ".a", ".c", ".cc", ".cpp", ".cxx", ".f", ".F", ".f90", ".for", ".h", ".hh", ".hpp", ".hxx", ".m", ".S", ".s", ".so", ".swig", ".swigcxx", ".sx", ".syso",
    };

    /// <summary>Reads a module; folders and files that can't be read are passed over, as a build says by itself.</summary>
    /// <param name="folder">Absolute.</param>
    public static ModuleTree Read(string folder)
    {
        var files = new List<GoSource>();
        var extensions = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (prefix, entries) in new ModuleWalk(ModuleScope.Packages).Folders(folder))
        {
            files.AddRange(FilesIn(entries, prefix));
            extensions.UnionWith(entries.OfType<FileInfo>().Select(entry => entry.Extension).Where(Native.Contains));
        }

        var embeds = files.SelectMany(file => file.Embeds, (file, pattern) => file.Folder == "." ? pattern.Path : $"{file.Folder}/{pattern.Path}");
        return new(
            [.. files.OrderBy(file => file.Folder, StringComparer.Ordinal).ThenBy(file => file.Name, StringComparer.Ordinal)],
            [.. files.SelectMany(file => file.Imports)],
            [.. embeds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. extensions]);
    }

    /// <summary>The Go files of one package, tests left out; none for a folder that can't be read.</summary>
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
            if (ModuleWalk.IsGoFile(entry) && !entry.Name.EndsWith("_test.go", StringComparison.Ordinal) &&
                GoSource.Read(entry.FullName, prefix + entry.Name) is { } source)
                yield return source;
        }
    }
}
