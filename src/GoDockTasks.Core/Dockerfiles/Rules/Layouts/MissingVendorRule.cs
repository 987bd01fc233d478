using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Rules.Layouts;

/// <summary>
/// GDT2112: the module's vendor folder isn't in the image. An error where -mod=vendor asks for it; a warning where go
/// would take it by itself, and now downloads what the repository holds, unless the Dockerfile has a download step of
/// its own: then that is meant.
/// </summary>
internal sealed class MissingVendorRule : IDockerfileRule
{
    private const string FirstGoLineThatVendors = "1.14";
    private const string List = "vendor/modules.txt";

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var said = new HashSet<(StageTrace, string)>();
        foreach (var command in file.GoCommands)
        {
            if (
                !(command.Compiles || command.Verb == "list")
                || command.IsVersioned
                || command.Command.IsConditional
                || command.ModuleDirectory is not { } directory
                || !command.GoWork.IsAbsent
                || file.Module(command) is not { Require.IsEmpty: false } module
                || !command.Find(directory, List).IsAbsent
            )
            {
                continue;
            }

            var isAsked = command.Flag("mod") is { Value: "vendor" };
            if ((isAsked || TakesByItself(file, command, module)) && said.Add((command.Stage, directory)))
                yield return Diagnose(file, command, isAsked);
        }
    }

    private static bool TakesByItself(LintedDockerfile file, GoCommand command, GoModFile module) =>
        command.Flag("mod") is null
        && (command.Variable("GOFLAGS") is not { Text: null })
        && module.Go is { } go
        && GoVersion.Compare(go.Version, FirstGoLineThatVendors) >= 0
        && file.Context.Find(ListOf(command)) is ContextEntry.File or ContextEntry.Ignored
        && module.DownloadedRequirements().Any()
        && !file.GoCommands.Any(other =>
            other.Verb is "mod download" or "mod vendor" or "get" or "mod tidy"
            && other.ModuleDirectory == command.ModuleDirectory
        );

    private static string ListOf(GoCommand command) => command.GoMod.Source![..^"go.mod".Length] + List;

    private static Diagnostic Diagnose(LintedDockerfile file, GoCommand command, bool isAsked)
    {
        var list = ListOf(command);
        var folder = list[..^"/modules.txt".Length];
        var effect = isAsked
            ? $"`go {command.Verb}` with -mod=vendor fails without it"
            : $"`go {command.Verb}` downloads what it holds";
        var severity = isAsked ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
        var diagnostic = RuleLocations.Ignored(file, DiagnosticCatalogue.VendorNotInImage, list, pattern =>
            $"'{pattern}' keeps {folder} from the builder, and {effect}; remove the "
            + $"pattern{(isAsked ? "" : ", or write RUN go mod download before the build")}"
        );
        return (
            diagnostic
            ?? file.Report(
                DiagnosticCatalogue.VendorNotInImage,
                RuleLocations.WhatBrought(command, command.GoMod.Source!)?.Start ?? command.At.Start,
                file.Context.Find(list) == ContextEntry.Missing
                    ? $"there is no {folder}, and {effect}; run `go mod vendor` and commit the folder, or "
                        + $"leave -mod=vendor out"
                    : $"{folder} isn't in the image, and {effect}; write COPY {folder} "
                        + $"{ImagePath.Combine(command.ModuleDirectory!, "vendor")} before it"
            )
        ) with
        {
            Severity = severity,
        };
    }
}
