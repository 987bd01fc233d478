using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Release;

/// <summary>What BuildGoImage made, as images to release.</summary>
public static class ReleasedImages
{
    /// <param name="items">With metadata <c>Name</c>, the sidecar's, <c>Layout</c> and <c>Nodes</c>.</param>
    /// <param name="programs">Of the project.</param>
    /// <param name="registry">GoDockRegistry.</param>
    /// <param name="tag">GoDockImageTag.</param>
    /// <param name="projectFile">Absolute.</param>
    /// <returns>The images; GDT4045 where there is none, and GDT4047.</returns>
    public static (ImmutableArray<ReleasedImage> Images, ImmutableArray<Diagnostic> Problems) Of(
        IEnumerable<SidecarItem> items,
        ImmutableArray<FingerprintedProgram> programs,
        string? registry,
        string? tag,
        string projectFile
    )
    {
        var images = ImmutableArray.CreateBuilder<ReleasedImage>();
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var item in items)
        {
            var name = item.Metadata.GetValueOrDefault("Name", "");
            if (programs.FirstOrDefault(program => program.Sidecar.Name == name) is not { } program)
            {
                problems.Add(
                    new(
                        DiagnosticCatalogue.NothingPushed,
                        new(projectFile),
                        $"nothing was pushed: the image '{name}' belongs to no GoSidecar that is built here; remove "
                            + "Build=\"false\" from it, so that its inputs can be signed"
                    )
                );
                continue;
            }

            var (target, problem) = ReleasedImage.TargetOf(registry, name, tag);
            if (target is null)
                problems.Add(
                    new(DiagnosticCatalogue.ImageNameUnusable, new(projectFile), $"'{name}' can't be pushed: {problem}")
                );
            else
                images.Add(
                    new(
                        program,
                        target,
                        Path.GetFullPath(
                            item.Metadata.GetValueOrDefault("Layout", ""),
                            Path.GetDirectoryName(projectFile)!
                        )
                    )
                    {
                        Nodes = NodesOf(item.Metadata.GetValueOrDefault("Nodes", "")),
                    }
                );
        }

        if (images.Count == 0 && problems.Count == 0)
            problems.Add(
                new(
                    DiagnosticCatalogue.NothingPushed,
                    new(projectFile),
                    "nothing was pushed: the project has no image; add GoSidecar items with a Dockerfile"
                )
            );
        return (images.ToImmutable(), problems.ToImmutable());
    }

    // linux/amd64=farm0;linux/arm64=farm1
    private static ImmutableDictionary<string, string> NodesOf(string text) =>
        text.Split(';')
            .Select(each => each.Split('='))
            .Where(each => each.Length == 2)
            .DistinctBy(each => each[0], StringComparer.Ordinal)
            .ToImmutableDictionary(each => each[0], each => each[1], StringComparer.Ordinal);
}
