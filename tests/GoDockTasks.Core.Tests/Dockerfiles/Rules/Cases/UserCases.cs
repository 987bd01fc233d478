namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static class UserCases
{
    public static IEnumerable<RuleCase> All => [];
}
