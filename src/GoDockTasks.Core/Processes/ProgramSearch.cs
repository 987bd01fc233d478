using System.Collections.Immutable;

namespace GoDockTasks.Core.Processes;

/// <summary>Finds programs as a shell would, in folders that don't depend on where it runs.</summary>
internal static class ProgramSearch
{
    /// <summary>The absolute path of the first one along PATH; null for none.</summary>
    /// <param name="name">Without the system's suffix.</param>
    /// <param name="environment">The process's.</param>
    public static string? Find(string name, IReadOnlyDictionary<string, string> environment) =>
        Folders(environment).Select(folder => Path.Combine(folder, FileName(name))).FirstOrDefault(File.Exists);

    /// <summary>Those of PATH that are absolute.</summary>
    public static ImmutableArray<string> Folders(IReadOnlyDictionary<string, string> environment) =>
        [
            .. environment
                .GetValueOrDefault("PATH", "")
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(Path.IsPathFullyQualified),
        ];

    /// <summary>The file of a program on this system.</summary>
    public static string FileName(string name) => OperatingSystem.IsWindows() ? name + ".exe" : name;
}
