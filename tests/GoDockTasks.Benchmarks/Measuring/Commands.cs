using System.Text;
using CliWrap;

namespace GoDockTasks.Benchmarks.Measuring;

/// <summary>Runs and measures programs, all with the same environment.</summary>
internal sealed class Commands(IReadOnlyDictionary<string, string> environment)
{
    /// <summary>Runs one program to its end.</summary>
    /// <exception cref="CommandFailedException">
    /// It ended with another exit code than 0, or MSBuild printed a warning.
    /// </exception>
    public async Task<Measurement> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        string folder,
        CancellationToken cancellationToken,
        bool watchMemory = false
    )
    {
        var output = new StringBuilder();
        var running = Cli.Wrap(program)
            .WithArguments(arguments)
            .WithWorkingDirectory(folder)
            .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output))
            .WithStandardErrorPipe(PipeTarget.ToStringBuilder(output))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(start => Replace(start.Environment), forcefulCancellationToken: cancellationToken);
        var peak = watchMemory
            ? LinuxProcess.WatchPeakMemoryAsync(running.ProcessId, running.Task)
            : Task.FromResult(0L);
        var result = await running;
        if (result.ExitCode != 0 || output.ToString().Contains(": warning ", StringComparison.Ordinal))
            throw new CommandFailedException(
                $"`{program} {string.Join(' ', arguments)}` in {folder} ended with {result.ExitCode}:\n{output}"
            );
        return new(result.RunTime, await peak, output.ToString());
    }

    private void Replace(IDictionary<string, string?> inherited)
    {
        inherited.Clear();
        foreach (var (name, value) in environment)
            inherited[name] = value;
    }
}

/// <summary>Something that is needed for a figure didn't work; the message is for the user.</summary>
internal sealed class CommandFailedException(string message) : Exception(message);

/// <summary>What a command took.</summary>
/// <param name="Elapsed">Wall time.</param>
/// <param name="PeakBytes">
/// The most memory that the program itself held; 0 unless asked for, and on all but Linux.
/// </param>
/// <param name="Output">What it printed.</param>
internal sealed record Measurement(TimeSpan Elapsed, long PeakBytes, string Output);
