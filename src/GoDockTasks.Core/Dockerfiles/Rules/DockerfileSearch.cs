using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>Finds the Dockerfiles that a user names: a file, a folder, a pattern, or several of them.</summary>
public static class DockerfileSearch
{
    private static readonly string[] Skipped = ["bin", "obj", "node_modules", "vendor", "testdata", ".git", "artifacts"];

    /// <param name="list">Separated by `;`. Of a folder all Dockerfiles below it are taken, but not those under bin, obj, vendor and their like; `*` and `?` stand for parts of a name, `**` for any folders.</param>
    /// <param name="directory">Absolute; relative paths count from it.</param>
    /// <returns>Absolute paths, each once, in order; and GDT1012 for what names nothing.</returns>
    public static (ImmutableArray<string> Files, ImmutableArray<Diagnostic> Diagnostics) Find(string list, string directory)
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var entry in list.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var before = files.Count;
            var path = Path.GetFullPath(entry.Replace('\\', '/'), directory);
            if (entry.AsSpan().ContainsAny('*', '?'))
                files.UnionWith(Matching(path));
            else if (Directory.Exists(path))
                files.UnionWith(Below(path).Where(file => IsDockerfile(Path.GetFileName(file))));
            else if (File.Exists(path))
                files.Add(path);
            else
                diagnostics.Add(new(DiagnosticCatalogue.NoAccess, new(path), $"'{entry}' isn't there; GoDockFiles takes files, folders and patterns, relative to '{directory}'"));
            if (files.Count == before && diagnostics.Count == 0 && files.Count == 0)
                diagnostics.Add(new(DiagnosticCatalogue.NoAccess, new(path), $"'{entry}' has no Dockerfile: a file named Dockerfile, Dockerfile.*, *.Dockerfile or Containerfile"));
        }

        return ([.. files], diagnostics.ToImmutable());
    }

    public static bool IsDockerfile(string name) =>
        name is "Dockerfile" or "Containerfile" ||
        (name.StartsWith("Dockerfile.", StringComparison.Ordinal) && !name.EndsWith(".dockerignore", StringComparison.Ordinal)) ||
        name.EndsWith(".Dockerfile", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Matching(string pattern)
    {
        var segments = pattern.Split('/', '\\');
        var first = Array.FindIndex(segments, segment => segment.AsSpan().ContainsAny('*', '?'));
        var root = string.Join('/', segments[..first]);
        return Below(root.Length == 0 ? "/" : root).Where(file => IsMatch(segments.AsSpan(first), Path.GetRelativePath(root.Length == 0 ? "/" : root, file).Split('/', '\\')));
    }

    private static bool IsMatch(ReadOnlySpan<string> pattern, ReadOnlySpan<string> path)
    {
        if (pattern.IsEmpty || path.IsEmpty)
            return pattern.IsEmpty && path.IsEmpty;
        if (pattern[0] == "**")
            return IsMatch(pattern[1..], path) || IsMatch(pattern, path[1..]);
        return Glob.IsMatch(pattern[0], path[0]) && IsMatch(pattern[1..], path[1..]);
    }

    private static IEnumerable<string> Below(string folder)
    {
        var open = new Stack<string>([folder]);
        while (open.TryPop(out var current))
        {
            foreach (var entry in Entries(current))
            {
                if (entry is FileInfo)
                    yield return entry.FullName;
                else if (entry.LinkTarget is null && !Skipped.Contains(entry.Name))
                    open.Push(entry.FullName);
            }
        }
    }

    private static FileSystemInfo[] Entries(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
