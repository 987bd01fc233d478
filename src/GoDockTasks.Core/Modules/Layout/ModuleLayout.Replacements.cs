using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Modules.Layout;

/// <summary>Modules that are taken from a folder.</summary>
internal static partial class ModuleLayout
{
    /// <summary>
    /// GDT1008 for a folder of a <c>replace</c> that is missing or has no go.mod: an error where the module is
    /// required, a warning where it isn't, or is vendored, since go doesn't look there then. As a warning, too, for a
    /// folder outside the repository: the nearest folder above with something called .git.
    /// </summary>
    /// <param name="isVendored">As <see cref="Vendoring.IsVendored"/> says.</param>
    public static ImmutableArray<Diagnostic> CheckReplacements(GoModFile file, bool isVendored)
    {
        var needed = new HashSet<ReplaceDirective>(ReferenceEqualityComparer.Instance);
        if (!isVendored)
            AddNeeded(needed, new(file.Replace), file.Require);
        return CheckReplacements(file.Replace, file.Path, needed);
    }

    /// <summary>The same for the <c>replace</c> lines of a go.work, which apply to all of its members.</summary>
    /// <param name="members">As <see cref="WorkspaceMember.ReadAll"/> gives them.</param>
    public static ImmutableArray<Diagnostic> CheckReplacements(GoWorkFile work, ImmutableArray<WorkspaceMember> members)
    {
        var needed = new HashSet<ReplaceDirective>(ReferenceEqualityComparer.Instance);
        var replacements = new Replacements(work.Replace);
        foreach (var member in members)
        {
            if (member.File is not null)
                AddNeeded(needed, replacements, member.File.Value.Require);
        }

        return CheckReplacements(work.Replace, work.Path, needed);
    }

    private static void AddNeeded(
        HashSet<ReplaceDirective> needed,
        Replacements replacements,
        ImmutableArray<RequireDirective> requirements
    )
    {
        foreach (var require in requirements)
        {
            if (replacements.For(require.Path, require.Version) is { } replacement)
                needed.Add(replacement);
        }
    }

    private static ImmutableArray<Diagnostic> CheckReplacements(
        ImmutableArray<ReplaceDirective> replace,
        string path,
        HashSet<ReplaceDirective> needed
    )
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var folder = Path.GetDirectoryName(path)!;
        string? repository = null;
        foreach (var directive in replace)
        {
            if (!directive.IsLocal)
                continue;
            repository ??= RepositoryOf(folder) ?? "";
            if (WhatIsWrong(directive, folder, repository) is not var (message, isError))
                continue;
            diagnostics.Add(
                new(
                    DiagnosticCatalogue.ReplaceTarget,
                    new(path, directive.NewPosition.Line, directive.NewPosition.Column),
                    message
                )
                {
                    Severity =
                        isError && needed.Contains(directive) ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
                }
            );
        }

        return diagnostics.ToImmutable();
    }

    private static (string Message, bool IsError)? WhatIsWrong(
        ReplaceDirective directive,
        string folder,
        string repository
    )
    {
        // No path can hold a zero, but a quoted string can.
        var target = Path.GetFullPath(directive.NewPath.Replace('\0', '\uFFFD'), folder);
        var shown = Quoted.Value(directive.NewPath);
        var old = Quoted.Value(directive.OldPath);
        if (!Directory.Exists(target))
            return (
                $"{shown}, which replaces {old}, is no folder; correct the path, or fetch what belongs there",
                true
            );
        if (!File.Exists(Path.Combine(target, "go.mod")))
            return (
                $"{shown}, which replaces {old}, has no go.mod; run go mod init {old} there, or correct the path",
                true
            );
        if (repository.Length > 0 && InFolder.Relative(target, repository) is null)
            return (
                $"{shown}, which replaces {old}, lies outside of the repository ({repository}), so that "
                    + $"others don't have it; move it there",
                false
            );
        return null;
    }

    private static string? RepositoryOf(string folder)
    {
        for (var candidate = folder; candidate is not null; candidate = Path.GetDirectoryName(candidate))
        {
            // A file in work trees and submodules. A submodule is a part of the repository around it.
            var git = Path.Combine(candidate, ".git");
            if (Directory.Exists(git) || File.Exists(git))
                return candidate;
        }

        return null;
    }
}

/// <summary>Which replacement applies to which version (cmd/go/internal/modload's replacement).</summary>
internal sealed class Replacements
{
    private readonly Dictionary<string, ReplaceDirective> byOld = new(StringComparer.Ordinal);

    public Replacements(ImmutableArray<ReplaceDirective> replace)
    {
        foreach (var directive in replace)
            byOld[Key(directive.OldPath, directive.OldVersion)] = directive;
    }

    /// <summary>One for this version before one for all of them; null if there is neither.</summary>
    public ReplaceDirective? For(string path, string? version) =>
        byOld.GetValueOrDefault(Key(path, version)) ?? byOld.GetValueOrDefault(Key(path, null));

    public static string Key(string path, string? version) => version is null ? path : path + '@' + version;
}
