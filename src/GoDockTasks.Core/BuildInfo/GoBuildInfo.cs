using System.Collections.Immutable;

namespace GoDockTasks.Core.BuildInfo;

/// <summary>What a Go binary says about its own build (Go's runtime/debug.BuildInfo).</summary>
/// <param name="GoVersion">As <c>go1.27.3</c>, with experiments behind a blank where there are any.</param>
/// <param name="Path">Import path of the main package; empty where it was built without modules.</param>
/// <param name="Main">The module of the main package, or null.</param>
/// <param name="Dependencies">All modules that packages came from, in the binary's order.</param>
/// <param name="Settings">Flags and variables of the build, in the binary's order.</param>
/// <param name="Text">
/// UTF-8, as `go version -m` prints it below the line of the file: each line starts with a tab and ends with <c>\n</c>;
/// empty where there is nothing.
/// </param>
public sealed record GoBuildInfo(
    string GoVersion,
    string Path,
    GoBuildModule? Main,
    ImmutableArray<GoBuildModule> Dependencies,
    ImmutableArray<GoBuildSetting> Settings,
    ReadOnlyMemory<byte> Text
)
{
    /// <summary>The Go version to the byte, as the binary has it.</summary>
    internal ReadOnlyMemory<byte> VersionText { get; init; }

    /// <summary>The value of a setting such as <c>GOOS</c> or <c>-ldflags</c>, or null.</summary>
    public string? Setting(string name) => Settings.FirstOrDefault(setting => setting.Name == name)?.Value;
}

/// <summary>A module that a binary was built from.</summary>
/// <param name="Path">Module path, or the folder that replaces it as go.mod names it.</param>
/// <param name="Version"><c>(devel)</c> for what has none: folders, a main module outside a repository.</param>
/// <param name="Sum">
/// <c>h1:…</c>; empty for folders, the main module, vendored modules, and where another was built in its place.
/// </param>
/// <param name="Replacement">What was built in its place, or null.</param>
public sealed record GoBuildModule(string Path, string Version, string Sum, GoBuildModule? Replacement);

/// <summary>
/// A flag (<c>-trimpath</c>), a variable (<c>GOOS</c>) or a fact about the source (<c>vcs.revision</c>) of a build.
/// </summary>
public sealed record GoBuildSetting(string Name, string Value);
