using System.Collections.Immutable;
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

/// <summary>The one seam through which any program is started.</summary>
public interface IProcessRunner
{
    /// <summary>
    /// Runs a program to its end, its time limit or the caller's cancellation, whichever is first; in the last two
    /// cases the program and all its children are gone when this returns.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    Task<ProcessOutcome> RunAsync(ProcessRequest request, CancellationToken cancellationToken);
}

/// <summary>A program to run. No shell is involved: each argument reaches the program as it is.</summary>
/// <param name="Program">Absolute path of the executable file.</param>
/// <param name="Arguments">One entry an argument, unquoted.</param>
/// <param name="WorkingDirectory">Absolute path of an existing folder.</param>
/// <param name="Environment">The program's whole environment; nothing is inherited beside it.</param>
/// <param name="Timeout">How long it may run.</param>
public sealed record ProcessRequest(
    string Program,
    ImmutableArray<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment,
    TimeSpan Timeout
)
{
    /// <summary>
    /// How many characters of each output stream are kept. What comes after is read and dropped, so that the program
    /// isn't held up.
    /// </summary>
    public int MaxOutputCharacters { get; init; } = 4 * 1024 * 1024;

    /// <summary>Ends the program before its time, as <see cref="Timeout"/> does.</summary>
    public CancellationToken GiveUp { get; init; }

    /// <summary>What it reads on standard input, as UTF-8; null for nothing. It is never logged.</summary>
    public string? StandardInput { get; init; }
}

/// <summary>What a program did.</summary>
/// <param name="End">How it ended.</param>
/// <param name="ExitCode">Its exit code; -1 unless it exited.</param>
/// <param name="StandardOutput">Decoded as UTF-8; may be cut, see <see cref="Truncated"/>.</param>
/// <param name="StandardError">Likewise; where the program could not be started, the system's reason.</param>
/// <param name="Truncated">True where it printed more than was asked to be kept.</param>
/// <param name="Elapsed">Wall time.</param>
public sealed record ProcessOutcome(
    ProcessEnd End,
    int ExitCode,
    string StandardOutput,
    string StandardError,
    bool Truncated,
    TimeSpan Elapsed
)
{
    /// <summary>It ended by itself with exit code 0.</summary>
    public bool Succeeded => End == ProcessEnd.Exited && ExitCode == 0;
}

/// <summary>How a program ended.</summary>
public enum ProcessEnd
{
    /// <summary>By itself, with an exit code.</summary>
    Exited,

    /// <summary>It ran into its time limit and was ended with its children.</summary>
    TimedOut,

    /// <summary>The system could not start it: missing, no execute permission, or not a program.</summary>
    NotStarted,
}
