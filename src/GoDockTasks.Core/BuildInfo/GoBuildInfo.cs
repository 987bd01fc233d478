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
