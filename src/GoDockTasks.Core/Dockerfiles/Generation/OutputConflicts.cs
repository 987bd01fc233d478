using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>Sidecars that would write the same file.</summary>
internal static class OutputConflicts
{
    /// <summary>
    /// The sidecars without those that write what one before them writes; a GDT0006 for each of these.
    /// </summary>
    /// <param name="debug">The bake file has a second target for each, and a group of these.</param>
    public static IEnumerable<Sidecar> Remove(
        ImmutableArray<Sidecar> sidecars,
        string projectDirectory,
        bool debug,
        ICollection<Diagnostic> diagnostics
    )
    {
        var paths = new Dictionary<string, Sidecar>(StringComparer.OrdinalIgnoreCase);
        var names = new Dictionary<string, Sidecar>(StringComparer.OrdinalIgnoreCase);
        foreach (var sidecar in sidecars)
        {
            var target = new BakeTarget(sidecar, "", null).Name;
            string[] targets = debug ? [target, target + BakeFile.DebugSuffix] : [target];
            var hasPath = paths.TryGetValue(sidecar.DockerfilePath, out var samePath);
            if (debug && target.Equals(BakeFile.DebugGroup, StringComparison.OrdinalIgnoreCase))
            {
                diagnostics.Add(
                    new(
                        DiagnosticCatalogue.DuplicateSidecar,
                        SidecarItemLocator.Find(sidecar.Item, "Name"),
                        $"'{Shown(sidecar)}' is called '{target}', as the bake file's group of programs for "
                            + $"a debugger is; "
                            + "give it another Name, or set GoDockDebugTarget to false."
                    )
                );
                continue;
            }

            Sidecar? sameName = null;
            var hasName = Array.Exists(targets, name => names.TryGetValue(name, out sameName));
            if (!hasPath && !hasName)
            {
                paths.Add(sidecar.DockerfilePath, sidecar);
                foreach (var name in targets)
                    names.Add(name, sidecar);
                yield return sidecar;
                continue;
            }

            var what = hasPath
                ? $"write their Dockerfile to '{Folders.Relative(projectDirectory, sidecar.DockerfilePath)}'"
                : $"are both the target '{Array.Find(targets, names.ContainsKey)}' of the bake file";
            diagnostics.Add(
                new(
                    DiagnosticCatalogue.DuplicateSidecar,
                    SidecarItemLocator.Find(sidecar.Item, hasPath ? "Dockerfile" : "Name"),
                    $"'{Shown(samePath ?? sameName!)}' and '{Shown(sidecar)}' {what}; give each a file and "
                        + $"a name of its own, here: {Suggest(sidecar, projectDirectory)}."
                )
            );
        }
    }

    private static string Shown(Sidecar sidecar) =>
        sidecar.Main is null ? sidecar.Item.Include : $"{sidecar.Item.Include} {sidecar.Main}";

    private static string Suggest(Sidecar sidecar, string projectDirectory)
    {
        var name = Path.GetFileName(sidecar.Main is null or "." ? sidecar.ModuleDirectory : sidecar.Main);
        var dockerfile = Path.Combine(sidecar.ModuleDirectory, name + ".Dockerfile");
        return $"Name=\"{name}\" Dockerfile=\"{Folders.Relative(projectDirectory, dockerfile)}\"";
    }
}
