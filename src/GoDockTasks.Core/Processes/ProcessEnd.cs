namespace GoDockTasks.Core.Processes;

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
