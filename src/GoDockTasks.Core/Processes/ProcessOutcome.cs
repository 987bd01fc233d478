namespace GoDockTasks.Core.Processes;

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
