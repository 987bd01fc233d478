namespace GoDockTasks.Core.Modules.Sources;

/// <summary>Collects, while Go files are read, which of them import packages of modules on this machine.</summary>
internal sealed class OwnImports(LocalPackages packages)
{
    private readonly SortedDictionary<string, List<GoFile>> files = new(StringComparer.Ordinal);

    public LocalPackages Packages => packages;

    /// <summary>Each package with the files that import it, in the order of their paths.</summary>
    public IEnumerable<(string Package, IReadOnlyList<GoFile> Files)> All =>
        files.Select(each => (each.Key, (IReadOnlyList<GoFile>)each.Value));

    /// <param name="package">An import path of the file.</param>
    public void See(GoFile file, string package)
    {
        if (!packages.Modules.Any(module => LocalPackages.IsIn(package, module.Path)))
            return;
        if (!files.TryGetValue(package, out var importing))
            files[package] = importing = [];
        if (importing.Count == 0 || importing[^1] != file)
            importing.Add(file);
    }
}
