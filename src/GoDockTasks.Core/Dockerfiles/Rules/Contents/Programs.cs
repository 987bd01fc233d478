using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Proxies;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>The programs that go leaves in stages, and which of them somebody can have meant.</summary>
internal static class Programs
{
    /// <summary>Absolute paths in a stage, those from the stages that it starts from included.</summary>
    public static IEnumerable<string> Of(LintedDockerfile file, StageTrace stage) =>
        file
            .GoCommands.Where(command => command.Verb == "build" && stage.Lineage.Contains(command.Stage))
            .SelectMany(command => GoOutputs.Of(file.Context, command.Step.Content, command.Command).Files)
            .Distinct(StringComparer.Ordinal);

    /// <summary>
    /// The one that lies elsewhere under the same name, or whose path is a slip of the finger away; null where there is
    /// none.
    /// </summary>
    public static string? Nearest(string path, IReadOnlyCollection<string> candidates) =>
        candidates.FirstOrDefault(candidate => ImagePath.NameOf(candidate) == ImagePath.NameOf(path))
        ?? candidates
            .Select(candidate => (candidate, Distance: EditDistance.Between(candidate, path)))
            .Where(one => one.Distance <= 2)
            .OrderBy(one => one.Distance)
            .FirstOrDefault()
            .candidate;
}
