namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static class LayoutCases
{
    public static IEnumerable<RuleCase> All => [];
}
