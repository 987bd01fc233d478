using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Shell;

namespace GoDockTasks.Core.Dockerfiles.Rules.Layouts;

/// <summary>GDT2119: a package that a command is told to build has no Go files in the image.</summary>
internal sealed class MissingPackageRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var command in file.GoCommands)
        {
            if (!command.Compiles || command.Verb == "generate" || command.IsVersioned || command.Command.IsConditional || command.ModuleDirectory is not { } directory || file.Module(command) is not { } module)
                continue;
            var operands = BuiltPackages.Operands(command).ToList();
            if (operands.Count == 0)
                operands.Add(new(".", ".", command.At.Start));
            foreach (var word in operands)
            {
                if (word.Text is { } operand && IsMissing(command, operand, module.Module?.Path, out var folder) && ImagePath.Below(directory, folder) is { } relative)
                    yield return file.Report(DiagnosticCatalogue.PackageNotInImage, word.Start, Message(file, command, word, folder, relative));
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
        if (operand.Contains("...", StringComparison.Ordinal) || BuiltPackages.FolderOf(command, operand, modulePath) is not { } found)
            return false;
        folder = found;
        return command.Step.Files.FindBelow(found, name => name.EndsWith(".go", StringComparison.Ordinal), isDeep: false) == Presence.Absent;
    }

    private static string Message(LintedDockerfile file, GoCommand command, ShellWord word, string folder, string relative)
    {
        var packages = file.Packages(command)!;
        var isFile = word.Text!.EndsWith(".go", StringComparison.Ordinal);
        var onDisk = isFile ? packages.Sources.Any(source => source.Path == packages.InContext(relative)) : packages.In(relative).Any();
        var what = isFile ? $"{folder} isn't in the image" : $"no Go file is in {folder}";
        if (onDisk)
            return $"{what} when `go {command.Verb}` builds it: {packages.InContext(relative)} was not copied; copy it before";
        var programs = packages.Programs.Take(5).Select(program => program.Length == 0 ? "." : "./" + program).ToList();
        return programs.Count == 0
            ? $"{what}, so that `go {command.Verb}` has nothing to build; correct the path"
            : $"{what}, so that `go {command.Verb}` has nothing to build; the module's programs are {string.Join(", ", programs)}";
    }
}
