using System.Collections.Immutable;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Layout;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Fingerprints.Statements;

/// <summary>
/// The build list as go.mod and go.sum have it; where the binary says otherwise, as it does: in a workspace other
/// versions are selected, and before Go 1.17 go.mod doesn't list all modules.
/// </summary>
internal static class ModuleListing
{
    // From it on, go.mod lists every module that a package is taken from.
    private const string FirstGoVersionThatListsAll = "1.17";

    /// <param name="sums">go.sum, and go.work.sum where there is one.</param>
    /// <param name="work">The workspace that applies, or null.</param>
    public static ImmutableArray<ResolvedModule> Of(
        GoModFile file,
        IEnumerable<GoSumEntry> sums,
        GoWorkFile? work,
        GoBuildInfo binary
    )
    {
        var hashes = new Dictionary<(string Path, string Version, bool IsGoMod), string>();
        foreach (var entry in sums)
            hashes.TryAdd((entry.Path, entry.Version, entry.IsGoMod), entry.Hash);
        var replacements = new Replacements([.. file.Replace, .. work is null ? [] : work.Replace]);
        var required = file
            .Require.GroupBy(require => require.Path)
            .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        var linked = binary
            .Dependencies.GroupBy(module => module.Path)
            .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        var isComplete =
            work is null && file.Go is not null && GoVersion.Compare(file.Go.Version, FirstGoVersionThatListsAll) >= 0;
        return
        [
            .. required
                .Keys.Union(linked.Keys)
                .Select(path => Resolve(path, required.GetValueOrDefault(path), linked.GetValueOrDefault(path))),
        ];

        ResolvedModule Resolve(string path, RequireDirective? require, GoBuildModule? module)
        {
            if (require is null || (module is not null && !isComplete))
                return OfBinary(module!, require);
            var replacement = replacements.For(path, require.Version);
            return With(
                new(path, require.Version, null, null, require.Indirect, replacement?.NewPath, replacement?.NewVersion)
            );
        }

        ResolvedModule OfBinary(GoBuildModule module, RequireDirective? require) =>
            With(
                new(
                    module.Path,
                    module.Version,
                    Valid((module.Replacement ?? module).Sum),
                    null,
                    require is { Indirect: true },
                    module.Replacement?.Path,
                    module.Replacement is { Version: not ("" or "(devel)") } other ? other.Version : null
                )
            );

        ResolvedModule With(ResolvedModule module)
        {
            var (path, version) = module.ReplacedBy is null
                ? (module.Path, module.Version)
                : (module.ReplacedBy, module.ReplacedByVersion ?? "");
            return module with
            {
                GoSum = Valid(hashes.GetValueOrDefault((path, version, false))) ?? module.GoSum,
                GoModSum = Valid(hashes.GetValueOrDefault((path, version, true))),
            };
        }
    }

    // What is no h1 is of a kind that a newer Go may have; a digest can't be made of it.
    private static string? Valid(string? hash) =>
        hash is not null
        && hash.StartsWith("h1:", StringComparison.Ordinal)
        && Base64Text.Decode(hash[3..]) is { Length: 32 }
            ? hash
            : null;
}

/// <summary>A module of the build list.</summary>
/// <param name="Path">Its path in import statements.</param>
/// <param name="Version">The version that was selected.</param>
/// <param name="GoSum">
/// h1 of the content that is built, the replacement's where there is one; null where nothing says so (a folder, a
/// module that no package is taken from).
/// </param>
/// <param name="GoModSum">h1 of its go.mod; null likewise.</param>
/// <param name="Indirect">go.mod says so.</param>
/// <param name="ReplacedBy">A module path, or a folder as go.mod has it; null where it isn't replaced.</param>
/// <param name="ReplacedByVersion">Null where it isn't replaced, or by a folder.</param>
public sealed record ResolvedModule(
    string Path,
    string Version,
    string? GoSum,
    string? GoModSum,
    bool Indirect,
    string? ReplacedBy,
    string? ReplacedByVersion
);
