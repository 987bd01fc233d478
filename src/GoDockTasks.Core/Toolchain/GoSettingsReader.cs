using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Toolchain;

/// <summary>Reads the files that Go's settings come from.</summary>
public static class GoSettingsReader
{
    private const int MaxBytes = 1024 * 1024;

    /// <summary>The project's properties by the names that Go has for them; null or empty sets nothing.</summary>
    public static IReadOnlyDictionary<string, string> Properties(string? proxy, string? @private, string? sumDb, string? noProxy) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GOPROXY"] = proxy ?? "",
            ["GOPRIVATE"] = @private ?? "",
            ["GOSUMDB"] = sumDb ?? "",
            ["GONOPROXY"] = noProxy ?? "",
        };

    /// <param name="environment">The process's.</param>
    /// <param name="projectFile">Absolute path of the project whose properties they are.</param>
    /// <param name="toolchain">Null where there is no usable Go: what is known without one.</param>
    public static GoSettings Read(
        IReadOnlyDictionary<string, string> environment, string projectFile, IReadOnlyDictionary<string, string> properties, GoToolchain? toolchain)
    {
        var sources = new GoSettingSources(environment)
        {
            ProjectFile = projectFile,
            Properties = properties,
            UserFile = ReadEnvFile(GoEnvFile.UserFilePath(environment, HostPlatform.Current)),
        };
        return new(toolchain is null ? sources : sources with
        {
            GoRootFile = ReadEnvFile(Path.Combine(toolchain["GOROOT"], "go.env")),
            Reported = toolchain.Variables,
        });
    }

    private static GoEnvFile ReadEnvFile(string? path)
    {
        try
        {
            return Path.IsPathFullyQualified(path ?? "") && File.Exists(path) ? GoEnvFile.Parse(path, RegularFile.ReadText(path, MaxBytes)) : GoEnvFile.None;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return GoEnvFile.None;
        }
    }
}
