using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Rules.Modules;

/// <summary>GDT2105: a go command runs where no go.mod is, neither in its folder nor above it.</summary>
internal sealed class NoGoModRule : IDockerfileRule
{
    private const string FirstThatRefusesGet = "1.18";

    // Before, GO111MODULE was auto or there were no modules: without a go.mod, packages lie in GOPATH.
    private const string FirstThatNeedsModules = "1.16";

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var command in file.GoCommands)
        {
            if (
                !command.NeedsModule
                || !command.GoMod.IsAbsent
                || command.GoWork is not { IsAbsent: true }
                || command.Command.IsConditional
                || WorksWithout(command)
                || IsSaid(command)
            )
                continue;
            yield return Ignored(file, command)
                ?? file.Report(
                    DiagnosticCatalogue.NoGoModInImage,
                    command.At.Start,
                    $"`go {command.Verb}` runs in {command.Directory}, where there is no go.mod, and none "
                        + $"above it; {Remedy(command)}"
                );
        }
    }

    // Single files, packages of the standard library and modules with a version need no module around them.
    private static bool WorksWithout(GoCommand command) =>
        command.Variable("GO111MODULE") is not null
        || HasGoPathMode(command.Stage.Base.Root)
        || command.Flag("modfile") is not null
        || (
            command.Verb == "get"
                ? !RefusesGet(command.Stage.Base.Root)
                : command.Operands.Length > 0
                    && command.Operands.All(word =>
                        word.Text is null
                        || word.Text.EndsWith(".go", StringComparison.Ordinal)
                        || word.Text.Contains('@', StringComparison.Ordinal)
                        || word.Text is "std" or "cmd"
                    )
        );

    private static bool HasGoPathMode(BaseImage image) =>
        image.GoVersion is { } version && GoVersion.Compare(version, FirstThatNeedsModules) < 0;

    // Until then it installed programs, too; a tag without a version is a new one.
    private static bool RefusesGet(BaseImage image) =>
        image.IsGolang
        && (
            image.GoVersion is { } version
                ? GoVersion.Compare(version, FirstThatRefusesGet) >= 0
                : image.Tag is "latest" or "alpine"
        );

    /// <summary>At the pattern that keeps the go.mod of a copied folder from the builder.</summary>
    private static Diagnostic? Ignored(LintedDockerfile file, GoCommand command)
    {
        foreach (var step in command.StepsBefore())
        {
            if (step.Target is not { } target || ImagePath.Below(target, command.Directory!) is not { } below)
                continue;
            foreach (var match in step.Sources.SelectMany(source => source.Matches ?? []))
            {
                var path = ImagePath.Combine("/" + match, below + "/go.mod")[1..];
                if (
                    file.Context.Find(match) == ContextEntry.Directory
                    && file.Context.Find(path) == ContextEntry.Ignored
                )
                {
                    return RuleLocations.Ignored(file, DiagnosticCatalogue.NoGoModInImage, path, pattern =>
                        $"'{pattern}' keeps {path} from the builder, and `go {command.Verb}` needs it in "
                        + $"{command.Directory}; add !{path} below it"
                    );
                }
            }
        }

        return null;
    }

    private static string Remedy(GoCommand command)
    {
        if (command.Verb == "get")
            return $"`go get` only changes a go.mod since Go {FirstThatRefusesGet}; write `go install "
                + $"{Versioned(command)}` for a tool, or run it in the module's folder";
        foreach (
            var step in command
                .Stage.Lineage.SelectMany(stage => stage.Steps)
                .TakeWhile(step => step.Instruction != command.Step.Instruction)
                .Reverse()
        )
        {
            if (
                step.Target is { } target
                && step.Sources.Any(source =>
                    source.Path is { } path
                    && (path == "go.mod" || path.EndsWith("/go.mod", StringComparison.Ordinal) || path.Length == 0)
                )
            )
                return $"sources were copied to {target}: write WORKDIR {target} before it, or copy to "
                    + $"{command.Directory}";
        }

        return $"write COPY go.mod go.sum {command.Directory}/ before it, or set WORKDIR to the module's folder";
    }

    // A host has a dot.
    private static string Versioned(GoCommand command) =>
        command.Operands is [{ Text: { } path }, ..]
        && path.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
        && (path.IndexOf('/', StringComparison.Ordinal) is var slash && slash > dot)
            ? path.Contains('@', StringComparison.Ordinal)
                ? path
                : path + "@latest"
            : "path@version";

    // That go.mod is missing is said there.
    private static bool IsSaid(GoCommand command) =>
        command
            .StepsBefore()
            .SelectMany(step => step.Sources)
            .Any(source =>
                source is { Path: { } path, Matches: { IsEmpty: true } }
                && ImagePath.NameOf(path) == "go.mod"
                && !BuildContext.IsPattern(path)
            );
}
