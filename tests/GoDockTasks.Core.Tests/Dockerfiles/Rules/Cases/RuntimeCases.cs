namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

/// <summary>What a program finds where it runs, and how it was compiled: 2401 to 2406.</summary>
internal static partial class RuntimeCases
{
    public static IEnumerable<RuleCase> All =>
        [.. Certificates, .. TimeZones, .. ShellForms, .. Toolchains, .. Repeated, .. Platforms];
}
