using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Rules.Contents;

namespace GoDockTasks.Core.Dockerfiles.Rules.Security;

/// <summary>GDT2309: a RUN uses sudo, which an image needs for nothing else. That it isn't there is GDT2123.</summary>
internal sealed class SudoRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file) =>
        from stage in file.Stages
        from step in stage.Steps
        from found in step.CommandsWithContent(file.Context)
        where
            found.Command.Program == "sudo"
            && ProgramLookup.Find(
                found.Content,
                stage.Base.Root,
                step.Before.Variable("PATH"),
                found.Command.Directory,
                found.Command.Words[0].Text!
            ) != Presence.Absent
        select file.Report(
            DiagnosticCatalogue.Sudo,
            found.Command.Words[0].Start,
            step.Before.User is { } user && RootUserRule.IsRoot(user)
                ? "RUN is root's here already; leave sudo out"
                : "whoever gets into the container becomes root with it; write USER root before this step, and the "
                    + "user again behind it"
        );
}
