using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Sources;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>What the sources of a program say that its image will lack.</summary>
internal static class GenerationAdvice
{
    /// <summary>
    /// GDT2023 for files that it opens and the image hasn't, each path once; GDT2024 for C that isn't compiled, once a
    /// package.
    /// </summary>
    public static IEnumerable<Diagnostic> Of(Sidecar sidecar, BuildGraph graph, string package, RuntimeFiles files)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        var lacking = ImmutableArray<string>.Empty;
        foreach (var file in ProgramFile.Of(graph, package))
        {
            // What a library opens, it is told by its caller.
            foreach (var opened in file.Vendored is null ? OpenedPath.Find(file.Text) : [])
            {
                // Whoever adds a folder has what is below it, too.
                if (
                    files.Has(opened.Value)
                    || (files with { Paths = lacking }).Has(opened.Value)
                    || !IsThere(graph, opened.Value)
                )
                    continue;
                lacking = lacking.Add(opened.Value);
                yield return Lacking(sidecar, file, opened);
            }

            if (
                !sidecar.CgoEnabled
                && !file.MayDoWithoutC
                && NeedsC(file) is { } import
                && told.Add("C " + Path.GetDirectoryName(file.FullPath))
            )
                yield return NotCompiled(sidecar, file, import);
        }
    }

    // A path that leads to nothing here either is made while the program runs, or is meant for elsewhere.
    private static bool IsThere(BuildGraph graph, string path) => Path.Exists(Path.Combine(graph.Main.Folder, path));

    // A package that is written in C has been told of at its import.
    private static string? NeedsC(ProgramFile file) =>
        file.Vendored is { } vendored && CgoModules.IsIn(vendored.Path)
            ? null
            : file.Source.Imports.FirstOrDefault(import => import == "C" || CgoModules.IsIn(import));

    private static Diagnostic Lacking(Sidecar sidecar, ProgramFile file, OpenedPath opened) =>
        new(
            DiagnosticCatalogue.OpenedFileNotInImage,
            new(file.FullPath, opened.Line, opened.Column),
            $"The image of '{sidecar.Name}' has no '{opened.Value}', which is opened here; add it with "
                + $"RuntimeFiles=\"{opened.Value}\" on the GoSidecar item, or embed it with go:embed."
        );

    private static Diagnostic NotCompiled(Sidecar sidecar, ProgramFile file, string import)
    {
        // A line of a vendored file is nobody's to change.
        var (importing, imported) = file.Vendored is { } vendored ? (vendored.By, vendored.Import) : (file, import);
        var lines = importing.Text.Split('\n');
        var line = Array.FindIndex(lines, text => text.Contains($"\"{imported}\"", StringComparison.Ordinal));
        var who = file.Vendored is null
            ? $"This file of '{sidecar.Name}'"
            : $"The vendored package {file.Vendored.Path}, which '{sidecar.Name}' has through this import, "
                + $"has a file that";
        var what =
            import == "C"
                ? "imports C, so that it is left out of the build"
                : $"imports {import}, which is written in C and doesn't work without it";
        return new(
            DiagnosticCatalogue.CgoIsOff,
            new(
                importing.FullPath,
                line + 1,
                line < 0 ? 0 : lines[line].IndexOf($"\"{imported}\"", StringComparison.Ordinal) + 1
            ),
            $"{who} {what}: CGO_ENABLED is 0; set CgoEnabled=\"true\" on the GoSidecar item, or take the import out."
        );
    }
}
