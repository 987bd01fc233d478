namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static class BaseImageCases
{
    public static IEnumerable<RuleCase> All => [];
}
