using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace GoDockTasks.Core.Toolchain;

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
