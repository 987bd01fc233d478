using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>
/// Something that goes wrong with Dockerfiles. A rule says nothing where a value isn't known: a false alarm costs more
/// than a miss.
/// </summary>
internal interface IDockerfileRule
{
    IEnumerable<Diagnostic> Check(LintedDockerfile file);
}
