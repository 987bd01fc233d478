namespace GoDockTasks.Core.Modules.Sources;

/// <summary>Which folders of a module are meant.</summary>
internal enum ModuleScope
{
    /// <summary>Those of packages, as <c>./...</c> has them, as far as names tell; links aren't followed.</summary>
    Packages,

    /// <summary>
    /// Those that an import can name, also in testdata and in folders with a leading <c>_</c> or <c>.</c>, and behind
    /// links.
    /// </summary>
    Importable,

    /// <summary>Those that a build can read: likewise, and vendored packages.</summary>
    Build,
}

/// <summary>A folder of a module.</summary>
/// <param name="Prefix">What precedes a file's name relative to the module: empty, or with <c>/</c> at its end.</param>
/// <param name="Entries">What is in it. Links to folders are folders.</param>
/// <param name="HasPackage">It is in <see cref="ModuleScope.Packages"/>.</param>
internal sealed record ModuleFolder(string Prefix, FileSystemInfo[] Entries, bool HasPackage);

/// <summary>
/// Goes through the folders that belong to a module: the one place that knows which do. A folder with a go.mod is
/// another module's (cmd/go/internal/modload/search.go, matchPackages).
/// </summary>
internal sealed class ModuleWalk(ModuleScope scope)
{
    // By their real path: links may form a ring.
    private readonly HashSet<string> entered = new(StringComparer.Ordinal);

    /// <summary>Absolute paths of folders that this user can't list.</summary>
    public List<string> Unreadable { get; } = [];

    /// <summary>Where links to folders lead, by their path relative to the module with <c>/</c> behind it.</summary>
    public Dictionary<string, string> Links { get; } = new(StringComparer.Ordinal);

    /// <summary>Version control keeps its own files there.</summary>
    public static bool IsVersionControl(string name) => name is ".git" or ".hg" or ".svn" or ".bzr";

    /// <summary>
    /// Whether <c>./...</c> enters a folder of this name; node_modules never holds Go packages of ours.
    /// </summary>
    public static bool IsPackageName(string name) =>
        name is not ("testdata" or "node_modules") && name[0] is not ('_' or '.');

    /// <summary>Whether a folder holds vendored packages.</summary>
    public static bool IsVendored(DirectoryInfo folder) =>
        folder.Name == "vendor" && File.Exists(Path.Combine(folder.FullName, "modules.txt"));

    /// <summary>A file that go looks at, by its name (cmd/go/internal/imports, ScanDir).</summary>
    public static bool IsGoFile(FileSystemInfo entry) =>
        entry is FileInfo && entry.Name.EndsWith(".go", StringComparison.Ordinal) && entry.Name[0] is not ('.' or '_');

    /// <summary>The module's own folder, and those below it; one that can't be listed is missing.</summary>
    /// <param name="root">Absolute.</param>
    public IEnumerable<ModuleFolder> Folders(string root)
    {
        var open = new Stack<OpenFolder>([new(new(root), "", true)]);
        while (open.TryPop(out var next))
        {
            if (List(next.Folder) is not { } entries || next.Prefix.Length > 0 && IsOtherModule(next.Prefix, entries))
                continue;
            foreach (var entry in entries)
            {
                if (entry is not DirectoryInfo folder)
                    continue;
                var hasPackage = next.HasPackage && HasPackages(folder);
                if (scope == ModuleScope.Packages ? hasPackage : IsEntered(folder, next.Prefix))
                    open.Push(new(folder, next.Prefix + folder.Name + "/", hasPackage));
            }

            yield return new(next.Prefix, entries, next.HasPackage);
        }
    }

    private FileSystemInfo[]? List(DirectoryInfo folder)
    {
        try
        {
            return folder.GetFileSystemInfos();
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            Unreadable.Add(folder.FullName);
            return null;
        }
    }

    // Before Go 1.17, vendored packages brought their go.mod along.
    private bool IsOtherModule(string prefix, FileSystemInfo[] entries) =>
        Array.Exists(entries, entry => entry is FileInfo && entry.Name == "go.mod")
        && !(scope == ModuleScope.Build && prefix.StartsWith("vendor/", StringComparison.Ordinal));

    private static bool HasPackages(DirectoryInfo folder) =>
        IsPackageName(folder.Name) && folder.LinkTarget is null && !IsVendored(folder);

    private bool IsEntered(DirectoryInfo folder, string prefix)
    {
        if (IsVersionControl(folder.Name) || scope == ModuleScope.Importable && IsVendored(folder))
            return false;
        if (folder.LinkTarget is not { } link)
            return true;
        Links[prefix + folder.Name + "/"] = link;
        return folder.ResolveLinkTarget(returnFinalTarget: true) is { Exists: true } target
            && entered.Add(target.FullName);
    }

    // A class: what the runtime has compiled of stacks serves it, too.
    private sealed record OpenFolder(DirectoryInfo Folder, string Prefix, bool HasPackage);
}
