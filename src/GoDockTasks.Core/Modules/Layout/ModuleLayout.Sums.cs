using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Modules.Layout;

/// <summary>Modules that are downloaded.</summary>
internal static partial class ModuleLayout
{
    /// <summary>
    /// GDT1009, at the first requirement that needs it, if there is no go.sum though go.mod requires a module that is
    /// to be downloaded: none that is replaced by a folder or is a member of the workspace. Not for vendored modules.
    /// </summary>
    /// <param name="hasGoSum">There is a go.sum beside go.mod.</param>
    /// <param name="isVendored">As <see cref="Vendoring.IsVendored"/> says.</param>
    /// <param name="members">As <see cref="WorkspaceMember.ReadAll"/> gives them; empty without a workspace.</param>
    public static ImmutableArray<Diagnostic> CheckGoSum(
        GoModFile file,
        bool hasGoSum,
        bool isVendored,
        ImmutableArray<WorkspaceMember> members
    )
    {
        if (hasGoSum || isVendored)
            return [];
        var inWorkspace = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            if (member.File?.Value.Module is { } module)
                inWorkspace.Add(module.Path);
        }

        var replacements = new Replacements(file.Replace);
        foreach (var require in file.Require)
        {
            if (
                inWorkspace.Contains(require.Path)
                || replacements.For(require.Path, require.Version) is { IsLocal: true }
            )
                continue;
            var location = new SourceLocation(file.Path, require.Position.Line, require.Position.Column);
            return
            [
                new(
                    DiagnosticCatalogue.GoSumIncomplete,
                    location,
                    $"there is no go.sum, which the requirement of {Quoted.Value(require.Path)} needs; run "
                        + $"go mod tidy, and commit go.sum"
                ),
            ];
        }

        return [];
    }
}
