using System.Collections.Immutable;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Recovery;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Sbom;

/// <summary>
/// What requires what among the modules that are linked into a program. The program itself lists them without saying
/// so; the go.mod files say it, the module's own and those that Go's module cache has. No go is asked, and no network.
/// </summary>
/// <param name="Roots">What the program's own module requires.</param>
/// <param name="Others">Linked modules that nothing above is known to require.</param>
/// <param name="Unread">How many modules have no go.mod that is there: what they require isn't known.</param>
/// <param name="IsWhole">Nothing was left out but what is repeated.</param>
internal sealed record ModuleGraph(
    ImmutableArray<ModuleNode> Roots,
    ImmutableArray<GoBuildModule> Others,
    int Unread,
    bool IsWhole
)
{
    // More than the largest programs have; their list stays one.
    private const int MaxModules = 2000;
    private const int MaxDepth = 20;

    // Of modules that are shown in full at another place.
    private const int MaxRepeated = 5000;

    /// <summary>What isn't known of it, in sentences; empty where all is.</summary>
    public string Note
    {
        get
        {
            var text =
                Roots.IsEmpty && Unread > 0
                    ? "A list, and no tree: the go.mod files that say what requires what aren't here."
                : Unread > 0
                    ? $"The go.mod files of {Unread} module{(Unread == 1 ? "" : "s")} aren't in Go's module cache: "
                        + "what these require isn't known."
                : "";
            return IsWhole ? text : $"{text} There are more requirements than are shown.".TrimStart();
        }
    }

    /// <summary>Of one program.</summary>
    /// <param name="sidecar">What it was built from.</param>
    public static ModuleGraph Of(GoBuildInfo binary, Sidecar sidecar, GoModFiles files)
    {
        var linked = binary
            .Dependencies.DistinctBy(module => module.Path)
            .ToDictionary(module => module.Path, StringComparer.Ordinal);
        var own = files.Read(sidecar.GoModPath);
        if (own is null || own.Module?.Path != binary.Main?.Path || linked.Count > MaxModules)
            return new([], Sorted(linked.Values), linked.Count, linked.Count <= MaxModules);
        var required = linked.Values.ToDictionary(
            module => module.Path,
            module => files.Of(module, own, sidecar.ModuleDirectory),
            StringComparer.Ordinal
        );
        return new Growth(linked, required).Grow(own);
    }

    private static ImmutableArray<GoBuildModule> Sorted(IEnumerable<GoBuildModule> modules) =>
        [.. modules.OrderBy(module => module.Path, StringComparer.Ordinal)];

    // Each module is shown in full where the program comes to it first, level by level.
    private sealed class Growth(Dictionary<string, GoBuildModule> linked, Dictionary<string, GoModFile?> required)
    {
        private readonly Dictionary<string, ImmutableArray<string>> owned = new(StringComparer.Ordinal);
        private readonly HashSet<string> seen = new(StringComparer.Ordinal);
        private int repeated;

        public ModuleGraph Grow(GoModFile own)
        {
            var roots = Linked(own);
            seen.UnionWith(roots);
            var level = roots;
            for (var depth = 1; depth < MaxDepth && !level.IsEmpty; depth++)
                level = [.. level.SelectMany(path => Own(path))];
            return new(
                [.. roots.Select(path => Node(path))],
                Sorted(linked.Values.Where(module => !seen.Contains(module.Path))),
                required.Values.Count(file => file is null),
                repeated <= MaxRepeated
            );
        }

        private ImmutableArray<string> Own(string path) => owned[path] = [.. Requirements(path).Where(seen.Add)];

        private ModuleNode Node(string path)
        {
            var own = owned.GetValueOrDefault(path, []);
            return new(
                linked[path],
                IsRepeated: false,
                [
                    .. Requirements(path)
                        .Select(other => own.Contains(other) ? Node(other) : Repeated(other))
                        .OfType<ModuleNode>(),
                ]
            );
        }

        private ModuleNode? Repeated(string path) =>
            ++repeated > MaxRepeated || !seen.Contains(path) ? null : new(linked[path], IsRepeated: true, []);

        private ImmutableArray<string> Requirements(string path) => required[path] is { } file ? Linked(file) : [];

        // What is only listed for the sake of a complete list is required by another.
        private ImmutableArray<string> Linked(GoModFile file) =>
            [
                .. file
                    .Require.Where(require => !require.Indirect)
                    .Select(require => require.Path)
                    .Where(linked.ContainsKey)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ];
    }
}

/// <summary>A module, and what it requires.</summary>
/// <param name="IsRepeated">What it requires stands where it was first.</param>
internal sealed record ModuleNode(GoBuildModule Module, bool IsRepeated, ImmutableArray<ModuleNode> Requires);

/// <summary>go.mod files, each read once.</summary>
/// <param name="cache">GOMODCACHE; null where it isn't known.</param>
internal sealed class GoModFiles(string? cache)
{
    private readonly Dictionary<string, GoModFile?> read = new(StringComparer.Ordinal);

    /// <returns>Null for what isn't there, or no go.mod.</returns>
    public GoModFile? Read(string path)
    {
        if (read.TryGetValue(path, out var known))
            return known;
        var text = ModuleFileReader.Read(path, ModuleFileReader.MaxModBytes).Text;
        var parsed = text is null ? null : GoModFile.Parse(text, path);
        return read[path] = parsed is { HasErrors: false } ? parsed.Value : null;
    }

    /// <summary>The go.mod of a module that was built.</summary>
    /// <param name="own">The main module's, whose folders count.</param>
    public GoModFile? Of(GoBuildModule module, GoModFile own, string folder)
    {
        var replacement = own.Replace.LastOrDefault(replace => replace.OldPath == module.Path && replace.IsLocal);
        if (module.Replacement is { } other && replacement?.NewPath == other.Path)
            return Read(Path.GetFullPath(Path.Combine(other.Path, "go.mod"), folder));
        var built = module.Replacement ?? module;
        return cache is not null && ModulePath.IsValid(built.Path) && ModuleVersion.Escape(built.Version) is not null
            ? Read(new CachedModule(cache, built.Path, built.Version, [], [], false).GoMod)
            : null;
    }
}
