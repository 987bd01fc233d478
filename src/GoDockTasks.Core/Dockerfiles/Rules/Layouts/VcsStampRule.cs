using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Rules.Layouts;

/// <summary>
/// GDT2118: .git is in the image that builds, git too, and nothing says -buildvcs=false: go asks git, and fails where
/// git refuses. Source: go help build.
/// </summary>
internal sealed class VcsStampRule : IDockerfileRule
{
    private const string FirstThatStamps = "1.18";

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var said = new HashSet<int>();
        foreach (var command in file.GoCommands)
        {
            if (
                command.Verb is not ("build" or "install")
                || command.IsVersioned
                || command.Flag("buildvcs") is not null
                || command.Variable("GOFLAGS") is { Text: null }
                || command.Stage.Base.Root.GoVersion is { } version && GoVersion.Compare(version, FirstThatStamps) < 0
                || ImagePrograms.HasGit(command) != true
                || Repository(command) is not { } repository
            )
            {
                continue;
            }

            var source = command.Step.Files.Find(ImagePath.Combine(repository, "HEAD")).Source;
            var at = source is null ? null : RuleLocations.WhatBrought(command, source);
            if (said.Add(at?.Start ?? command.At.Start))
            {
                yield return file.Report(
                    DiagnosticCatalogue.VcsStamped,
                    at?.Start ?? command.At.Start,
                    $".git is copied to {repository}, so that `go {command.Verb}` asks git for the commit: "
                        + $"the layer is built anew with each commit, and the build fails where git refuses "
                        + $"(another owner, a shallow or partial copy); write .git into .dockerignore, or "
                        + $"-buildvcs=false"
                );
            }
        }
    }

    private static string? Repository(GoCommand command)
    {
        if (command.ModuleDirectory is not { } folder)
            return null;
        for (; ; folder = ImagePath.ParentOf(folder))
        {
            var repository = ImagePath.Combine(folder, ".git");
            if (command.Step.Files.Find(ImagePath.Combine(repository, "HEAD")).IsPresent)
                return repository;
            if (folder == "/")
                return null;
        }
    }
}
