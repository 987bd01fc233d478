using System.Collections.Immutable;
using System.Text.Json;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Package.Tests.Parts;

/// <summary>What a build did, as its binary log tells it.</summary>
/// <param name="Process">The dotnet command.</param>
/// <param name="LogFile">Absolute path of the binary log.</param>
/// <param name="Diagnostics">Errors, warnings and messages with a GDT code, in the order of the log.</param>
/// <param name="Targets">"project:target", each time that a target ran.</param>
/// <param name="Tasks">"project:task", each time that a task ran.</param>
/// <param name="GoCommands">The command lines that the package's tasks logged before they started a program.</param>
/// <param name="Messages">The text of every message, whatever its importance.</param>
internal sealed record BuildResult(
    ProcessOutcome Process,
    string LogFile,
    ImmutableArray<BuildDiagnostic> Diagnostics,
    ImmutableArray<string> Targets,
    ImmutableArray<string> Tasks,
    ImmutableArray<string> GoCommands,
    ImmutableArray<string> Messages
)
{
    /// <summary>The end of every build with the package's checks, good or bad: nobody saw an exception.</summary>
    private static readonly ImmutableArray<string> Crashes =
    [
        "MSB4018",
        "MSB4028",
        "MSB4061",
        "MSB4062",
        "MSB4181",
        "MSB0001",
        "Unhandled exception",
        "   at GoDockTasks.",
    ];

    public bool Succeeded => Process.Succeeded;

    public string Console => Process.StandardOutput + Process.StandardError;

    /// <summary>
    /// Of the diagnostics all but the prose, sorted, such as <c>error GDT1001 sidecars/orders/go.mod(7,2)</c>.
    /// </summary>
    public string[] Found => [.. Diagnostics.Select(diagnostic => diagnostic.ToString()).Order(StringComparer.Ordinal)];

    /// <summary><see cref="Found"/> of one project.</summary>
    public string[] FoundIn(string project) =>
        [
            .. Diagnostics
                .Where(diagnostic => diagnostic.Project == project)
                .Select(diagnostic => diagnostic.ToString())
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>How often the check ran in all projects.</summary>
    public int Checks => Tasks.Count(task => task.EndsWith(":GoModTidyCheck", StringComparison.Ordinal));

    /// <summary>The <c>go build</c> commands among <see cref="GoCommands"/>.</summary>
    public string[] GoBuilds =>
        [.. GoCommands.Where(command => command.Contains(" build -trimpath ", StringComparison.Ordinal))];

    /// <summary>How often a task of the package was run in a process of its own.</summary>
    public int TaskHosts =>
        Messages.Count(message =>
            message.StartsWith("Task \"GoModTidyCheck\" ran in TaskHost process", StringComparison.Ordinal)
        );

    /// <summary>What -getProperty printed for one property.</summary>
    public string Property => Process.StandardOutput.Trim();

    /// <summary>The values of the items that -getItem printed.</summary>
    public string[] Items(string name) =>
        [
            .. Json.GetProperty("Items")
                .GetProperty(name)
                .EnumerateArray()
                .Select(item => item.GetProperty("Identity").GetString()!),
        ];

    /// <summary>The verdict of each item that -getTargetResult printed.</summary>
    public Dictionary<string, string> TargetItems(string target) =>
        Json.GetProperty("TargetResults")
            .GetProperty(target)
            .GetProperty("Items")
            .EnumerateArray()
            .ToDictionary(
                item => item.GetProperty("Identity").GetString()!,
                item => item.GetProperty("Verdict").GetString()!,
                StringComparer.Ordinal
            );

    private JsonElement Json => JsonElement.Parse(Process.StandardOutput);

    /// <summary>The test fails where the build failed, or something crashed in it.</summary>
    public BuildResult ShouldSucceed() => Should(succeed: true);

    /// <summary>The test fails where the build succeeded, or something crashed in it.</summary>
    public BuildResult ShouldFail() => Should(succeed: false);

    /// <summary>Either of both.</summary>
    public BuildResult Should(bool succeed)
    {
        if (succeed != Succeeded)
            Assert.Fail(
                $"exit code {Process.ExitCode}\n"
                    + (
                        Diagnostics.IsEmpty
                            ? Console
                            : string.Join('\n', Diagnostics.Select(diagnostic => $"{diagnostic}: {diagnostic.Message}"))
                    )
            );
        foreach (var crash in Crashes)
            Assert.DoesNotContain(crash, Console);
        return this;
    }
}
