using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules.Layout;

/// <summary>Modules that are worked on together.</summary>
internal static partial class ModuleLayout
{
    // A go.work or go.mod without a go line counts as this one; from the third on, versions are binding
    // (cmd/go/internal/gover).
    private const string DefaultGoWorkVersion = "1.18";
    private const string DefaultGoModVersion = "1.16";
    private const string StrictGoVersion = "1.21";

    /// <summary>
    /// GDT1011 at the line of go.work to change: members that are missing, unreadable or named twice, two members with
    /// one path, a member that is replaced, and, from Go 1.21 on, a go line older than a member's
    /// (cmd/go/internal/modload's loadModFile).
    /// </summary>
    /// <param name="members">As <see cref="WorkspaceMember.ReadAll"/> gives them.</param>
    public static ImmutableArray<Diagnostic> CheckWorkspace(GoWorkFile work, ImmutableArray<WorkspaceMember> members)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var folders = new HashSet<string>(StringComparer.Ordinal);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            if (WhatIsWrong(member, folders, paths) is { } message)
                diagnostics.Add(Create(work, member.Use.Position, message));
        }

        foreach (var replace in work.Replace)
        {
            if (replace.OldVersion is null && paths.Contains(replace.OldPath))
                diagnostics.Add(
                    Create(
                        work,
                        replace.Position,
                        $"{Quoted.Value(replace.OldPath)} is a member of the workspace and can't be "
                            + $"replaced; delete the line, or name the version that it is for"
                    )
                );
        }

        if (CheckGoVersion(work, members) is { } tooOld)
            diagnostics.Add(tooOld);
        return diagnostics.ToImmutable();
    }

    /// <summary>
    /// GDT1011 if a module lies under a go.work that doesn't name it: <c>go build</c> refuses it there.
    /// </summary>
    /// <param name="members">As <see cref="WorkspaceMember.ReadAll"/> gives them.</param>
    public static ImmutableArray<Diagnostic> CheckMembership(
        GoModFile file,
        GoWorkFile work,
        ImmutableArray<WorkspaceMember> members
    )
    {
        var folder = FolderOf(file);
        foreach (var member in members)
        {
            if (InFolder.Relative(folder, member.Folder) == ".")
                return [];
        }

        return
        [
            Create(
                DiagnosticCatalogue.WorkspaceMember,
                file,
                $"the module isn't named in {work.Path}; run go work use . in its folder, or set GOWORK=off"
            ),
        ];
    }

    private static string? WhatIsWrong(WorkspaceMember member, HashSet<string> folders, HashSet<string> paths)
    {
        var shown = Quoted.Value(member.Use.Path);
        if (!folders.Add(member.Folder))
            return $"{shown} is named twice; delete one of the two lines";
        if (member.File is null)
            return Directory.Exists(member.Folder)
                ? $"the member {shown} has no go.mod that could be read; run go mod init there, or go work "
                    + $"edit -dropuse={shown}"
                : $"the member {shown} is missing; fetch the folder, or run go work edit -dropuse={shown}";
        if (member.File.HasErrors)
            return $"the member {shown} can't be loaded: go.mod, line {member.File.Diagnostics[0].Location.Line}: "
                + $"{member.File.Diagnostics[0].Message}";
        return member.File.Value.Module is { } module && !paths.Add(module.Path)
            ? $"the member {shown} is called {Quoted.Value(module.Path)} as another one is; rename one of the "
                + $"two with go mod edit -module"
            : null;
    }

    private static Diagnostic? CheckGoVersion(GoWorkFile work, ImmutableArray<WorkspaceMember> members)
    {
        WorkspaceMember? newest = null;
        var version = work.Go?.Version ?? DefaultGoWorkVersion;
        foreach (var member in members)
        {
            var ofMember = member.File?.Value.Go?.Version ?? DefaultGoModVersion;
            if (GoVersion.Compare(ofMember, version) <= 0 || GoVersion.Compare(ofMember, StrictGoVersion) < 0)
                continue;
            version = ofMember;
            newest = member;
        }

        if (newest is null)
            return null;
        var says = work.Go is null
            ? "no go line, which stands for go " + DefaultGoWorkVersion
            : "go " + Quoted.Value(work.Go.Version);
        return Create(
            work,
            work.Go?.Position ?? newest.Use.Position,
            $"the member {Quoted.Value(newest.Use.Path)} needs go {Quoted.Value(version)}, but this file "
                + $"has {says}; run go work use"
        );
    }

    private static Diagnostic Create(GoWorkFile work, TextPosition position, string message) =>
        new(DiagnosticCatalogue.WorkspaceMember, new(work.Path, position.Line, position.Column), message);
}
