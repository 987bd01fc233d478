using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Dockerfiles.Rules;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Dockerfiles;

/// <summary>
/// Checks the Dockerfiles of a project's sidecars: generated ones are compared with what would be generated now, the
/// user's own are linted.
/// </summary>
public static class SidecarDockerfiles
{
    /// <param name="generation">What the project's Dockerfiles are made from.</param>
    /// <param name="lint">For each hand-written one; its path is filled in.</param>
    /// <param name="cancellationToken">Ends the work between two files.</param>
    public static ImmutableArray<Diagnostic> Check(
        GenerationRequest generation,
        LintRequest lint,
        CancellationToken cancellationToken
    )
    {
        var paths = generation
            .Sidecars.Select(sidecar => sidecar.DockerfilePath)
            .Distinct(StringComparer.Ordinal)
            .Where(File.Exists)
            .ToList();
        var shared = new SharedReadings((lint.Readings ?? SourceReadings.Unshared()).View());
        var isGenerated = paths.ToLookup(path => shared.Go.Text(path).Text is { } text && GeneratedHeader.IsIn(text));
        var (generated, own) = (isGenerated[true].ToList(), isGenerated[false].ToList());
        var found = Lint(own, lint, generation.Sidecars, shared, cancellationToken);
        if (generated.Count == 0)
            return found;
        // What is wrong with the modules is said by their check, and what can't be generated when that is asked for.
        return found.AddRange(
            GeneratedFileComparison.Check(DockerfileGenerator.Generate(generation).Files, lint.ContinuousIntegration)
        );
    }

    /// <summary>Lints files by path, several at a time; the findings are in the order of the paths.</summary>
    /// <param name="paths">Absolute.</param>
    /// <param name="lint">
    /// For each; its path is filled in, and where the file is a sidecar's, what the item says.
    /// </param>
    /// <param name="sidecars">Those of the project.</param>
    /// <param name="cancellationToken">Ends the work between two files.</param>
    public static ImmutableArray<Diagnostic> Lint(
        IReadOnlyList<string> paths,
        LintRequest lint,
        ImmutableArray<Sidecar> sidecars,
        CancellationToken cancellationToken
    ) => Lint(paths, lint, sidecars, new((lint.Readings ?? SourceReadings.Unshared()).View()), cancellationToken);

    private static ImmutableArray<Diagnostic> Lint(
        IReadOnlyList<string> paths,
        LintRequest lint,
        ImmutableArray<Sidecar> sidecars,
        SharedReadings shared,
        CancellationToken cancellationToken
    )
    {
        var found = new ImmutableArray<Diagnostic>[paths.Count];
        Parallel.For(0, paths.Count, new() { CancellationToken = cancellationToken }, index =>
        {
            var sidecar = sidecars.FirstOrDefault(sidecar => sidecar.DockerfilePath == paths[index]);
            var request = lint with
            {
                DockerfilePath = paths[index],
                ContextDirectory = sidecar?.Context,
                ModuleDirectory = sidecar?.ModuleDirectory,
            };
            found[index] = DockerfileLint.Check(request, shared);
        });
        return [.. found.SelectMany(diagnostics => diagnostics)];
    }
}
