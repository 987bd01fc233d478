using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>
/// The images that the sidecars' Dockerfiles start from: generated ones by the user's choice or by default,
/// hand-written ones as they say.
/// </summary>
/// <param name="Images">
/// In the sidecars' order; <c>scratch</c>, and images with a digest of their own, among them.
/// </param>
/// <param name="Diagnostics">Why a sidecar's images can't be told: the same that generating would say.</param>
public sealed record UsedBaseImages(ImmutableArray<UsedImage> Images, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Reads the sidecars' modules; libraries, and sidecars that aren't built, use none.</summary>
    public static UsedBaseImages Find(GenerationRequest request)
    {
        var images = ImmutableArray.CreateBuilder<UsedImage>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var chosen = new BaseImages(request, diagnostics);
        var graphs = new BuildGraphReader(request.View(), diagnostics);
        foreach (var sidecar in request.Sidecars.Where(sidecar => sidecar.Build))
        {
            if (
                ModuleFileReader.Read(sidecar.DockerfilePath, ModuleFileReader.MaxModBytes).Text is { } text
                && !GeneratedHeader.IsIn(text)
            )
            {
                images.AddRange(InDockerfile(sidecar.DockerfilePath, text));
                continue;
            }

            if (graphs.Read(sidecar.ModuleDirectory) is not { } graph)
                continue;
            var (package, problem) = MainPackage.Find(
                sidecar,
                graph.MainTree,
                MainPackage.ContextOf(sidecar),
                Path.GetDirectoryName(request.ProjectFile)!
            );
            if (problem is { Severity: DiagnosticSeverity.Error })
                diagnostics.Add(problem);
            else if (package is not null)
                images.AddRange(chosen.Named(sidecar, graph));
        }

        return new(images.ToImmutable(), diagnostics.ToImmutable());
    }

    // What FROM leaves to build arguments without a default isn't known.
    private static IEnumerable<UsedImage> InDockerfile(string path, string text)
    {
        var dockerfile = DockerfileParser.Parse(text);
        if (!dockerfile.Errors.IsEmpty)
            yield break;
        var trace = DockerfileEvaluator.Evaluate(
            path,
            dockerfile,
            new(Path.GetDirectoryName(path)!, IgnoreFile.Empty, null)
        );
        foreach (var stage in trace.Stages)
        {
            if (stage.Base.Reference is not { } image)
                continue;
            var position = dockerfile.PositionOf(stage.Stage.Base!.Value.Start);
            yield return new(image, new(path, position.Line, position.Column));
        }
    }
}
