using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Layout;

namespace GoDockTasks.Core.Dockerfiles.Rules.Layouts;

/// <summary>
/// GDT2109: a folder that stands in for a required module isn't in the image when a command needs it. What reads all of
/// the requirements needs its go.mod; what compiles needs it where a package imports from it (tried with Go 1.19 to
/// 1.27).
/// </summary>
internal sealed class MissingReplacementRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var said = new HashSet<(StageTrace, string)>();
        foreach (var command in file.GoCommands)
        {
            if (
                !IsConcerned(command)
                || file.Module(command) is not { } module
                || ModuleDownload.UsesVendor(command, module)
            )
                continue;
            foreach (var replace in Needed(file, command, module))
            {
                var target = ImagePath.Combine(command.ModuleDirectory!, replace.NewPath);
                if (IsMissing(file, command, replace, target) && said.Add((command.Stage, target)))
                    yield return Diagnose(file, command, replace, target);
            }
        }
    }

    // A member of a workspace may stand in for the folder.
    private static bool IsConcerned(GoCommand command) =>
        (command.Compiles || ReadsAll(command))
        && !command.IsVersioned
        && command.ModuleDirectory is not null
        && command.GoWork.IsAbsent
        && !command.Command.IsConditional;

    private static bool ReadsAll(GoCommand command) =>
        command.Verb
            is "mod download"
                or "mod verify"
                or "mod tidy"
                or "mod graph"
                or "mod vendor"
                or "mod why"
                or "get";

    private static IEnumerable<ReplaceDirective> Needed(LintedDockerfile file, GoCommand command, GoModFile module)
    {
        var replacements = new Replacements(module.Replace);
        var compiled = command.Compiles ? file.Compiled(command) : null;
        var packages = file.Packages(command)!;
        foreach (var require in module.Require)
        {
            if (
                replacements.For(require.Path, require.Version) is not { IsLocal: true } replace
                || replace.NewPath.Contains('\\', StringComparison.Ordinal)
            )
                continue;
            if (
                !command.Compiles
                || compiled is not null
                    && compiled.Any(folder =>
                        packages
                            .In(folder)
                            .Any(source => source.IsForAll && source.Imports.Any(import => IsIn(import, require.Path)))
                    )
            )
                yield return replace;
        }
    }

    private static bool IsIn(string import, string module) =>
        import == module || import.StartsWith(module + "/", StringComparison.Ordinal);

    private static bool IsMissing(LintedDockerfile file, GoCommand command, ReplaceDirective replace, string target) =>
        command.Find(target, "go.mod").IsAbsent
        || (
            command.Compiles
            && InContext(command, replace) is { } folder
            && file.Context.HasFile(folder, IsGo) != false
            && command.Step.Files.FindBelow(target, IsGo) == Presence.Absent
        );

    private static bool IsGo(string name) => name.EndsWith(".go", StringComparison.Ordinal);

    /// <summary>The folder relative to the context; null where it lies outside.</summary>
    private static string? InContext(GoCommand command, ReplaceDirective replace)
    {
        if (replace.NewPath.StartsWith('/') || command.GoMod.Source is not { } goMod)
            return null;
        var parts = new List<string>(goMod.Split('/')[..^1]);
        foreach (var part in replace.NewPath.Split('/'))
        {
            if (part == ".." && parts.Count == 0)
                return null;
            if (part == "..")
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("" or "."))
                parts.Add(part);
        }

        return string.Join('/', parts);
    }

    private static Diagnostic Diagnose(
        LintedDockerfile file,
        GoCommand command,
        ReplaceDirective replace,
        string target
    )
    {
        var at = RuleLocations.WhatBrought(command, command.GoMod.Source!)?.Start ?? command.At.Start;
        var why =
            $"{replace.NewPath}, which replaces {replace.OldPath} in {command.GoMod.Source}, isn't at "
            + $"{target} when `go {command.Verb}` needs it";
        if (InContext(command, replace) is not { } folder)
        {
            return file.Report(
                DiagnosticCatalogue.ReplacementNotInImage,
                at,
                replace.NewPath.StartsWith('/')
                    ? $"{why}: it is a path on your machine; move the folder into the repository and write a "
                        + $"relative path"
                    : $"{why}, and lies outside of the build context '{file.Context.Directory}'; build with a "
                        + $"folder that holds both, and copy both"
            );
        }

        var goMod = folder.Length == 0 ? "go.mod" : folder + "/go.mod";
        if (
            file.Context.Find(goMod) == ContextEntry.Ignored
            && RuleLocations.Ignored(file, DiagnosticCatalogue.ReplacementNotInImage, goMod, pattern =>
                $"'{pattern}' keeps {folder} from the builder, and {command.GoMod.Source} replaces "
                + $"{replace.OldPath} by it; add !{folder} below it"
            )
                is { } ignored
        )
        {
            return ignored;
        }

        var needed = command.Compiles ? $"COPY {folder} {target}" : $"COPY {goMod} {target}/";
        return file.Report(DiagnosticCatalogue.ReplacementNotInImage, at, $"{why}; write {needed} before it");
    }
}
