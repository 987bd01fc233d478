namespace GoDockTasks.Core.BuildInfo;

/// <summary>A file's build info, or why there is none.</summary>
/// <param name="Outcome">Which of the two, and of what kind.</param>
/// <param name="BuildInfo">Not null if and only if it was found.</param>
/// <param name="Reason">A clause for a message, as "its build info is zeroed"; empty if it was found.</param>
public sealed record BuildInfoReading(BuildInfoOutcome Outcome, GoBuildInfo? BuildInfo, string Reason)
{
    internal static BuildInfoReading Found(GoBuildInfo buildInfo) => new(BuildInfoOutcome.Found, buildInfo, "");

    internal static BuildInfoReading NotGo(string reason) => new(BuildInfoOutcome.NotGo, null, reason);

    internal static BuildInfoReading Removed(string reason) => new(BuildInfoOutcome.Removed, null, reason);

    internal static BuildInfoReading Damaged(string reason) => new(BuildInfoOutcome.Damaged, null, reason);

    internal static BuildInfoReading Unreadable(string reason) => new(BuildInfoOutcome.Unreadable, null, reason);
}
