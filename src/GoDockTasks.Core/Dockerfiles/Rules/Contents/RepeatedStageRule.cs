using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>GDT2130: two stages have one name, so that only the later one can be named by it.</summary>
internal sealed class RepeatedStageRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var lines = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var stage in file.Trace.Stages.Select(trace => trace.Stage))
        {
            if (stage.Name is not { } name)
                continue;
            if (!lines.TryAdd(name, file.Dockerfile.PositionOf(stage.From.Start).Line))
            {
                yield return file.Report(
                    DiagnosticCatalogue.RepeatedStage,
                    stage.From.Arguments[^1],
                    $"line {lines[name]} has a stage '{name}' already, which nothing below can name any more; "
                        + "give one of them another name"
                );
            }
        }
    }
}
