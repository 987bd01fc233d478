using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Shell;
using GoDockTasks.Core.Dockerfiles.Sources;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Layouts;

/// <summary>GDT2119: a package that a command is told to build has no Go files in the image.</summary>
internal sealed class MissingPackageRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var command in file.GoCommands)
        {
            if (
                !command.Compiles
                || command.Verb == "generate"
                || command.IsVersioned
                || command.Command.IsConditional
                || command.ModuleDirectory is not { } directory
                || file.Module(command) is not { } module
            )
                continue;
            var operands = BuiltPackages.Operands(command).ToList();
            if (operands.Count == 0)
                operands.Add(new(".", ".", command.At.Start));
            foreach (var word in operands)
            {
                if (
                    word.Text is { } operand
                    && IsMissing(command, operand, module.Module?.Path, out var folder)
                    && ImagePath.Below(directory, folder) is { } relative
                )
                    yield return Diagnose(file, command, word, folder, relative);
            }
        }
    }

    private static bool IsMissing(GoCommand command, string operand, string? modulePath, out string folder)
    {
        folder = "";
        if (operand.EndsWith(".go", StringComparison.Ordinal))
        {
            if (command.Directory is null)
                return false;
            folder = ImagePath.Combine(command.Directory, operand);
            return command.Step.Files.Find(folder).IsAbsent;
        }

        // `./...` without any match is only a warning of go.
        if (
            operand.Contains("...", StringComparison.Ordinal)
            || BuiltPackages.FolderOf(command, operand, modulePath) is not { } found
        )
            return false;
        folder = found;
        return command.Step.Files.FindBelow(
                found,
                name => name.EndsWith(".go", StringComparison.Ordinal),
                isDeep: false
            ) == Presence.Absent;
    }

    private static Diagnostic Diagnose(
        LintedDockerfile file,
        GoCommand command,
        ShellWord word,
        string folder,
        string relative
    )
    {
        var packages = file.Packages(command)!;
        var isFile = word.Text!.EndsWith(".go", StringComparison.Ordinal);
        var what = isFile ? $"{folder} isn't in the image" : $"no Go file is in {folder}";
        var onDisk = isFile
            ? packages.InContext(relative) is var path && file.Context.Find(path) != ContextEntry.Missing
                ? path
                : null
            : packages.In(relative).FirstOrDefault()?.Path;
        if (onDisk is null)
            return file.Report(
                DiagnosticCatalogue.PackageNotInImage,
                word.Start,
                $"{what}, so that `go {command.Verb}` has nothing to build; {Programs(packages)}"
            );
        return (
            file.Context.Find(onDisk) == ContextEntry.Ignored
                ? RuleLocations.Ignored(file, DiagnosticCatalogue.PackageNotInImage, onDisk, pattern =>
                    $"'{pattern}' keeps {onDisk} from the builder, and `go {command.Verb}` builds it; "
                    + $"remove the pattern, or add !{onDisk} below it"
                )
                : null
        )
            ?? file.Report(
                DiagnosticCatalogue.PackageNotInImage,
                word.Start,
                $"{what} when `go {command.Verb}` builds it: {onDisk} was not copied; copy it before"
            );
    }

    private static string Programs(ModulePackages packages)
    {
        var programs = packages.Programs.Take(5).Select(program => program.Length == 0 ? "." : "./" + program).ToList();
        return programs.Count == 0 ? "correct the path" : $"the module's programs are {string.Join(", ", programs)}";
    }
}
