using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Modules;

/// <summary>
/// GDT2107: a source of COPY or ADD isn't in the build context, or .dockerignore keeps it from the builder. A message
/// where git leaves it alone: then a step before the build makes it.
/// </summary>
internal sealed class MissingSourceRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file) =>
        from stage in file.Stages
        from step in stage.Steps
        from source in step.Sources.Concat(step.MountedSources)
        where IsMissing(source)
        select Diagnose(file, source);

    private static bool IsMissing(CopiedSource source) =>
        source is { Path: not null, Matches: { IsEmpty: true } } && !BuildContext.IsPattern(source.Path);

    private static Diagnostic Diagnose(LintedDockerfile file, CopiedSource source)
    {
        var diagnostic = file.Report(DiagnosticCatalogue.CopySourceMissing, source.Word, Message(file, source));
        return file.Context.Find(source.Path!) == ContextEntry.Ignored || WhoMakes(file, source) is not { } reason
            ? diagnostic
            : diagnostic with
            {
                Severity = DiagnosticSeverity.Message,
                Message =
                    $"'{source.Word}' isn't in the build context '{file.Context.Directory}', and {reason}: "
                    + $"it has to be made before the image is built",
            };
    }

    /// <summary>What tells that a step before the build makes what is missing; null where nothing does.</summary>
    private static string? WhoMakes(LintedDockerfile file, CopiedSource source)
    {
        if (IsOfGo(source.Path!))
            return null;
        var git = file.Shared.Surroundings.IgnoredByGit(file.Context.Directory);
        if (git.Ignores(file.Context.FullPath(source.Path!)))
            return ".gitignore names it";
        // A context that is put together from several places.
        if (
            file
                .Stages.SelectMany(stage => stage.Steps)
                .SelectMany(step => step.Sources.Concat(step.MountedSources))
                .FirstOrDefault(other =>
                    IsMissing(other) && !IsOfGo(other.Path!) && git.Ignores(file.Context.FullPath(other.Path!))
                ) is
            { } together
        )
            return $".gitignore names {together.Word}, which is copied with it";
        return file.GoCommands.Any(command => command.Compiles && !command.IsVersioned)
            ? null
            : "nothing is compiled here";
    }

    // Git would have it.
    private static bool IsOfGo(string path) =>
        ImagePath.NameOf(path) is "go.mod" or "go.sum" or "go.work" or "go.work.sum"
        || path.EndsWith(".go", StringComparison.Ordinal);

    private static string Message(LintedDockerfile file, CopiedSource source)
    {
        if (file.Context.Find(source.Path!) == ContextEntry.Ignored)
        {
            var pattern = file.Context.Ignore.FindExcluding(source.Path!);
            return $"'{source.Word}' is kept from the builder by '{pattern?.Text}' in "
                + $"{Path.GetFileName(file.Context.IgnorePath)}; add !{source.Path} below that line";
        }

        if (
            source.Path!.EndsWith("go.sum", StringComparison.Ordinal)
            && file.Context.Find(source.Path[..^"go.sum".Length] + "go.mod") == ContextEntry.File
        )
        {
            var instead =
                file.Dockerfile.Text[source.Word.Start] == '-'
                    ? "mount the whole folder: --mount=type=bind,target=."
                    : $"write {source.Word}*, which may match nothing";
            return $"'{source.Word}' doesn't exist: the module has no dependencies that are downloaded; leave it "
                + $"out, or {instead}";
        }

        return $"'{source.Word}' doesn't exist in the build context '{file.Context.Directory}'; correct the path, "
            + $"or build with the folder that has it";
    }
}
