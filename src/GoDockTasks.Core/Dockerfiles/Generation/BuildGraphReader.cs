using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Layout;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>
/// Finds what a build of a module needs. Looks at files only, never at the environment: the same tree gives the same
/// graph on every machine.
/// </summary>
internal sealed class BuildGraphReader(SourceView view, ICollection<Diagnostic> diagnostics)
{
    /// <summary>Null where the module can't be built as it is; then the diagnostics say why.</summary>
    /// <param name="folder">Absolute path of the module's folder.</param>
    public BuildGraph? Read(string folder)
    {
        if (LocalModule.Read(folder, null, view, diagnostics) is not { } main)
            return null;
        var (work, members) = ReadWorkspace(main);
        if (Vendoring.FindVendor(main.GoMod, work) is { } vendor)
            return Vendored(main, work, members, vendor);

        var locals = new SortedDictionary<string, LocalModule>(StringComparer.Ordinal);
        foreach (var module in (IEnumerable<LocalModule>)[main, .. members])
            locals[module.Folder] = module;
        if (!AddReplaced(work, [main, .. members], locals))
            return null;

        var described = locals.Values.ToImmutableArray();
        var folders = described.Select(module => module.Folder);
        if (
            Folders.Common(work is null ? folders : folders.Append(Path.GetDirectoryName(work.Path)!))
            is not { } context
        )
        {
            diagnostics.Add(
                new(
                    DiagnosticCatalogue.ReplaceTarget,
                    new(main.GoMod.Path),
                    "the module and the folders that it needs have none in common that could be sent to a "
                        + "builder; move them closer together"
                )
                {
                    Severity = DiagnosticSeverity.Error,
                }
            );
            return null;
        }

        var names = described.Select(module => module.Path).ToHashSet(StringComparer.Ordinal);
        var needsDownload = described.Any(module => module.GoMod.Require.Any(require => !names.Contains(require.Path)));
        return new(main, work, described, Compiled(main, members, described), null, context, needsDownload);
    }

    private (GoWorkFile? Work, ImmutableArray<LocalModule> Members) ReadWorkspace(LocalModule main)
    {
        if (
            WorkspaceFinder.Find(main.Folder, null) is not { } path
            || view.Text(path, ModuleFileReader.MaxModBytes) is not { Text: { } text }
            || GoWorkFile.Parse(text, path) is not { HasErrors: false, Value: var work }
        )
            return (null, []);

        // A go.work above that doesn't name the module is somebody else's; in an image it isn't there.
        var members = WorkspaceMember.ReadAll(work, member => GoModule.At(member, view).GoModFile);
        if (!members.Any(member => member.Folder == main.Folder))
            return (null, []);
        return (
            work,
            [
                .. members
                    .Where(member => member.Folder != main.Folder)
                    .Select(member => LocalModule.Read(member.Folder, null, view, diagnostics))
                    .OfType<LocalModule>(),
            ]
        );
    }

    private BuildGraph Vendored(LocalModule main, GoWorkFile? work, ImmutableArray<LocalModule> members, string vendor)
    {
        LocalModule[] described = [.. members.Append(main).OrderBy(module => module.Folder, StringComparer.Ordinal)];
        var context = work is null
            ? main.Folder
            : Folders.Common([Path.GetDirectoryName(work.Path)!, .. described.Select(module => module.Folder)]);
        return new(
            main,
            work,
            [.. described],
            Compiled(main, members, [.. described]),
            vendor,
            context ?? main.Folder,
            NeedsDownload: false
        );
    }

    // Every replacement that is there counts, needed or not: which are needed only go can tell.
    private bool AddReplaced(GoWorkFile? work, LocalModule[] modules, SortedDictionary<string, LocalModule> locals)
    {
        var ofFiles = modules.Select(module => (module.GoMod.Path, module.GoMod.Replace));
        if (work is not null)
            ofFiles = ofFiles.Append((work.Path, work.Replace));
        var isPossible = true;
        foreach (var (path, replace) in ofFiles.ToArray())
        {
            foreach (
                var directive in replace.Where(directive =>
                    directive.IsLocal && !directive.NewPath.Contains('\0', StringComparison.Ordinal)
                )
            )
            {
                var folder = Path.TrimEndingDirectorySeparator(
                    Path.GetFullPath(directive.NewPath.Replace('\\', '/'), Path.GetDirectoryName(path)!)
                );
                if (!File.Exists(Path.Combine(folder, "go.mod")))
                    continue;
                if (Path.IsPathRooted(directive.NewPath))
                {
                    isPossible = false;
                    diagnostics.Add(
                        new(
                            DiagnosticCatalogue.ReplaceTarget,
                            new(path, directive.NewPosition.Line, directive.NewPosition.Column),
                            $"'{directive.NewPath}' is an absolute path, which no image has; write it "
                                + $"relative to this file, such as "
                                + $"{Folders.Relative(Path.GetDirectoryName(path)!, folder)}"
                        )
                    );
                }
                else if (
                    !locals.ContainsKey(folder)
                    && LocalModule.Read(folder, directive.OldPath, view, diagnostics) is { } module
                )
                {
                    locals[folder] = module;
                }
            }
        }

        return isPossible;
    }

    // A workspace's other members are compiled in where somebody imports or requires them; what was put in another's
    // place always is, since downloaded modules may import it.
    private ImmutableArray<(LocalModule, ModuleTree)> Compiled(
        LocalModule main,
        ImmutableArray<LocalModule> members,
        ImmutableArray<LocalModule> described
    )
    {
        var found = new SortedDictionary<string, (LocalModule, ModuleTree Tree)>(StringComparer.Ordinal);
        var waiting = new Queue<LocalModule>(described.Where(module => module == main || !members.Contains(module)));
        while (waiting.TryDequeue(out var module))
        {
            var tree = ModuleTree.Read(module.Folder, view);
            if (!found.TryAdd(module.Folder, (module, tree)))
                continue;
            foreach (var member in members)
            {
                if (
                    !found.ContainsKey(member.Folder)
                    && (
                        module.GoMod.Require.Any(require => require.Path == member.Path)
                        || tree.Imports.Any(import => IsIn(import, member.Path))
                    )
                )
                    waiting.Enqueue(member);
            }
        }

        return [.. found.Values];
    }

    private static bool IsIn(string import, string module) =>
        import.StartsWith(module, StringComparison.Ordinal)
        && (import.Length == module.Length || import[module.Length] == '/');
}
