using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Proxies;

/// <summary>What can be told about proxies, checksum database and private patterns from the settings alone.</summary>
internal static class ProxyPolicy
{
    /// <summary>GDT1201–1206, 1208, 1209 and 1211: once a build.</summary>
    /// <returns>
    /// Located where the setting is, without a file for what the environment says. No credentials in any message.
    /// </returns>
    public static ImmutableArray<Diagnostic> Check(GoSettings settings)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        GoProxyCheck.Check(settings, diagnostics);
        ChecksumCheck.Check(settings, diagnostics);
        PrivatePatternCheck.Check(settings, diagnostics);
        UnknownVariableCheck.Check(settings.Sources, diagnostics);
        SettingsDifferenceCheck.Check(settings, diagnostics);
        return diagnostics.ToImmutable();
    }
}
