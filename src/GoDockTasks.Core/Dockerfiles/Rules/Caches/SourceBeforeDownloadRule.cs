using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Caches;

/// <summary>
/// GDT2201: sources are in the image before modules are downloaded, so that each change of a line downloads them again.
/// </summary>
internal sealed class SourceBeforeDownloadRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var command in file.GoCommands)
        {
            if (
                command.Verb != "mod download"
                || !ModuleDownload.IsFirst(file, command)
                || GoCaches.HasUnknownMount(command)
                || GoCaches.MountOf(command, GoCaches.ModulesOf(command)) is not null
                || file.Packages(command) is not { } packages
            )
            {
                continue;
            }

            if (
                packages.Files.FirstOrDefault(path => IsThere(command, packages.Folder, path)) is { } early
                && RuleLocations.WhatBrought(command, early) is { } word
            )
            {
                yield return file.Report(
                    DiagnosticCatalogue.SourceBeforeDownload,
                    word,
                    $"{early} is there before `go mod download` runs, so that each change of the source "
                        + $"downloads all modules again; write {ModuleDownload.Copies(file, command)} before the "
                        + $"download, and copy the source behind it"
                );
            }
        }
    }

    private static bool IsThere(GoCommand command, string folder, string path) =>
        command.Find(command.ModuleDirectory!, ImagePath.Below("/" + folder, "/" + path)!).Source == path;
}
