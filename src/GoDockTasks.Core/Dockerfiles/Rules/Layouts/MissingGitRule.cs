using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Dockerfiles.Rules.Layouts;

/// <summary>GDT2115: a module is fetched from its repository, and the image has no git.</summary>
internal sealed class MissingGitRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var command in file.GoCommands)
        {
            if (
                ImagePrograms.HasGit(command) == false
                && DirectFetch
                    .Modules(file, command)
                    .FirstOrDefault(path => DirectFetch.IsDirect(command, path) == true)
                    is { } module
            )
            {
                yield return file.Report(
                    DiagnosticCatalogue.GitMissingInImage,
                    command.At.Start,
                    $"`go {command.Verb}` fetches '{module}' from its repository, and "
                        + $"'{command.Stage.Base.Root.Reference}' has no git; write RUN apk add --no-cache git "
                        + $"before it"
                );
            }
        }
    }
}
