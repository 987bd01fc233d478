namespace GoDockTasks.Core.Fingerprints;

/// <summary>A module of the build list.</summary>
/// <param name="Path">Its path in import statements.</param>
/// <param name="Version">The version that was selected.</param>
/// <param name="GoSum">
/// h1 of the content that is built, the replacement's where there is one; null where nothing says so (a folder, a
/// module that no package is taken from).
/// </param>
/// <param name="GoModSum">h1 of its go.mod; null likewise.</param>
/// <param name="Indirect">go.mod says so.</param>
/// <param name="ReplacedBy">A module path, or a folder as go.mod has it; null where it isn't replaced.</param>
/// <param name="ReplacedByVersion">Null where it isn't replaced, or by a folder.</param>
public sealed record ResolvedModule(
    string Path,
    string Version,
    string? GoSum,
    string? GoModSum,
    bool Indirect,
    string? ReplacedBy,
    string? ReplacedByVersion
);
