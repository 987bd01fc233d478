using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Sources;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>What the sources of a program say that its image will lack.</summary>
internal static class GenerationAdvice
{
    /// <summary>GDT2023 for files that it opens and the image hasn't, each path once; GDT2024 for C that isn't compiled, once a package.</summary>
    public static IEnumerable<Diagnostic> Of(Sidecar sidecar, BuildGraph graph, string package, RuntimeFiles files)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        var lacking = ImmutableArray<string>.Empty;
        foreach (var file in ProgramFile.Of(graph, package))
        {
            foreach (var opened in OpenedPath.Find(file.Text))
            {
                // Whoever adds a folder has what is below it, too.
                if (files.Has(opened.Value) || (files with { Paths = lacking }).Has(opened.Value) || !IsThere(graph, opened.Value))
                    continue;
                lacking = lacking.Add(opened.Value);
                yield return Lacking(sidecar, file, opened);
            }

            if (!sidecar.CgoEnabled && !file.HasOtherFiles && NeedsC(file.Source) is { } import && told.Add("C " + Path.GetDirectoryName(file.FullPath)))
                yield return NotCompiled(sidecar, file, import);
        }
    }

    // A path that leads to nothing here either is made while the program runs, or is meant for elsewhere.
    private static bool IsThere(BuildGraph graph, string path) => Path.Exists(Path.Combine(graph.Main.Folder, path));

    private static string? NeedsC(GoSource source) => source.Imports.FirstOrDefault(import => import == "C" || CgoModules.IsIn(import));

    private static Diagnostic Lacking(Sidecar sidecar, ProgramFile file, OpenedPath opened) => new(
        DiagnosticCatalogue.OpenedFileNotInImage,
        new(file.FullPath, opened.Line, opened.Column),
        $"The image of '{sidecar.Name}' has no '{opened.Value}', which is opened here; add it with RuntimeFiles=\"{opened.Value}\" on the GoSidecar item, or embed it with go:embed.");

    private static Diagnostic NotCompiled(Sidecar sidecar, ProgramFile file, string import)
    {
        var lines = file.Text.Split('\n');
        var line = Array.FindIndex(lines, text => text.Contains($"\"{import}\"", StringComparison.Ordinal));
        var what = import == "C" ? "imports C, so that it is left out of the build" : $"imports {import}, which is written in C and doesn't work without it";
        return new(
            DiagnosticCatalogue.CgoIsOff,
            new(file.FullPath, line + 1, line < 0 ? 0 : lines[line].IndexOf($"\"{import}\"", StringComparison.Ordinal) + 1),
            $"This file of '{sidecar.Name}' {what}: CGO_ENABLED is 0; set CgoEnabled=\"true\" on the GoSidecar item, or take the import out.");
    }
}
