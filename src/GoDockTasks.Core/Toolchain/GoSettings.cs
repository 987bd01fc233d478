using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Toolchain;

/// <summary>
/// Go's settings as they count in this build, each with who set it. Precedence is Go's (Getenv and readEnvFile in
/// src/cmd/go/internal/cfg/cfg.go), with the project's properties above all, since they become the environment of every
/// go that is started: a variable of the environment that isn't empty, the user's file, GOROOT/go.env, the default.
/// </summary>
public sealed class GoSettings(GoSettingSources sources)
{
    /// <summary>What the settings come from.</summary>
    public GoSettingSources Sources => sources;

    /// <summary>
    /// The settings without the project's properties: what a <c>go</c> started by hand on this machine uses.
    /// </summary>
    public GoSettings Machine =>
        sources.Properties.Count == 0 ? this : new(sources with { Properties = GoSettingSources.NoSettings });

    /// <summary>A setting by its variable's name; its value is empty where nothing is known of it.</summary>
    public GoSetting this[string name] => Property(name) ?? Environment(name) ?? FromFiles(name) ?? Default(name);

    /// <summary>
    /// The whole environment for a go process: the process's own with the project's properties over it.
    /// </summary>
    public Dictionary<string, string> ProcessEnvironment()
    {
        var environment = new Dictionary<string, string>(
            sources.Environment,
            OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal
        );
        foreach (var (name, value) in sources.Properties)
        {
            if (value.Length > 0)
                environment[name] = value;
        }

        return environment;
    }

    private GoSetting? Property(string name) =>
        sources.Properties.TryGetValue(name, out var value) && value.Length > 0
            ? new(name, value, GoSettingOrigin.Property, new(sources.ProjectFile))
            : null;

    private GoSetting? Environment(string name) =>
        sources.Environment.TryGetValue(name, out var value) && value.Length > 0
            ? new(name, value, GoSettingOrigin.Environment, SourceLocation.None)
            : null;

    // An empty value in the user's file isn't passed over: it hides that of GOROOT/go.env, and the default counts.
    private GoSetting? FromFiles(string name)
    {
        var (file, origin) = (sources.UserFile, GoSettingOrigin.UserFile);
        if (file.Find(name) is not { } line)
        {
            (file, origin) = (sources.GoRootFile, GoSettingOrigin.GoRootFile);
            if (file.Find(name) is not { } shipped)
                return null;
            line = shipped;
        }

        // The value starts after the name and its equals sign.
        return line.Value.Length == 0
            ? null
            : new(name, line.Value, origin, new(file.Path, line.Number, name.Length + 2));
    }

    private GoSetting Default(string name)
    {
        // These two follow GOPRIVATE, which a property may have changed since go was asked.
        if (name is "GONOPROXY" or "GONOSUMDB")
            return this["GOPRIVATE"] with
            {
                Name = name,
                Origin = GoSettingOrigin.Default,
                Location = SourceLocation.None,
            };
        return new(name, sources.Reported.GetValueOrDefault(name, ""), GoSettingOrigin.Default, SourceLocation.None);
    }
}

/// <summary>One of Go's settings as it counts in this build.</summary>
/// <param name="Name">The variable, such as GOPROXY.</param>
/// <param name="Value">As it was written; may hold credentials, so never show it as it is.</param>
/// <param name="Origin">Who set it.</param>
/// <param name="Location">
/// The value's place in the user's file or in GOROOT/go.env; the project file for a property; none otherwise.
/// </param>
public sealed record GoSetting(string Name, string Value, GoSettingOrigin Origin, SourceLocation Location)
{
    /// <summary>Somebody chose the value, rather than Go or whoever packaged it.</summary>
    public bool IsChosen => Origin <= GoSettingOrigin.UserFile;
}

/// <summary>Who set one of Go's settings, strongest first.</summary>
public enum GoSettingOrigin
{
    /// <summary>A GoDock property of the project (GoDockGoProxy and the like).</summary>
    Property,

    /// <summary>The process's environment.</summary>
    Environment,

    /// <summary>The file that <c>go env -w</c> writes.</summary>
    UserFile,

    /// <summary>GOROOT/go.env, which comes with the toolchain (Go 1.21 and newer).</summary>
    GoRootFile,

    /// <summary>Nobody: what is built into Go, or follows from another setting.</summary>
    Default,
}

/// <summary>Everything that Go's settings come from, read by the caller.</summary>
/// <param name="Environment">The process's environment; on Windows its names must be found whatever their case.</param>
public sealed record GoSettingSources(IReadOnlyDictionary<string, string> Environment)
{
    internal static readonly IReadOnlyDictionary<string, string> NoSettings = new Dictionary<string, string>(
        StringComparer.Ordinal
    );

    /// <summary>
    /// Settings that the project makes, by Go's name (GOPROXY for GoDockGoProxy). An empty value sets nothing.
    /// </summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = NoSettings;

    /// <summary>Absolute path of the project whose properties they are, or null.</summary>
    public string? ProjectFile { get; init; }

    /// <summary>What <c>go env -w</c> wrote.</summary>
    public GoEnvFile UserFile { get; init; } = GoEnvFile.None;

    /// <summary>GOROOT/go.env.</summary>
    public GoEnvFile GoRootFile { get; init; } = GoEnvFile.None;

    /// <summary>What <c>go env -json</c> printed, with the properties left out; empty where there is no Go.</summary>
    public IReadOnlyDictionary<string, string> Reported { get; init; } = NoSettings;
}
