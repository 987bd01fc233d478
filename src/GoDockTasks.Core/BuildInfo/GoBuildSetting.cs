namespace GoDockTasks.Core.BuildInfo;

/// <summary>
/// A flag (<c>-trimpath</c>), a variable (<c>GOOS</c>) or a fact about the source (<c>vcs.revision</c>) of a build.
/// </summary>
public sealed record GoBuildSetting(string Name, string Value);
