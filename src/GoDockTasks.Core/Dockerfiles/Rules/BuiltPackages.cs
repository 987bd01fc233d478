using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Shell;
using GoDockTasks.Core.Dockerfiles.Sources;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>Which packages of its module a go command is told to work on.</summary>
internal static class BuiltPackages
{
    /// <summary>The words that name them; none means the folder that it runs in.</summary>
    public static IEnumerable<ShellWord> Operands(GoCommand command) =>
        // What follows the package of `go run` goes to the program.
        command.Verb == "run"
        && command.Operands is [{ Raw: var first }, ..]
        && !first.EndsWith(".go", StringComparison.Ordinal)
            ? command.Operands.Take(1)
            : command.Operands;

    /// <summary>
    /// The folder in the image that an operand stands for; null where it isn't one of the module's, or can't be known.
    /// </summary>
    /// <param name="modulePath">The module's path; null where unknown.</param>
    public static string? FolderOf(GoCommand command, string operand, string? modulePath)
    {
        if (
            operand is "." or ".."
            || operand.StartsWith("./", StringComparison.Ordinal)
            || operand.StartsWith("../", StringComparison.Ordinal)
            || operand.StartsWith('/')
        )
            return command.Directory is null ? null : ImagePath.Combine(command.Directory, operand);
        if (modulePath is null || command.ModuleDirectory is null)
            return null;
        if (operand == modulePath)
            return command.ModuleDirectory;
        return operand.StartsWith(modulePath + "/", StringComparison.Ordinal)
            ? ImagePath.Combine(command.ModuleDirectory, operand[(modulePath.Length + 1)..])
            : null;
    }

    /// <summary>
    /// The packages that are compiled, those included that the named ones import; null where that can't be known.
    /// </summary>
    public static ImmutableHashSet<string>? Compiled(LintedDockerfile file, GoCommand command)
    {
        if (
            !command.Compiles
            || command.IsVersioned
            || command is not { ModuleDirectory: { } moduleDirectory, Directory: { } directory }
            || file.Module(command) is not { Module.Path: { } modulePath }
            || file.Packages(command) is not { IsComplete: true } packages
        )
        {
            return null;
        }

        var named = new List<string>();
        foreach (var word in Operands(command).Select(word => word.Text).DefaultIfEmpty("."))
        {
            if (word is null or "all")
                return null;
            var operand = word.EndsWith(".go", StringComparison.Ordinal)
                ? "./" + (word.Contains('/', StringComparison.Ordinal) ? word[..word.LastIndexOf('/')] : "")
                : word;
            var dots = operand.IndexOf("...", StringComparison.Ordinal);
            if (FolderOf(command, dots < 0 ? operand : operand[..dots], modulePath) is not { } folder)
                continue;
            if (ImagePath.Below(moduleDirectory, folder) is not { } relative)
                return null;
            if (dots < 0)
                named.Add(relative);
            else
                named.AddRange(
                    packages.Folders.Where(candidate =>
                        relative.Length == 0
                        || candidate == relative
                        || candidate.StartsWith(relative + "/", StringComparison.Ordinal)
                    )
                );
        }

        var reached = packages.Reachable(named, modulePath);
        return packages.IsComplete ? reached : null;
    }
}
