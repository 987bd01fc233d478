using System.Collections.Immutable;
using System.Globalization;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Proxies;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>
/// GDT2121: FROM, COPY --from or a mount means a stage and names none that stands before it: BuildKit then asks a
/// registry for an image of that name.
/// A name that is like no stage's may be an image, or a context that the build is given.
/// </summary>
internal sealed class UnknownStageRule : IDockerfileRule
{
    // Official images whose names are near to what stages are called.
    private static readonly ImmutableHashSet<string> Images =
    [
        "bash",
        "node",
        "golang",
        "alpine",
        "debian",
        "ubuntu",
        "busybox",
        "caddy",
        "nginx",
        "httpd",
        "redis",
        "rust",
        "ruby",
        "python",
        "php",
        "perl",
        "docker",
        "composer",
        "maven",
        "gradle",
        "scratch",
    ];

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var stage in file.Stages)
        {
            if (
                stage.Base is { Parent: null, Reference: { Tag: null, Digest: null, IsScratch: false } image }
                && Problem(file, stage, image.Name) is { } wrong
            )
                yield return file.Report(DiagnosticCatalogue.UnknownStage, stage.Stage.From.Arguments[0], wrong);
            foreach (var step in stage.Steps)
            {
                if (
                    step.Instruction.Kind == InstructionKind.Copy
                    && step.Instruction.Flag("from") is { Value: { } name, Source: var flag }
                    && Problem(file, stage, name) is { } copied
                )
                    yield return file.Report(DiagnosticCatalogue.UnknownStage, flag, copied);
                foreach (var mount in step.Mounts)
                {
                    if (mount.From is { } from && Problem(file, stage, from) is { } mounted)
                        yield return file.Report(DiagnosticCatalogue.UnknownStage, mount.Flag.Source, mounted);
                }
            }
        }
    }

    private static string? Problem(LintedDockerfile file, StageTrace stage, string name)
    {
        if (
            name.AsSpan().ContainsAny("/:@.$")
            || NeededStages.Find(file.Trace.Stages, stage.Stage.Index, name) is not null
        )
            return null;
        var others = file.Trace.Stages.Where(other => other != stage).ToList();
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return index == stage.Stage.Index
                ? $"{index} is this stage itself; take the file from a stage before it"
                : $"there is no stage {index} before this one; stages are counted from 0: name it, FROM … AS build, "
                    + $"and take it by its name";
        if (
            file.Trace.Stages.FirstOrDefault(other =>
                string.Equals(other.Stage.Name, name, StringComparison.OrdinalIgnoreCase)
            ) is
            { } later
        )
            return later == stage
                ? $"'{name}' is this stage itself; take the file from a stage before it"
                : $"stage '{name}' comes only below; move it before this one";
        if (Images.Contains(name.ToLowerInvariant()))
            return null;
        var nearest = others
            .Where(other => other.Stage.Index < stage.Stage.Index && other.Stage.Name is not null)
            .Select(other =>
                (other.Stage.Name, Distance: EditDistance.Between(other.Stage.Name!, name.ToLowerInvariant()))
            )
            .OrderBy(one => one.Distance)
            .FirstOrDefault();
        return
            nearest.Name is { Length: > 2 } meant && nearest.Distance <= (meant.Length >= 5 && name.Length >= 5 ? 2 : 1)
            ? $"there is no stage '{name}', and so an image of that name is asked for; did you mean '{meant}'?"
            : null;
    }
}
