using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Recovery;

/// <summary>
/// A version of a module that go.sum lists, and where Go's module cache has it (cmd/go/internal/modfetch/cache.go).
/// </summary>
/// <param name="Cache">GOMODCACHE, absolute.</param>
/// <param name="Sums">
/// What the go.sum files of all modules that are looked at say of it; none for its go.mod alone.
/// </param>
/// <param name="GoModSums">Likewise, of its go.mod.</param>
/// <param name="IsNeeded">A build takes it from the cache, so that one that isn't there is to be downloaded.</param>
internal sealed record CachedModule(
    string Cache,
    string Path,
    string Version,
    ImmutableArray<ExpectedHash> Sums,
    ImmutableArray<ExpectedHash> GoModSums,
    bool IsNeeded
)
{
    /// <summary>As go writes it.</summary>
    public string Name => $"{Path}@{Version}";

    /// <summary>Its line in a go.sum.</summary>
    public SourceLocation Location => Sums.Concat(GoModSums).First().Location;

    /// <summary>The go.sum files that list it.</summary>
    public IEnumerable<string> Files => Sums.Concat(GoModSums).Select(sum => sum.Location.File!);

    /// <summary>The folder that has its archive.</summary>
    public string Folder => System.IO.Path.Combine([Cache, "cache", "download", .. EscapedPath.Split('/'), "@v"]);

    /// <summary>What the proxy sent: the truth, as long as its hash is that of go.sum.</summary>
    public string Archive => File("zip");

    /// <summary>What Go holds against go.sum instead of the archive.</summary>
    public string ArchiveHash => File("ziphash");

    public string GoMod => File("mod");

    /// <summary>Held by who downloads or extracts it.</summary>
    public string Lock => File("lock");

    /// <summary>While it is there, Go takes the extracted tree for unfinished and extracts it again.</summary>
    public string Partial => File("partial");

    /// <summary>What is compiled.</summary>
    public string Tree => System.IO.Path.Combine([Cache, .. (EscapedPath + "@" + EscapedVersion).Split('/')]);

    private string EscapedPath => ModulePath.Escape(Path)!;

    private string EscapedVersion => ModuleVersion.Escape(Version)!;

    /// <summary>All that the go.sum files of these modules list, each once, in the order of their names.</summary>
    /// <param name="workspaces">
    /// The go.work.sum files of their workspaces, which may list what no build takes: none of it is needed.
    /// </param>
    public static ImmutableArray<CachedModule> Of(
        IEnumerable<GoModule> modules,
        string cache,
        params IEnumerable<GoSumFile> workspaces
    )
    {
        var found = new Dictionary<string, CachedModule>(StringComparer.Ordinal);
        foreach (var module in modules)
        {
            foreach (var entry in GoSumFile.Parse(module.GoSumText ?? "", module.GoSumPath).Value.Entries)
                Add(module.GoSumPath, entry, IsNeededBy(module, entry));
        }

        foreach (var file in workspaces)
        {
            foreach (var entry in file.Entries)
                Add(file.Path, entry, isNeeded: false);
        }

        return [.. found.Values.OrderBy(module => module.Name, StringComparer.Ordinal)];

        void Add(string file, GoSumEntry entry, bool isNeeded)
        {
            if (!IsUsable(entry))
                return;
            var name = $"{entry.Path}@{entry.Version}";
            var known = found.GetValueOrDefault(name) ?? new(cache, entry.Path, entry.Version, [], [], false);
            var hash = new ExpectedHash(entry.Hash, new(file, entry.Position.Line, entry.Position.Column));
            found[name] = entry.IsGoMod
                ? known with
                {
                    GoModSums = known.GoModSums.Add(hash),
                }
                : known with
                {
                    Sums = known.Sums.Add(hash),
                    IsNeeded = known.IsNeeded || isNeeded,
                };
        }
    }

    private string File(string extension) => System.IO.Path.Combine(Folder, $"{EscapedVersion}.{extension}");

    private static bool IsUsable(GoSumEntry entry) =>
        entry.Hash.StartsWith("h1:", StringComparison.Ordinal)
        && ModulePath.Escape(entry.Path) is not null
        && ModuleVersion.Escape(entry.Version) is not null;

    // go.sum may have more than a build takes: other versions, as long as nobody tidies it.
    private static bool IsNeededBy(GoModule module, GoSumEntry entry)
    {
        if (module.IsVendored)
            return false;
        if (module.GoMod.Replace.Any(one => one.NewPath == entry.Path && one.NewVersion == entry.Version))
            return true;
        return module.GoMod.Require.All(one => one.Path != entry.Path || one.Version == entry.Version)
            && !module.GoMod.Replace.Any(one =>
                one.OldPath == entry.Path && (one.OldVersion ?? entry.Version) == entry.Version
            );
    }
}

/// <summary>A hash of a line of a go.sum.</summary>
/// <param name="Location">The line.</param>
internal sealed record ExpectedHash(string Hash, SourceLocation Location);
