namespace GoDockTasks.Core.Dockerfiles.Evaluation;

/// <summary>Whether a file is in an image at some point of its build.</summary>
public enum Presence
{
    Absent,
    Present,

    /// <summary>A base image or a command that can't be looked into may have put it there, or taken it away.</summary>
    Unknown,
}
