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
