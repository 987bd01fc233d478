using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;

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

/// <summary>Reads the files that Go's settings come from.</summary>
public static class GoSettingsReader
{
    private const int MaxBytes = 1024 * 1024;

    /// <param name="environment">The process's.</param>
    /// <param name="projectFile">Absolute path of the project whose properties they are.</param>
    /// <param name="toolchain">Null where there is no usable Go: what is known without one.</param>
    public static GoSettings Read(
        IReadOnlyDictionary<string, string> environment,
        string projectFile,
        GoProperties properties,
        GoToolchain? toolchain
    )
    {
        var sources = new GoSettingSources(environment)
        {
            ProjectFile = projectFile,
            Properties = properties.Settings,
            UserFile = ReadEnvFile(GoEnvFile.UserFilePath(environment, HostPlatform.Current)),
        };
        return new(
            toolchain is null
                ? sources
                : sources with
                {
                    GoRootFile = ReadEnvFile(Path.Combine(toolchain["GOROOT"], "go.env")),
                    Reported = toolchain.Variables,
                }
        );
    }

    private static GoEnvFile ReadEnvFile(string? path)
    {
        try
        {
            return Path.IsPathFullyQualified(path ?? "") && File.Exists(path)
                ? GoEnvFile.Parse(path, RegularFile.ReadText(path, MaxBytes))
                : GoEnvFile.None;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return GoEnvFile.None;
        }
    }
}

/// <summary>The system that the build runs on, for rules that differ by system.</summary>
internal static class HostPlatform
{
    public static OSPlatform Current { get; } =
        OperatingSystem.IsWindows() ? OSPlatform.Windows
        : OperatingSystem.IsMacOS() ? OSPlatform.OSX
        : OSPlatform.Linux;
}

/// <summary>A file of Go settings: the one that <c>go env -w</c> writes, or GOROOT/go.env.</summary>
/// <param name="Path">Where it lies; null where there is none.</param>
/// <param name="Lines">Its settings in the file's order; of two with one name, the later counts.</param>
public sealed record GoEnvFile(string? Path, ImmutableArray<GoEnvLine> Lines)
{
    /// <summary>No such file, or GOENV=off.</summary>
    public static GoEnvFile None { get; } = new(null, []);

    /// <summary>
    /// Reads a file's text as Go does (readEnvFile in src/cmd/go/internal/cfg/cfg.go): a line is <c>NAME=value</c> with
    /// an upper-case letter first, everything after the first <c>=</c> is the value (blanks and a carriage return too),
    /// and any other line is skipped. No text is an error.
    /// </summary>
    public static GoEnvFile Parse(string path, string text)
    {
        var lines = ImmutableArray.CreateBuilder<GoEnvLine>();
        var number = 0;
        for (var start = 0; start < text.Length; )
        {
            number++;
            var end = text.IndexOf('\n', start);
            if (end < 0)
                end = text.Length;
            var equals = text.IndexOf('=', start, end - start);
            if (equals > start && char.IsAsciiLetterUpper(text[start]))
                lines.Add(new(text[start..equals], text[(equals + 1)..end], number));
            start = end + 1;
        }

        return new(path, lines.ToImmutable());
    }

    /// <summary>The line that counts for a name, or null.</summary>
    public GoEnvLine? Find(string name)
    {
        for (var i = Lines.Length - 1; i >= 0; i--)
        {
            if (Lines[i].Name == name)
                return Lines[i];
        }

        return null;
    }

    /// <summary>
    /// Where Go looks for the user's file: GOENV, or <c>go/env</c> in the folder of the user's configuration (EnvFile
    /// in src/cmd/go/internal/cfg/cfg.go, UserConfigDir in src/os/file.go). Null for GOENV=off and where the system's
    /// variables name no such folder. A relative GOENV is given back as it is: Go takes it from the folder that it runs
    /// in.
    /// </summary>
    public static string? UserFilePath(IReadOnlyDictionary<string, string> environment, OSPlatform platform)
    {
        if (Variable(environment, "GOENV") is { } file)
            return file == "off" ? null : file;
        var folder = ConfigurationFolder(environment, platform);
        return folder is null ? null : System.IO.Path.Combine(folder, "go", "env");
    }

    private static string? ConfigurationFolder(IReadOnlyDictionary<string, string> environment, OSPlatform platform)
    {
        if (platform == OSPlatform.Windows)
            return Variable(environment, "AppData");
        var home = Variable(environment, "HOME");
        if (platform == OSPlatform.OSX)
            return home is null ? null : home + "/Library/Application Support";
        if (Variable(environment, "XDG_CONFIG_HOME") is { } configuration)
            return configuration.StartsWith('/') ? configuration : null;
        return home is null ? null : home + "/.config";
    }

    private static string? Variable(IReadOnlyDictionary<string, string> environment, string name) =>
        environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}

/// <summary>A setting in a <see cref="GoEnvFile"/>.</summary>
/// <param name="Name">What stands before the first <c>=</c>.</param>
/// <param name="Value">What stands after it, to the end of the line; may be empty, may hold credentials.</param>
/// <param name="Number">The line's number, from 1.</param>
public sealed record GoEnvLine(string Name, string Value, int Number);
