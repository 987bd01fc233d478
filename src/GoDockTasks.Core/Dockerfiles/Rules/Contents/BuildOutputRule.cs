using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Rules.Security;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>
/// GDT2125: go build can't write what it is told to: several packages into one file, into a mount that is read-only, or
/// where the user may not.
/// A package that isn't main becomes an archive, not a program: a warning. Source: runBuild of cmd/go.
/// </summary>
internal sealed class BuildOutputRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var command in file.GoCommands)
        {
            if (command.Verb != "build" || command.Command.IsConditional)
                continue;
            var at = command.Flag("o")?.Start ?? command.At.Start;
            if ((Several(file, command) ?? ReadOnly(file, command) ?? Denied(file, command)) is { } problem)
                yield return file.Report(DiagnosticCatalogue.OutputRefused, at, problem);
            else if (Archive(file, command) is { } archive)
                yield return file.Report(DiagnosticCatalogue.OutputRefused, at, archive) with
                {
                    Severity = DiagnosticSeverity.Warning,
                };
        }
    }

    private static string? Several(LintedDockerfile file, GoCommand command)
    {
        if (
            command.Output is not { } output
            || output.StartsWith("/dev/", StringComparison.Ordinal)
            || command.Step.Content.FindFolder(output) != Presence.Absent
        )
            return null;
        var named = Named(file, command).Take(3).ToList();
        return named.Count > 1
            ? $"`go build -o {output}` is given several packages "
                + $"({string.Join(", ", named.Take(2))}{(named.Count > 2 ? " …" : "")}), and writes one file only: go "
                + $"stops; write -o {output}/, with a slash, or name one package"
            : null;
    }

    /// <summary>
    /// Packages that are certainly there, as they are named: with a pattern, those that are compiled on every Linux.
    /// </summary>
    private static SortedSet<string> Named(LintedDockerfile file, GoCommand command)
    {
        if (
            command.ModuleDirectory is not { } directory
            || file.Module(command)?.Module?.Path is not { } path
            || file.Packages(command) is not { IsComplete: true } packages
        )
            return [];
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var word in BuiltPackages.Operands(command))
        {
            if (word.Text is not { } operand || operand.EndsWith(".go", StringComparison.Ordinal))
                return [];
            var dots = operand.IndexOf("...", StringComparison.Ordinal);
            if (dots < 0)
                found.Add(operand);
            else if (
                operand.EndsWith("/...", StringComparison.Ordinal)
                && BuiltPackages.FolderOf(command, operand[..dots], path) is { } folder
                && ImagePath.Below(directory, folder) is { } below
            )
                found.UnionWith(
                    packages
                        .Folders.Where(candidate =>
                            (
                                below.Length == 0
                                || candidate == below
                                || candidate.StartsWith(below + "/", StringComparison.Ordinal)
                            ) && IsThere(command, packages, candidate)
                        )
                        .Select(candidate => "./" + candidate)
                );
        }

        return found;
    }

    private static bool IsThere(GoCommand command, Sources.ModulePackages packages, string folder) =>
        !folder.Split('/').Contains("vendor")
        && packages
            .In(folder)
            .Any(source =>
                source.IsForAll
                && command
                    .Find(ImagePath.Combine(command.ModuleDirectory!, folder), ImagePath.NameOf(source.Path))
                    .Source == source.Path
            );

    private static string? ReadOnly(LintedDockerfile file, GoCommand command)
    {
        foreach (var output in GoOutputs.Of(file.Context, command.Step.Content, command.Command).Files)
        {
            var mount = command.Step.Mounts.LastOrDefault(mount =>
                ImagePath.OfMount(mount, command.Step.Before.Directory) is { } target
                && target != "/"
                && ImagePath.Below(target, output) is not null
            );
            if (mount is { Kind: RunMountKind.Bind, IsReadOnly: not false } && IsMain(file, command))
                return $"`go build` writes {output}, and the mount there is read-only; write -o with a path outside "
                    + $"of it: -o /out/{ImagePath.NameOf(output)}";
        }

        return null;
    }

    // Without -o, a package that isn't main leaves nothing.
    private static bool IsMain(LintedDockerfile file, GoCommand command) =>
        command.Flag("o") is not null || Package(file, command) == "main";

    private static string? Denied(LintedDockerfile file, GoCommand command)
    {
        if (
            command.Step.Before.User is not { } user
            || RootUserRule.IsRoot(user)
            || !command.Stage.Base.Root.IsGolang
            || command.Flag("o") is null
        )
            return null;
        var mounts = ImagePath.Mounts(command.Step.Mounts, command.Step.Before.Directory);
        foreach (var output in GoOutputs.Of(file.Context, command.Step.Content, command.Command).Files)
        {
            if (
                !mounts.Any(mount => ImagePath.Below(mount, output) is not null)
                && !output.StartsWith("/dev/", StringComparison.Ordinal)
                && command.Step.Content.Find(output).IsAbsent
                && IsRoots(command, ImagePath.ParentOf(output))
            )
            {
                return $"`go build` runs as {user}, who may not write {output}: its folder is root's; write to the "
                    + $"user's own folder, or build as root: the user of the last stage is what counts";
            }
        }

        return null;
    }

    /// <summary>The nearest folder that is there is the image's root, and nothing gave that to anybody.</summary>
    private static bool IsRoots(GoCommand command, string folder)
    {
        for (; folder != "/"; folder = ImagePath.ParentOf(folder))
        {
            if (command.Step.Content.FindFolder(folder) != Presence.Absent)
                return false;
        }

        return !ImagePrograms
            .CommandsBefore(command)
            .Any(other =>
                other.Program is null
                || other.Program is "chown" or "chmod" && other.Words.Any(word => word.Text is null or "/")
            );
    }

    private static string? Archive(LintedDockerfile file, GoCommand command) =>
        command.Output is { } output
        && !output.StartsWith("/dev/", StringComparison.Ordinal)
        && command.Step.Content.FindFolder(output) == Presence.Absent
        && GoOutputs.Of(file.Context, command.Step.Content, command.Command).Files.Contains(output)
        && !output.EndsWith(".a", StringComparison.Ordinal)
        && Package(file, command) is { } package and not "main"
            ? $"the package is called {package}, not main: what `go build -o {output}` leaves is no program that can "
                + $"be started; name the folder of a program{Programs(file, command)}"
            : null;

    private static string Programs(LintedDockerfile file, GoCommand command) =>
        file.Packages(command)!.Programs.Take(5).ToList() is { Count: > 0 } programs
            ? ": " + string.Join(", ", programs.Select(program => program.Length == 0 ? "." : "./" + program))
            : "";

    /// <summary>
    /// The name of the one package that is named; null where there are several, or its files don't agree, or it can't
    /// be known.
    /// </summary>
    private static string? Package(LintedDockerfile file, GoCommand command)
    {
        var operands = BuiltPackages.Operands(command).ToList();
        if (
            operands.Count > 1
            || command.ModuleDirectory is not { } directory
            || file.Packages(command) is not { IsComplete: true } packages
        )
            return null;
        var operand = operands.Count == 0 ? "." : operands[0].Text;
        if (
            operand is null
            || operand.EndsWith(".go", StringComparison.Ordinal)
            || operand.Contains("...", StringComparison.Ordinal)
            || BuiltPackages.FolderOf(command, operand, file.Module(command)?.Module?.Path) is not { } folder
            || ImagePath.Below(directory, folder) is not { } below
        )
        {
            return null;
        }

        var names = packages
            .In(below)
            .Where(source => !source.IsTest)
            .Select(source => source.Package)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return names.Count == 1 ? names[0] : null;
    }
}
