using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary><c>replace example.com/m v1.2.3 => ../m</c></summary>
/// <param name="OldVersion">Canonical; null: every version.</param>
/// <param name="NewPath">
/// A module path; or a folder, absolute or relative to the file's folder, with either kind of slash.
/// </param>
/// <param name="NewVersion">Canonical; null: <paramref name="NewPath"/> is a folder.</param>
/// <param name="Position">First token of its line: the word replace, or the old path inside a block.</param>
/// <param name="NewPosition">The new path.</param>
public sealed record ReplaceDirective(
    string OldPath,
    string? OldVersion,
    string NewPath,
    string? NewVersion,
    TextPosition Position,
    TextPosition NewPosition
)
{
    /// <summary>The replacement is a folder, not a module to be downloaded.</summary>
    public bool IsLocal => NewVersion is null;
}
