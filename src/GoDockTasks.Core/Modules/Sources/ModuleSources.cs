using System.Collections.Immutable;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>
/// The Go files of a module's folder that can matter to what it requires, sorted bytewise by relative path. That is
/// every .go file outside nested modules: also in testdata and in folders with a leading `_` or `.`, which `./...`
/// leaves out but an import can name. Left out are vendored packages and version control's own folders.
/// </summary>
/// <param name="Files">The files.</param>
/// <param name="Unreadable">Folders that this user can't list.</param>
/// <param name="Extensions">Of the files beside packages that go compiles or links, too, with the dot; sorted.</param>
/// <param name="WorldWritable">Files and folders with the write bit for others; always empty on Windows.</param>
internal sealed record ModuleSources(
    ImmutableArray<GoFile> Files,
    ImmutableArray<string> Unreadable,
    ImmutableArray<string> Extensions,
    ImmutableArray<string> WorldWritable
)
{
    /// <summary>Lists the module in <paramref name="directory"/> (absolute).</summary>
    public static ModuleSources List(string directory)
    {
        var walk = new ModuleWalk(ModuleScope.Importable);
        var files = ImmutableArray.CreateBuilder<GoFile>();
        var extensions = new SortedSet<string>(StringComparer.Ordinal);
        var worldWritable = ImmutableArray.CreateBuilder<string>();
        foreach (var folder in walk.Folders(directory))
        {
            foreach (var entry in folder.Entries)
            {
                if (ModuleWalk.IsGoFile(entry))
                    files.Add(new(folder.Prefix + entry.Name, entry.FullName, folder.HasPackage));
                else if (folder.HasPackage && entry is FileInfo && ModuleTree.Native.Contains(entry.Extension))
                    extensions.Add(entry.Extension);
                if (entry is FileInfo && !ModuleWalk.IsGoFile(entry) && entry.Name is not ("go.mod" or "go.sum"))
                    continue;
                if (IsWorldWritable(entry))
                    worldWritable.Add(entry.FullName);
            }
        }

        files.Sort(static (left, right) => string.CompareOrdinal(left.RelativePath, right.RelativePath));
        return new(files.ToImmutable(), [.. walk.Unreadable], [.. extensions], worldWritable.ToImmutable());
    }

    private static bool IsWorldWritable(FileSystemInfo entry) =>
        !OperatingSystem.IsWindows() && (entry.UnixFileMode & UnixFileMode.OtherWrite) != 0 && entry.LinkTarget is null;
}
