namespace GoDockTasks.TestSupport;

/// <summary>
/// A test of what only root can do to a system. There it always runs; for others it is skipped with the reason.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsRootAttribute : ConditionBaseAttribute
{
    public NeedsRootAttribute(string reason)
        : base(ConditionMode.Include) => IgnoreMessage = reason;

    public override string GroupName => nameof(NeedsRootAttribute);

    public override bool IsConditionMet => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;
}
