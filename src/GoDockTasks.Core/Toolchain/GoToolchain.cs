using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Toolchain;

/// <summary>The Go that the machine has.</summary>
/// <param name="Executable">Absolute path of the go program.</param>
/// <param name="Version">Its version as Go orders them, without the leading "go": "1.24.4".</param>
public sealed record GoToolchain(string Executable, string Version)
{
    /// <summary>What it says of itself, by the names of `go env`; GOVERSION and GOROOT at least.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>A variable, empty where it isn't known.</summary>
    public string this[string name] => Variables.TryGetValue(name, out var value) ? value : "";

    /// <summary>
    /// The version in what a Go calls itself, "go1.24.4 X:rangefunc" or "devel go1.25-0a1b2c Tue …"; null where there
    /// is none.
    /// </summary>
    internal static string? ParseVersion(string text) =>
        GoVersion.FromToolchain(text.StartsWith("devel ", StringComparison.Ordinal) ? text["devel ".Length..] : text);
}
