using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Sources;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>
/// GDT2120: a package imports another one of the repository whose Go files lie in the context, but not in the image
/// when they are compiled.
/// </summary>
internal sealed class ImportedPackageRule : IDockerfileRule
{
    /// <summary>
    /// A module that lies in the image: the one that is built, one that replaces a requirement, or a member of the
    /// workspace.
    /// </summary>
    private sealed record Root(string ModulePath, string Directory, ModulePackages Packages);

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var said = new HashSet<(int, string)>();
        foreach (var command in file.GoCommands)
        {
            if (!command.Compiles || command.Verb == "generate" || command.IsVersioned || command.Command.IsConditional)
                continue;
            foreach (var (source, import, folder, directory) in Missing(file, command))
            {
                if (said.Add((command.Stage.Stage.Index, folder)))
                    yield return Diagnose(file, command, source, import, folder, directory);
            }
        }
    }

    private static IEnumerable<(GoSource Source, string Import, string Folder, string Directory)> Missing(
        LintedDockerfile file,
        GoCommand command
    )
    {
        var roots = Roots(file, command).ToList();
        var open = new Stack<(Root Root, string Folder)>(
            Named(file, command, roots).OrderByDescending(one => one.Folder, StringComparer.Ordinal)
        );
        var seen = new HashSet<(Root, string)>();
        while (open.TryPop(out var at))
        {
            if (!seen.Add(at) || !at.Root.Packages.IsComplete)
                continue;
            foreach (var source in at.Root.Packages.In(at.Folder))
            {
                // Of a file that isn't there, or of another one in its place, the imports don't count.
                if (
                    !source.IsForAll
                    || command
                        .Find(ImagePath.Combine(at.Root.Directory, at.Folder), ImagePath.NameOf(source.Path))
                        .Source != source.Path
                )
                    continue;
                foreach (var import in source.Imports)
                {
                    if (
                        Resolve(roots, import) is not { } target
                        || !target.Root.Packages.In(target.Folder).Any(other => other.IsForAll)
                    )
                        continue;
                    var directory = ImagePath.Combine(target.Root.Directory, target.Folder);
                    if (command.Step.Files.FindBelow(directory, IsGo, isDeep: false) == Presence.Absent)
                        yield return (source, import, target.Root.Packages.InContext(target.Folder), directory);
                    else
                        open.Push(target);
                }
            }
        }
    }

    /// <summary>What the command names; in a workspace its folder may be no module's.</summary>
    private static IEnumerable<(Root Root, string Folder)> Named(
        LintedDockerfile file,
        GoCommand command,
        List<Root> roots
    )
    {
        if (command.ModuleDirectory is not null)
            return file.Compiled(command) is { } compiled && roots.Count > 0
                ? compiled.Select(folder => (roots[0], folder))
                : [];
        if (command.Directory is null)
            return [];
        return from word in BuiltPackages.Operands(command)
            where
                word.Text is { } text
                && text.StartsWith('.')
                && !text.Contains("...", StringComparison.Ordinal)
                && !IsGo(text)
            let folder = ImagePath.Combine(command.Directory, word.Text!)
            from root in roots
            let below = ImagePath.Below(root.Directory, folder)
            where below is not null
            select (root, below);
    }

    private static IEnumerable<Root> Roots(LintedDockerfile file, GoCommand command)
    {
        var module = file.Module(command);
        if (module?.Module is { } own)
            yield return new(own.Path, command.ModuleDirectory!, file.Packages(command)!);
        var others = command.GoWork is { IsPresent: true, Source: { } work }
            ? file.Workspace(work)
                ?.Use.Select(use => ((string?)null, ImagePath.Combine(command.WorkspaceDirectory!, use.Path)))
            : module
                ?.Replace.Where(replace => replace.IsLocal)
                .Select(replace =>
                    ((string?)replace.OldPath, ImagePath.Combine(command.ModuleDirectory!, replace.NewPath))
                );
        foreach (var (replaced, directory) in others ?? [])
        {
            if (
                directory != command.ModuleDirectory
                && command.Find(directory, "go.mod").Source is { } source
                && file.Module(source)?.Module?.Path is { } path
            )
                yield return new(
                    replaced ?? path,
                    directory,
                    file.PackagesBelow(source == "go.mod" ? "" : source[..^"/go.mod".Length])
                );
        }
    }

    private static (Root Root, string Folder)? Resolve(List<Root> roots, string import)
    {
        Root? best = null;
        foreach (var root in roots)
        {
            if (
                (import == root.ModulePath || import.StartsWith(root.ModulePath + "/", StringComparison.Ordinal))
                && !(best?.ModulePath.Length >= root.ModulePath.Length)
            )
                best = root;
        }

        return best is null
            ? null
            : (best, import.Length == best.ModulePath.Length ? "" : import[(best.ModulePath.Length + 1)..]);
    }

    private static bool IsGo(string name) => name.EndsWith(".go", StringComparison.Ordinal);

    private static Diagnostic Diagnose(
        LintedDockerfile file,
        GoCommand command,
        GoSource source,
        string import,
        string folder,
        string directory
    )
    {
        var shown = folder.Length == 0 ? "the module's root" : folder;
        var probe = file.Context.List(folder).FirstOrDefault(entry => IsGo(entry.Name)) is { } entry
            ? (folder.Length == 0 ? "" : folder + "/") + entry.Name
            : folder;
        return RuleLocations.Ignored(file, DiagnosticCatalogue.ImportedPackageMissing, probe, pattern =>
            $"'{pattern}' keeps {probe} from the builder, and {source.Path} imports {import}; add !{shown} below it"
        )
            ?? file.Report(
                DiagnosticCatalogue.ImportedPackageMissing,
                RuleLocations.WhatBrought(command, source.Path)?.Start ?? command.At.Start,
                $"{source.Path} imports {import}, and {shown} wasn't copied, so that `go {command.Verb}` "
                    + $"fails; write COPY {(folder.Length == 0 ? "." : folder)} {directory}/ before it"
            );
    }
}
