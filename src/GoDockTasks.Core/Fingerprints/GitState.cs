using System.Collections.Immutable;

namespace GoDockTasks.Core.Fingerprints;

/// <summary>What git says of a repository.</summary>
/// <param name="Root">Absolute path of its folder.</param>
/// <param name="Commit">The hash of HEAD.</param>
/// <param name="Tree">The hash of its tree.</param>
public sealed record GitState(string Root, string Commit, string Tree)
{
    /// <summary>Where it is cloned from, without credentials; null for none.</summary>
    public string? Uri { get; init; }

    /// <summary>The branch, or the tag that HEAD stands at; null for neither.</summary>
    public string? Ref { get; init; }

    /// <summary>
    /// Absolute paths of files that differ from HEAD; untracked ones among them, ignored ones not. Null where git
    /// couldn't tell.
    /// </summary>
    public ImmutableArray<string>? Changed { get; init; }

    /// <summary>Whether a file of one of these folders differs; true, too, where nobody knows.</summary>
    public bool IsDirty(IEnumerable<string> folders) =>
        Changed is not { } changed
        || folders.Any(folder =>
            changed.Any(path =>
                path.StartsWith(
                    Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar,
                    StringComparison.Ordinal
                )
            )
        );
}
