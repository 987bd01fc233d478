namespace GoDockTasks.TestSupport;

/// <summary>
/// A test that starts a Docker daemon, which only root on Linux can. There it always runs, and fails by name for what
/// is missing, unless GODOCK_TESTS_WITHOUT_DOCKER says in its value why not; elsewhere it is skipped with the reason.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsDockerAttribute : ConditionBaseAttribute
{
    private static readonly string? Reason =
        Environment.GetEnvironmentVariable("GODOCK_TESTS_WITHOUT_DOCKER") is { Length: > 0 } asked ? asked
        : !OperatingSystem.IsLinux() ? "Docker's daemon runs on Linux only"
        : !Environment.IsPrivilegedProcess ? "Docker's daemon needs root"
        : null;

    public NeedsDockerAttribute()
        : base(ConditionMode.Include) => IgnoreMessage = Reason;

    public override string GroupName => nameof(NeedsDockerAttribute);

    public override bool IsConditionMet => Reason is null;
}
