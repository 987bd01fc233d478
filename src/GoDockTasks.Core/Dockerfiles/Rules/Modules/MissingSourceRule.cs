using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;

namespace GoDockTasks.Core.Dockerfiles.Rules.Modules;

/// <summary>GDT2107: a source of COPY or ADD isn't in the build context, or .dockerignore keeps it from the builder.</summary>
internal sealed class MissingSourceRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file) =>
        from stage in file.Stages
        from step in stage.Steps
        from source in step.Sources.Concat(step.MountedSources)
        where source is { Path: not null, Matches: { IsEmpty: true } } && !BuildContext.IsPattern(source.Path)
        select file.Report(DiagnosticCatalogue.CopySourceMissing, source.Word, Message(file, source));

    private static string Message(LintedDockerfile file, CopiedSource source)
    {
        if (file.Context.Find(source.Path!) == ContextEntry.Ignored)
        {
            var pattern = file.Context.Ignore.FindExcluding(source.Path!);
            return $"'{source.Word}' is kept from the builder by '{pattern?.Text}' in {Path.GetFileName(file.Context.IgnorePath)}; add !{source.Path} below that line";
        }

        if (source.Path!.EndsWith("go.sum", StringComparison.Ordinal))
            return $"'{source.Word}' doesn't exist: the module has no dependencies that are downloaded; leave it out, or {(file.Dockerfile.Text[source.Word.Start] == '-' ? "mount the whole folder: --mount=type=bind,target=." : $"write {source.Word}*, which may match nothing")}";
        return $"'{source.Word}' doesn't exist in the build context '{file.Context.Directory}'; correct the path, or build with the folder that has it";
    }
}
