using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Layout;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>All that a build of one module needs from the disk.</summary>
/// <param name="Main">The module.</param>
/// <param name="Workspace">The go.work that applies; null where none does.</param>
/// <param name="Described">Modules whose go.mod go reads, the module among them; sorted by folder.</param>
/// <param name="Compiled">Those of them whose source is compiled in, with it; sorted by folder.</param>
/// <param name="VendorFolder">
/// Absolute path of the vendor folder that it is built from; null where modules are downloaded.
/// </param>
/// <param name="Context">Absolute path of the lowest folder that holds all that.</param>
/// <param name="NeedsDownload">It requires modules that aren't here.</param>
public sealed record BuildGraph(
    LocalModule Main,
    GoWorkFile? Workspace,
    ImmutableArray<LocalModule> Described,
    ImmutableArray<(LocalModule Module, ModuleTree Tree)> Compiled,
    string? VendorFolder,
    string Context,
    bool NeedsDownload
)
{
    // More lines than a reader takes in at once.
    private const int ManyModules = 8;

    /// <summary>It has so many modules that what is generated names kinds of files instead of each.</summary>
    public bool IsLarge => Described.Length > ManyModules;

    /// <summary>The main module's source.</summary>
    public ModuleTree MainTree => Compiled.First(compiled => compiled.Module == Main).Tree;

    /// <summary>The newest go line that must be satisfied; null where none of the files has one.</summary>
    public string? GoVersion =>
        Newest([Workspace?.Go?.Version, .. Described.Select(module => module.GoMod.Go?.Version)]);

    /// <summary>
    /// The newest toolchain that is asked for, where it is newer than <see cref="GoVersion"/>; else null. Without
    /// <c>go</c> before it.
    /// </summary>
    public string? Toolchain
    {
        get
        {
            // Only the main module's and the workspace's count (go.dev/doc/toolchain, "Configuration").
            var name = Workspace is null ? Main.GoMod.Toolchain?.Name : Workspace.Toolchain?.Name;
            var version = name is null ? null : Modules.GoVersion.FromToolchain(name);
            return version is not null && Modules.GoVersion.Compare(version, GoVersion ?? "1.0") > 0 ? version : null;
        }
    }

    /// <summary>Where <see cref="Toolchain"/> is written.</summary>
    public SourceLocation? ToolchainLocation
    {
        get
        {
            if (Toolchain is null)
                return null;
            var (file, line) = Workspace is null
                ? (Main.GoMod.Path, Main.GoMod.Toolchain)
                : (Workspace.Path, Workspace.Toolchain);
            return new(file, line!.Position.Line, line.Position.Column);
        }
    }

    private static string? Newest(IEnumerable<string?> versions)
    {
        string? newest = null;
        foreach (var version in versions)
        {
            if (version is not null && (newest is null || Modules.GoVersion.Compare(version, newest) > 0))
                newest = version;
        }

        return newest;
    }
}

/// <summary>A module whose source lies beside the others', so that it is copied and not downloaded.</summary>
/// <param name="Path">What it is imported by: its own name, or the one that it replaces.</param>
/// <param name="Folder">Absolute, without a trailing separator.</param>
/// <param name="HasSum">There is a go.sum.</param>
public sealed record LocalModule(string Path, string Folder, GoModFile GoMod, bool HasSum)
{
    /// <summary>
    /// Reads a module's go.mod; null where there is none that can be used, with the reasons where it is there.
    /// </summary>
    /// <param name="path">What it is imported by; null for its own name.</param>
    public static LocalModule? Read(string folder, string? path, SourceView view, ICollection<Diagnostic> diagnostics)
    {
        var file = System.IO.Path.Combine(folder, "go.mod");
        var read = GoModule.At(folder, view).GoModFile;
        if (read.Text is null)
        {
            if (read.Diagnostic is not null)
                diagnostics.Add(read.Diagnostic);
            return null;
        }

        var parsed = GoModFile.Parse(read.Text, file);
        foreach (var diagnostic in parsed.Diagnostics)
            diagnostics.Add(diagnostic);
        return parsed.HasErrors
            ? null
            : new(
                path ?? parsed.Value.Module?.Path ?? "",
                folder,
                parsed.Value,
                File.Exists(System.IO.Path.Combine(folder, "go.sum"))
            );
    }
}

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
