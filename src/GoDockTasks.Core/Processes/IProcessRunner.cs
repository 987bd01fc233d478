using System.Collections.Immutable;

namespace GoDockTasks.Core.Processes;

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
