namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static class ModuleCases
{
    public static IEnumerable<RuleCase> All => [];
}
