using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Rules.Runtime;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>The rules about the image that runs: GDT24xx.</summary>
internal static class RuntimeRules
{
    public static ImmutableArray<IDockerfileRule> All { get; } =
    [
        new CertificatesRule(),
        new TimeZonesRule(),
        new ShellFormRule(),
        new ShippedToolchainRule(),
        new ReproducibleRule(),
        new FixedPlatformRule(),
    ];
}
