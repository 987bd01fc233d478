using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Files;

/// <summary>Finds the files that a user names: by themselves, by their folder, or by a pattern.</summary>
internal sealed class FileSearch
{
    /// <summary>
    /// Which files of a folder are meant, by name; those that are named themselves or by a pattern always are.
    /// </summary>
    public required Func<string, bool> IsMeant { get; init; }

    /// <summary>Names of folders that aren't looked into below a folder or in a pattern's place.</summary>
    public required ImmutableArray<string> SkippedFolders { get; init; }

    /// <summary>For the message about a folder or pattern in which nothing is: "no Dockerfile: …".</summary>
    public required string Missing { get; init; }

    /// <summary>The property whose list it is, for messages.</summary>
    public string Property { get; init; } = "GoDockFiles";

    /// <summary>
    /// Folders are searched whole: links to folders are followed, and a folder that can't be looked through is GDT1012.
    /// </summary>
    public bool IsWhole { get; init; }

    /// <param name="list">Separated by `;`. `*` and `?` stand for parts of a name, `**` for any folders.</param>
    /// <param name="directory">Absolute; relative paths count from it.</param>
    /// <returns>
    /// In the order of the list; of one entry in the order of a walk by name. And GDT1012 for what names nothing.
    /// </returns>
    public (ImmutableArray<NamedFile> Files, ImmutableArray<Diagnostic> Diagnostics) Find(string list, string directory)
    {
        var files = ImmutableArray.CreateBuilder<NamedFile>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var entry in list.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var before = files.Count;
            var name = entry.Replace('\\', '/');
            var path = Path.GetFullPath(name, directory);
            var isThere = true;
            var walk = new FolderWalk(IsWhole, folder => SkippedFolders.Contains(folder));
            if (name.AsSpan().ContainsAny('*', '?'))
                files.AddRange(Matching(name, directory, walk));
            else if (Directory.Exists(path))
                files.AddRange(
                    walk.Files(path)
                        .Where(file => IsMeant(Path.GetFileName(file)))
                        .Select(file => new NamedFile(file, Join(name, Path.GetRelativePath(path, file)), name))
                );
            else if (isThere = File.Exists(path))
                files.Add(new(path, name, null));
            if (!isThere)
                diagnostics.Add(
                    new(
                        DiagnosticCatalogue.NoAccess,
                        new(path),
                        $"'{entry}' isn't there; {Property} takes files, folders and patterns, relative to "
                            + $"'{directory}'"
                    )
                );
            else if (files.Count == before && (!IsWhole || walk.Unreadable.Count == 0))
                diagnostics.Add(new(DiagnosticCatalogue.NoAccess, new(path), $"'{entry}' has {Missing}"));
            if (IsWhole)
                diagnostics.AddRange(
                    walk.Unreadable.Select(unreadable => Unreadable(unreadable.Folder, unreadable.Problem))
                );
        }

        return (files.ToImmutable(), diagnostics.ToImmutable());
    }

    private static Diagnostic Unreadable(string folder, string problem) =>
        new(
            DiagnosticCatalogue.NoAccess,
            new(folder),
            $"'{folder}' can't be looked through ({problem}); make it readable for this user"
        );

    private static IEnumerable<NamedFile> Matching(string pattern, string directory, FolderWalk walk)
    {
        var segments = pattern.Split('/');
        var first = Array.FindIndex(segments, segment => segment.AsSpan().ContainsAny('*', '?'));
        var name = string.Join('/', segments[..first]);
        var root = Path.GetFullPath(name.Length == 0 && first > 0 ? "/" : name, directory);
        return walk.Files(root)
            .Select(file => (Path: file, Relative: Path.GetRelativePath(root, file).Replace('\\', '/')))
            .Where(file => IsMatch(segments.AsSpan(first), file.Relative.Split('/')))
            .Select(file => new NamedFile(file.Path, first == 0 ? file.Relative : $"{name}/{file.Relative}", null));
    }

    private static bool IsMatch(ReadOnlySpan<string> pattern, ReadOnlySpan<string> path)
    {
        if (pattern.IsEmpty || path.IsEmpty)
            return pattern.IsEmpty && path.IsEmpty;
        if (pattern[0] == "**")
            return IsMatch(pattern[1..], path) || IsMatch(pattern, path[1..]);
        return Glob.IsMatch(pattern[0], path[0]) && IsMatch(pattern[1..], path[1..]);
    }

    // As Go's filepath.Join has it: "./bin/" and "a" are "bin/a".
    private static string Join(string folder, string relative)
    {
        var parts = new List<string>();
        foreach (var part in folder.Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] is not ("..") and not "")
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("." or "") || (part == "" && parts.Count == 0 && folder.StartsWith('/')))
                parts.Add(part);
        }

        parts.Add(relative.Replace('\\', '/'));
        var path = string.Join('/', parts);
        return Path.DirectorySeparatorChar == '/' ? path : path.Replace('/', Path.DirectorySeparatorChar);
    }
}

/// <summary>A file that a user's list of files, folders and patterns names.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Name">
/// As the user would write it: the entry itself, or the folder or pattern's fixed part with what was found below it.
/// </param>
/// <param name="Folder">The entry that is a folder, where the file was found below one; else null.</param>
internal sealed record NamedFile(string Path, string Name, string? Folder);

/// <summary>Goes through a folder and all below it, in the order of names.</summary>
/// <param name="followsLinks">Folders that links lead to are entered, too; each once, also in a ring of links.</param>
/// <param name="isSkipped">Says of a folder's name that it isn't looked into.</param>
internal sealed class FolderWalk(bool followsLinks, Func<string, bool> isSkipped)
{
    private readonly HashSet<string> entered = new(StringComparer.Ordinal);
    private readonly List<(string Folder, string Problem)> unreadable = [];

    /// <summary>Absolute paths of folders that couldn't be read, and why.</summary>
    public IReadOnlyList<(string Folder, string Problem)> Unreadable => unreadable;

    /// <summary>Absolute paths of the files.</summary>
    /// <param name="folder">Absolute.</param>
    public IEnumerable<string> Files(string folder)
    {
        var open = new Stack<FileSystemInfo>(Entries(folder));
        while (open.TryPop(out var entry))
        {
            if (entry is FileInfo)
            {
                yield return entry.FullName;
            }
            else if ((followsLinks || entry.LinkTarget is null) && !isSkipped(entry.Name))
            {
                foreach (var inside in Entries(entry.FullName))
                    open.Push(inside);
            }
        }
    }

    // Last first, as they are pushed.
    private IEnumerable<FileSystemInfo> Entries(string folder)
    {
        if (followsLinks && !entered.Add(InFolder.Real(folder)))
            return [];
        try
        {
            return new DirectoryInfo(folder)
                .GetFileSystemInfos()
                .OrderByDescending(entry => Encoding.UTF8.GetBytes(entry.Name), ByteOrder.Comparer);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            unreadable.Add((folder, exception.Message));
            return [];
        }
    }
}
