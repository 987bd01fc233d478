using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Proxies;

/// <summary>What can be told about proxies, checksum database and private patterns from the settings alone.</summary>
public static class ProxyPolicy
{
    /// <summary>GDT1201–1206, 1208, 1209 and 1211: once a build.</summary>
    /// <returns>Located where the setting is, without a file for what the environment says. No credentials in any message.</returns>
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

    /// <summary>GDT1207: for the requirements of each module.</summary>
    /// <param name="required">
    /// Paths of the modules that go would download, with the place of their require; those with a replacement left out.
    /// </param>
    /// <returns>One diagnostic a module at most, at its place.</returns>
    public static ImmutableArray<Diagnostic> CheckRequirements(
        GoSettings settings, IReadOnlyList<(string Path, SourceLocation Location)> required)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        PrivateNameCheck.Check(settings, required, diagnostics);
        return diagnostics.ToImmutable();
    }
}
