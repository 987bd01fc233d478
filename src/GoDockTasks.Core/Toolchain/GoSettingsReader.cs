using System.Runtime.InteropServices;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Toolchain;

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
