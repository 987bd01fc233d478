using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules.Layout;

/// <summary>
/// What is wrong with a module that looking at its files shows, without running go. Each check is independent of the
/// others; files come parsed, with their absolute paths in them.
/// </summary>
internal static partial class ModuleLayout
{
    /// <summary>GDT1002 for each directive that a toolchain is too old to know.</summary>
    /// <param name="goVersion">Of the toolchain that will read the file.</param>
    public static ImmutableArray<Diagnostic> CheckDirectives(GoModFile file, string goVersion) =>
        CheckDirectives(file.NewerDirectives, file.Path, goVersion);

    /// <inheritdoc cref="CheckDirectives(GoModFile, string)"/>
    public static ImmutableArray<Diagnostic> CheckDirectives(GoWorkFile file, string goVersion) =>
        CheckDirectives(file.NewerDirectives, file.Path, goVersion);

    /// <summary>
    /// GDT1002 for what can be parsed, but not used as the module that is being worked on: no module line, a path that
    /// no module can have, versions to retract that aren't its own, two replacements of one version
    /// (cmd/go/internal/modload's loadModFile).
    /// </summary>
    public static ImmutableArray<Diagnostic> CheckMainModule(GoModFile file)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        if (file.Module is null)
            diagnostics.Add(
                SyntaxErrors.Create(
                    file.Path,
                    default,
                    "has no module line; go mod edit -module=example.com/name adds one"
                )
            );
        else if (file.Module.Path is "go" or "toolchain" || !ModulePath.IsValidImport(file.Module.Path))
            Add(
                file.Module.Position,
                $"{Quoted.Value(file.Module.Path)} can't be a module's path; go mod edit "
                    + $"-module=example.com/name changes it"
            );
        foreach (var tool in file.Tool)
        {
            if (!ModulePath.IsValidImport(tool.Path))
                Add(tool.Position, $"{Quoted.Value(tool.Path)} can't be a package's path; delete the line");
        }

        AddPathsOfRequirements(file, Add);
        AddConflictingReplacements(file.Replace, Add);
        if (file.Module is not null)
            AddRetractions(file.Module.Path, file.Retract, Add);
        return diagnostics.ToImmutable();

        void Add(TextPosition position, string message) =>
            diagnostics.Add(SyntaxErrors.Create(file.Path, position, message));
    }

    private static ImmutableArray<Diagnostic> CheckDirectives(
        ImmutableArray<NewerDirective> directives,
        string path,
        string goVersion
    )
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var directive in directives)
        {
            if (GoVersion.Compare(goVersion, directive.SinceGo) >= 0)
                continue;
            diagnostics.Add(
                SyntaxErrors.Create(
                    path,
                    directive.Position,
                    $"Go {goVersion} doesn't know the directive '{directive.Name}', Go {directive.SinceGo} "
                        + $"and newer do; install a newer Go or delete the directive"
                )
            );
        }

        return diagnostics.ToImmutable();
    }

    // A module that lies in a folder needs no path that it could be downloaded by.
    private static void AddPathsOfRequirements(GoModFile file, Action<TextPosition, string> add)
    {
        Replacements? replacements = null;
        foreach (var require in file.Require)
        {
            if (ModulePath.IsValid(require.Path))
                continue;
            replacements ??= new(file.Replace);
            if (replacements.For(require.Path, require.Version) is null)
                add(
                    require.Position,
                    $"{Quoted.Value(require.Path)} can't be the path of a module that go downloads; correct "
                        + $"it, or replace the module by a folder"
                );
        }
    }

    private static void AddConflictingReplacements(
        ImmutableArray<ReplaceDirective> replace,
        Action<TextPosition, string> add
    )
    {
        var seen = new Dictionary<string, ReplaceDirective>(StringComparer.Ordinal);
        foreach (var directive in replace)
        {
            var key = Replacements.Key(directive.OldPath, directive.OldVersion);
            if (seen.TryAdd(key, directive))
                continue;
            var earlier = seen[key];
            if (directive.NewPath != earlier.NewPath || directive.NewVersion != earlier.NewVersion)
                add(
                    directive.Position,
                    $"{Quoted.Value(key)} is already replaced in line {earlier.Position.Line} by something "
                        + $"else; delete one of the two lines"
                );
        }
    }

    private static void AddRetractions(
        string path,
        ImmutableArray<RetractDirective> retract,
        Action<TextPosition, string> add
    )
    {
        if (!ModulePath.TrySplitMajor(path, out _, out var major))
            return;
        foreach (var directive in retract)
        {
            foreach (var version in (ReadOnlySpan<string>)[directive.Low, directive.High])
            {
                if (ModuleVersion.Canonical(version) != version)
                    add(directive.Position, $"{Quoted.Value(version)} is no full version; write it as v1.2.3");
                else if (!ModulePath.MajorFits(version, major, out var expected))
                    add(
                        directive.Position,
                        $"{Quoted.Value(version)} is no version of {Quoted.Value(path)}, whose versions are "
                            + $"{expected}; retract it in the module that has it"
                    );
                else
                    continue;
                break;
            }
        }
    }
}
