namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static class RuntimeCases
{
    public static IEnumerable<RuleCase> All => [];
}
