using System.Collections;
using System.Collections.Immutable;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Package.Tests.Parts;

/// <summary>The real dotnet command.</summary>
internal static class Sdk
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);

    /// <summary>
    /// What decides, by being there or not, how a build behaves: none of it comes from the machine that runs the tests.
    /// </summary>
    private static readonly ImmutableArray<string> Deciding =
    [
        "CI",
        "TF_BUILD",
        "GITHUB_ACTIONS",
        "ContinuousIntegrationBuild",
    ];

    public static string Executable { get; } =
        (System.Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"))
            .First(File.Exists);

    /// <summary>
    /// This process's environment without what a surrounding build, a CI system or a Go of the machine's put there.
    /// </summary>
    public static Dictionary<string, string> Environment()
    {
        var environment = System
            .Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Where(entry => !IsForeign((string)entry.Key))
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
        environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        // A compiler server that a build starts would live on, and hold the pipes of that build.
        environment["UseSharedCompilation"] = "false";
        // What is learnt from a build's first second to speed up the next ones is of no use to one that ends then.
        environment["DOTNET_TieredPGO"] = "0";
        environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        environment["DOTNET_NOLOGO"] = "1";
        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        return environment;
    }

    /// <summary>Runs dotnet, or what launches it, with a limit of six minutes.</summary>
    public static Task<ProcessOutcome> RunAsync(
        string folder,
        IReadOnlyDictionary<string, string> environment,
        ImmutableArray<string> command,
        CancellationToken cancellationToken
    ) =>
        new ProcessRunner().RunAsync(
            new(command[0], command[1..], folder, environment, Limit) { MaxOutputCharacters = int.MaxValue },
            cancellationToken
        );

    private static bool IsForeign(string name) =>
        name.StartsWith("GO", StringComparison.Ordinal)
        || name.StartsWith("GoDock", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || Deciding.Contains(name, StringComparer.OrdinalIgnoreCase);
}
