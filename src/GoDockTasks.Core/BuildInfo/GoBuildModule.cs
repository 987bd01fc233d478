namespace GoDockTasks.Core.BuildInfo;

/// <summary>A module that a binary was built from.</summary>
/// <param name="Path">Module path, or the folder that replaces it as go.mod names it.</param>
/// <param name="Version"><c>(devel)</c> for what has none: folders, a main module outside a repository.</param>
/// <param name="Sum">
/// <c>h1:…</c>; empty for folders, the main module, vendored modules, and where another was built in its place.
/// </param>
/// <param name="Replacement">What was built in its place, or null.</param>
public sealed record GoBuildModule(string Path, string Version, string Sum, GoBuildModule? Replacement);
