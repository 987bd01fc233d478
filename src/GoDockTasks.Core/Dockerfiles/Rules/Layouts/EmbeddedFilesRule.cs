using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Sources;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Dockerfiles.Rules.Layouts;

/// <summary>
/// GDT2111: files that go:embed asks for lie in the build context, but none of them is in the image when their package
/// is compiled.
/// </summary>
internal sealed class EmbeddedFilesRule : IDockerfileRule
{
    // Of a pattern that matches more it is enough to have looked at so many.
    private const int MaxMatches = 200;

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var onDisk = file.Context.OnDisk();
        var said = new HashSet<(int, string)>();
        foreach (var command in file.GoCommands)
        {
            if (
                command.Command.IsConditional
                || file.Compiled(command) is not { } compiled
                || file.Packages(command) is not { } packages
            )
                continue;
            foreach (var folder in compiled.Order(StringComparer.Ordinal))
            {
                foreach (var source in packages.In(folder))
                {
                    if (
                        source.Embeds.IsEmpty
                        || !source.IsForAll
                        || command
                            .Find(ImagePath.Combine(command.ModuleDirectory!, folder), ImagePath.NameOf(source.Path))
                            .Source != source.Path
                    )
                        continue;
                    foreach (var pattern in source.Embeds)
                    {
                        if (
                            FirstMissing(onDisk, command, packages.InContext(folder), folder, pattern) is { } missing
                            && said.Add((command.Stage.Stage.Index, missing))
                        )
                            yield return Diagnose(file, command, source, pattern, missing);
                    }
                }
            }
        }
    }

    /// <summary>
    /// What the pattern matches first, where nothing of what it matches is in the image; null otherwise.
    /// </summary>
    private static string? FirstMissing(
        BuildContext onDisk,
        GoCommand command,
        string contextFolder,
        string folder,
        EmbedPattern pattern
    )
    {
        var prefix = contextFolder.Length == 0 ? "" : contextFolder + "/";
        if (
            pattern.Path is "" or "."
            || onDisk.Match(prefix + pattern.Path) is not { IsEmpty: false } matches
            || matches.Length > MaxMatches
        )
            return null;
        foreach (var match in matches)
        {
            var path = ImagePath.Combine(ImagePath.Combine(command.ModuleDirectory!, folder), match[prefix.Length..]);
            if (
                onDisk.Find(match) == ContextEntry.File
                    ? !command.Step.Files.Find(path).IsAbsent
                    : command.Step.Files.FindBelow(path, IsWanted) != Presence.Absent
            )
                return null;
        }

        return matches[0];

        bool IsWanted(string name) => pattern.IncludesHidden || name[0] is not ('.' or '_');
    }

    private static Diagnostic Diagnose(
        LintedDockerfile file,
        GoCommand command,
        GoSource source,
        EmbedPattern pattern,
        string missing
    )
    {
        var probe = missing;
        if (
            file.Context.Find(probe) is ContextEntry.Directory
            && file.Context.List(probe).FirstOrDefault(entry => entry is FileInfo) is { } first
        )
            probe = probe + "/" + first.Name;
        if (
            RuleLocations.Ignored(file, DiagnosticCatalogue.EmbeddedFilesNotInImage, probe, excluding =>
                $"'{excluding}' keeps {missing} from the builder, and {source.Path} embeds "
                + $"'{pattern.Path}'; add !{missing} below it"
            ) is
            { } ignored
        )
            return ignored;
        return file.Report(
            DiagnosticCatalogue.EmbeddedFilesNotInImage,
            RuleLocations.WhatBrought(command, source.Path)?.Start ?? command.At.Start,
            $"{source.Path} is copied without {missing}, which it embeds as '{pattern.Path}', so that `go "
                + $"{command.Verb}` fails; copy {missing} as well"
        );
    }
}
