using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>The images that generated Dockerfiles start from, chosen by the user or by default.</summary>
/// <param name="Images">In the sidecars' order; <c>scratch</c>, and images with a digest of their own, among them.</param>
/// <param name="Diagnostics">Why a sidecar's images can't be told: the same that generating would say.</param>
public sealed record UsedBaseImages(ImmutableArray<UsedImage> Images, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Reads the sidecars' modules; libraries, and sidecars that aren't built, use none.</summary>
    public static UsedBaseImages Find(GenerationRequest request)
    {
        var images = ImmutableArray.CreateBuilder<UsedImage>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var chosen = new BaseImages(request, diagnostics);
        foreach (var sidecar in request.Sidecars.Where(sidecar => sidecar.Build))
        {
            if (new BuildGraphReader(diagnostics).Read(sidecar.ModuleDirectory) is not { } graph)
                continue;
            var (package, problem) = MainPackage.Find(sidecar, graph.MainTree, Path.GetDirectoryName(request.ProjectFile)!);
            if (problem is not null)
                diagnostics.Add(problem);
            else if (package is not null)
                images.AddRange(chosen.Named(sidecar, graph));
        }

        return new(images.ToImmutable(), diagnostics.ToImmutable());
    }
}
