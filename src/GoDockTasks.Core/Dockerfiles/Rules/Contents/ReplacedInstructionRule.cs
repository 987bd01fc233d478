using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>GDT2410: a stage has several CMD, ENTRYPOINT or HEALTHCHECK; the last counts.</summary>
internal sealed class ReplacedInstructionRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file) =>
        from stage in file.Stages
        from kind in (InstructionKind[])[InstructionKind.Cmd, InstructionKind.Entrypoint, InstructionKind.Healthcheck]
        let all = stage.Stage.Instructions.Where(instruction => instruction.Kind == kind).ToList()
        from replaced in all.SkipLast(1)
        let line = file.Dockerfile.PositionOf(all[^1].Start).Line
        select file.Report(
            DiagnosticCatalogue.InstructionReplaced,
            replaced.Keyword,
            $"{replaced.Keyword.Text.ToUpperInvariant()} counts once in a stage, and line {line} has the one "
                + "that does; remove this one"
        );
}
