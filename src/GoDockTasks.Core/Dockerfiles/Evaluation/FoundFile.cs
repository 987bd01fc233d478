namespace GoDockTasks.Core.Dockerfiles.Evaluation;

/// <summary>What is known of a path in an image.</summary>
/// <param name="Source">
/// Where it comes from in the build context (relative, forward slashes); null where it doesn't, or isn't there.
/// </param>
public readonly record struct FoundFile(Presence Presence, string? Source = null)
{
    public static FoundFile Absent => new(Presence.Absent);

    public static FoundFile Unknown => new(Presence.Unknown);

    public bool IsPresent => Presence == Presence.Present;

    public bool IsAbsent => Presence == Presence.Absent;
}
