using System.Diagnostics;
using System.Text;
using CliWrap;

namespace GoDockTasks.Core.Processes;

/// <summary>Runs programs with CliWrap.</summary>
/// <param name="started">
/// Told of each request before its program starts, so that a caller can log the command line.
/// </param>
public sealed class ProcessRunner(Action<ProcessRequest>? started = null) : IProcessRunner
{
    public async Task<ProcessOutcome> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
    {
        started?.Invoke(request);
        var output = new BoundedText(request.MaxOutputCharacters);
        var error = new BoundedText(request.MaxOutputCharacters);
        var clock = Stopwatch.StartNew();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, request.GiveUp);
        limit.CancelAfter(request.Timeout);
        try
        {
            var result = await Command(request, output, error)
                .ExecuteAsync(
                    start => Replace(start.Environment, request.Environment),
                    forcefulCancellationToken: limit.Token
                )
                .ConfigureAwait(false);
            return Outcome(ProcessEnd.Exited, result.ExitCode, error.ToString());
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or TimeoutException
                && !cancellationToken.IsCancellationRequested
            )
        {
            return Outcome(ProcessEnd.TimedOut, -1, error.ToString());
        }
        catch (Exception exception)
            when (exception is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return Outcome(ProcessEnd.NotStarted, -1, exception.Message);
        }

        ProcessOutcome Outcome(ProcessEnd end, int exitCode, string standardError) =>
            new(end, exitCode, output.ToString(), standardError, output.Truncated || error.Truncated, clock.Elapsed);
    }

    private static Command Command(ProcessRequest request, BoundedText output, BoundedText error) =>
        Cli.Wrap(request.Program)
            .WithArguments(request.Arguments)
            .WithWorkingDirectory(request.WorkingDirectory)
            .WithStandardInputPipe(
                request.StandardInput is null
                    ? PipeSource.Null
                    : PipeSource.FromString(request.StandardInput, new UTF8Encoding(false))
            )
            .WithStandardOutputPipe(PipeTarget.Create(output.ReadAsync))
            .WithStandardErrorPipe(PipeTarget.Create(error.ReadAsync))
            .WithValidation(CommandResultValidation.None);

    // CliWrap itself can only add to the environment that this process has.
    private static void Replace(IDictionary<string, string?> inherited, IReadOnlyDictionary<string, string> environment)
    {
        inherited.Clear();
        foreach (var (name, value) in environment)
            inherited[name] = value;
    }
}

/// <summary>Collects a stream's text up to a bound and drops the rest.</summary>
internal sealed class BoundedText(int maxCharacters)
{
    // Most programs say nothing or a line: larger buffers, two for each, would only fill the heap of the build.
    private const int BufferSize = 2 * 1024;

    private readonly StringBuilder text = new();

    public bool Truncated { get; private set; }

    public override string ToString() => text.ToString();

    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false), false, BufferSize, leaveOpen: true);
        var buffer = new char[BufferSize];
        int read;
        while ((read = await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            var kept = Math.Min(read, maxCharacters - text.Length);
            text.Append(buffer, 0, kept);
            Truncated |= kept < read;
        }
    }
}
