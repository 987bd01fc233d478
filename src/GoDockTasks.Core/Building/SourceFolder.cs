using System.Collections.Immutable;
using System.Security.Cryptography;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Building;

/// <summary>
/// The files of a module's folder that a build can read: what cmd/go hands to compilers, assembler and linker, files
/// that are embedded, profiles, go.mod and go.sum, and all that of vendored packages. They are those that go's own
/// build cache looks at (cmd/go/internal/work's buildActionID), whatever package, system or tag they are for.
/// </summary>
internal sealed class SourceFolder
{
    private readonly SortedDictionary<string, string> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> hashes = new(StringComparer.Ordinal);

    private readonly TreeSnapshot? beyond;

    private SourceFolder(TreeSnapshot? beyond) => this.beyond = beyond;

    /// <summary>
    /// A hash over names and contents, the same wherever the folder lies; null where something can't be read. A folder
    /// that isn't there has one, too.
    /// </summary>
    /// <param name="path">Absolute.</param>
    /// <param name="beyond">Told of embedded files and their folders, before they are read.</param>
    public static string? Digest(string path, TreeSnapshot? beyond = null) =>
        Read(path, beyond, folder => folder.Finish());

    /// <summary>
    /// The files, by their names relative to the folder with <c>/</c>; null where something can't be read.
    /// </summary>
    /// <param name="path">Absolute.</param>
    public static IReadOnlyDictionary<string, string>? Files(string path) => Read(path, null, folder => folder.files);

    /// <summary>
    /// Absolute paths of all but the embedded ones, without reading any; none where a folder can't be listed.
    /// </summary>
    /// <param name="path">Absolute.</param>
    public static IEnumerable<string> Names(string path)
    {
        var folder = new SourceFolder(null);
        return folder.List(path) ? folder.files.Values : [];
    }

    private static T? Read<T>(string path, TreeSnapshot? beyond, Func<SourceFolder, T> finish)
        where T : class
    {
        var folder = new SourceFolder(beyond);
        try
        {
            if (Directory.Exists(path) && !folder.List(path))
                return null;
            foreach (var (name, file) in folder.files.ToArray())
            {
                if (name.EndsWith(".go", StringComparison.Ordinal) && !folder.ReadGo(name, file))
                    return null;
            }

            return finish(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // False where a folder can't be listed.
    private bool List(string path)
    {
        var walk = new ModuleWalk(ModuleScope.Build);
        foreach (var (prefix, entries, _) in walk.Folders(path))
        {
            foreach (var entry in entries)
            {
                if (entry is FileInfo && IsInput(entry))
                    files[prefix + entry.Name] = entry.FullName;
            }
        }

        foreach (var (name, target) in walk.Links)
            hashes[name] = target;
        return walk.Unreadable.Count == 0;
    }

    // What begins with a dot or an underline go passes over (go/build's matchFile).
    private static bool IsInput(FileSystemInfo file) =>
        file.Name[0] is not ('.' or '_')
        && (
            file.Extension is ".go" or ".pgo"
            || file.Name is "go.mod" or "go.sum" or "modules.txt"
            || ModuleTree.Native.Contains(file.Extension)
        )
        && !file.Name.EndsWith("_test.go", StringComparison.Ordinal);

    // False for a file that is too large to look for embedded files in it.
    private bool ReadGo(string name, string path)
    {
        byte[] text;
        try
        {
            text = RegularFile.ReadBytes(path, GoSource.MaxBytes);
        }
        catch (FileTooLargeException)
        {
            return false;
        }

        hashes[name] = Convert.ToHexStringLower(SHA256.HashData(text));
        // Of all such lines, whether or not go looks at them.
        foreach (var pattern in EmbedPattern.In(text))
            Expand(Path.GetDirectoryName(path)!, name[..(name.LastIndexOf('/') + 1)], [.. pattern.Path.Split('/')]);
        return true;
    }

    // Each part of a pattern is one of package path; what is matched in the end counts with all that it holds.
    private void Expand(string folder, string prefix, ImmutableArray<string> pattern)
    {
        if (pattern[0] == "..")
            return;
        beyond?.AddFolder(folder);
        if (!Directory.Exists(folder))
            return;
        foreach (
            var entry in pattern[0] == "."
                ? [new DirectoryInfo(folder)]
                : new DirectoryInfo(folder).GetFileSystemInfos()
        )
        {
            var name = pattern[0] == "." ? prefix : prefix + entry.Name;
            if (pattern[0] != "." && !Glob.IsMatch(pattern[0], entry.Name))
                continue;
            if (pattern.Length > 1)
                Expand(entry.FullName, name.Length == 0 || name.EndsWith('/') ? name : name + "/", pattern[1..]);
            else
                Embed(entry, name.TrimEnd('/'));
        }
    }

    private void Embed(FileSystemInfo entry, string name)
    {
        if (entry is not DirectoryInfo folder)
        {
            beyond?.AddFile(entry.FullName);
            files[name] = entry.FullName;
        }
        else if (folder.LinkTarget is null && !ModuleWalk.IsVersionControl(folder.Name))
        {
            beyond?.AddFolder(folder.FullName);
            // An empty folder can't be embedded, one with a file can.
            foreach (var inner in folder.GetFileSystemInfos())
                Embed(inner, name.Length == 0 ? inner.Name : name + "/" + inner.Name);
        }
    }

    private string Finish()
    {
        foreach (var (name, path) in files)
        {
            if (hashes.ContainsKey(name))
                continue;
            using var stream = RegularFile.Open(path);
            hashes[name] = Convert.ToHexStringLower(SHA256.HashData(stream));
        }

        using var digest = new ContentHash();
        foreach (var (name, hash) in hashes.OrderBy(file => file.Key, StringComparer.Ordinal))
            digest.Add(name, hash);
        return digest.Finish();
    }
}
