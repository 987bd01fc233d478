namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static class CacheCases
{
    public static IEnumerable<RuleCase> All => [];
}
