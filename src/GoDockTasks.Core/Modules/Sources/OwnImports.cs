using System.Collections.Immutable;
using System.Text;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>Collects, while Go files are read, which of them import packages of modules on this machine.</summary>
internal sealed class OwnImports
{
    private readonly ImmutableArray<byte[]> modulePaths;
    private readonly SortedDictionary<string, List<GoFile>> files = new(StringComparer.Ordinal);

    public OwnImports(LocalPackages packages)
    {
        Packages = packages;
        modulePaths = [.. packages.Modules.Select(module => Encoding.UTF8.GetBytes(module.Path))];
    }

    public LocalPackages Packages { get; }

    /// <summary>Each package with the files that import it, in the order of their paths.</summary>
    public IEnumerable<(string Package, IReadOnlyList<GoFile> Files)> All =>
        files.Select(each => (each.Key, (IReadOnlyList<GoFile>)each.Value));

    /// <param name="path">An import path of the file, without quotes.</param>
    public void See(GoFile file, ReadOnlySpan<byte> path)
    {
        foreach (var modulePath in modulePaths)
        {
            if (!path.StartsWith(modulePath) || path.Length > modulePath.Length && path[modulePath.Length] != (byte)'/')
                continue;
            var package = Encoding.UTF8.GetString(path);
            if (!files.TryGetValue(package, out var importing))
                files[package] = importing = [];
            if (importing.Count == 0 || importing[^1] != file)
                importing.Add(file);
            return;
        }
    }
}
