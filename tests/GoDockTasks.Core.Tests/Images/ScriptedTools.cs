using System.Collections.Concurrent;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Tests.Images;

/// <summary>Image tools on a PATH of their own, whose answers the test gives.</summary>
internal sealed class ScriptedTools(TemporaryFolder folder) : IProcessRunner
{
    private readonly Dictionary<string, Func<string, ProcessOutcome>> tools = [];

    /// <summary>A line for each program that was started: its name and arguments.</summary>
    public ConcurrentBag<string> Started { get; } = [];

    /// <summary>PATH with the tools that were added; all else on it is missing.</summary>
    public Dictionary<string, string> Environment =>
        new()
        {
            ["PATH"] = $"relative{Path.PathSeparator}{folder.Path("none")}{Path.PathSeparator}{folder.Path("bin")}",
        };

    /// <summary>Puts a tool on PATH; it is handed the image that it is asked for.</summary>
    public ScriptedTools Add(string name, Func<string, ProcessOutcome> answer)
    {
        tools[name] = answer;
        folder.Write("bin/" + (OperatingSystem.IsWindows() ? name + ".exe" : name), "");
        return this;
    }

    public static ProcessOutcome Prints(string output) => new(ProcessEnd.Exited, 0, output, "", false, TimeSpan.Zero);

    public static ProcessOutcome Fails(string error) => new(ProcessEnd.Exited, 1, "", error, false, TimeSpan.Zero);

    public Task<ProcessOutcome> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
    {
        var name = Path.GetFileNameWithoutExtension(request.Program);
        Started.Add($"{name} {string.Join(' ', request.Arguments)}");
        return Task.FromResult(tools[name](request.Arguments[^1]));
    }
}
