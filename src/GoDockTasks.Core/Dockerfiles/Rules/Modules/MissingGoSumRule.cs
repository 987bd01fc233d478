using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Rules.Modules;

/// <summary>GDT2102: go.sum lies beside go.mod, but isn't in the image when a command needs it.</summary>
internal sealed class MissingGoSumRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var said = new HashSet<SourceLocation>();
        foreach (var command in file.GoCommands)
        {
            if (
                !Needs(command)
                || command.GoMod.Source is not { } goMod
                || file.Module(command) is not { } module
                || !module.DownloadedRequirements().Any()
            )
                continue;
            var source = goMod[..^"go.mod".Length] + "go.sum";
            var entry = file.Context.Find(source);
            if (
                entry is ContextEntry.Missing or ContextEntry.Directory
                || !command.Find(command.ModuleDirectory!, "go.sum").IsAbsent
            )
                continue;
            var diagnostic =
                entry == ContextEntry.Ignored
                    ? Ignored(file, source, command)
                    : NotCopied(file, source, goMod, command);
            if (said.Add(diagnostic.Location))
                yield return diagnostic;
        }
    }

    // With -mod=mod go writes the file; from vendor/ it takes nothing that would have a sum. `go mod verify` checks
    // what is downloaded, whether or not it has a sum, and `go list -m` reads go.mod alone (tried with Go 1.19 to
    // 1.27).
    private static bool Needs(GoCommand command) =>
        (command.Compiles || command.Verb is "list" && command.Flag("m") is null)
        && !command.IsVersioned
        && command.Flag("mod")?.Value is not ("mod" or "vendor")
        && command.ModuleDirectory is { } directory
        && command.Find(directory, "vendor/modules.txt").IsAbsent;

    private static Diagnostic Ignored(LintedDockerfile file, string source, GoCommand command)
    {
        var pattern = file.Context.Ignore.FindExcluding(source)!;
        return new(
            DiagnosticCatalogue.GoSumNotInImage,
            new(file.Context.IgnorePath, pattern.Line, pattern.Column),
            $"'{pattern.Text}' keeps {source} from the builder, and `go {command.Verb}` needs it; remove "
                + $"the pattern, or add !{source} below it"
        );
    }

    private static Diagnostic NotCopied(LintedDockerfile file, string source, string goMod, GoCommand command)
    {
        var message =
            $"{source} isn't in the image when `go {command.Verb}` needs it; copy it together with go.mod: "
            + $"COPY {goMod} {source} …";
        return Copied(command, goMod) is { } word
            ? file.Report(DiagnosticCatalogue.GoSumNotInImage, word, message)
            : file.Report(DiagnosticCatalogue.GoSumNotInImage, command.At.Start, message);
    }

    /// <summary>The source of a COPY that named go.mod.</summary>
    private static Word? Copied(GoCommand command, string goMod)
    {
        foreach (var step in command.Stage.Lineage.SelectMany(stage => stage.Steps))
        {
            foreach (CopiedSource copied in step.Sources)
            {
                if (copied.Path == goMod)
                    return copied.Word;
            }
        }

        return null;
    }
}
