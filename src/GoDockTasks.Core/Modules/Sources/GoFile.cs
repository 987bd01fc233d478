namespace GoDockTasks.Core.Modules.Sources;

/// <summary>A Go file of a module.</summary>
/// <param name="RelativePath">From the module's folder, with `/` on every system.</param>
/// <param name="Path">Absolute.</param>
/// <param name="IsInPackage">It lies where <c>./...</c> looks: see <see cref="ModuleScope.Packages"/>.</param>
internal sealed record GoFile(string RelativePath, string Path, bool IsInPackage);
