using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Proxies;

/// <summary>GDT1207: private modules whose names go to a proxy or to the checksum database.</summary>
public sealed class PrivateNameCheck
{
    private readonly GoSetting ofBuild;
    private readonly GoSetting ofMachine;
    private readonly NameReceivers? build;
    private readonly NameReceivers? machine;

    /// <summary>Looks into the settings, once for all modules of a build.</summary>
    public PrivateNameCheck(GoSettings settings)
    {
        (ofBuild, ofMachine) = (settings["GOPRIVATE"], settings.Machine["GOPRIVATE"]);
        if (ofBuild.Value.Length > 0 || ofMachine.Value.Length > 0)
            (build, machine) = (new(settings), new(settings.Machine));
    }

    /// <summary>Looks at the modules that go would download under their own names.</summary>
    /// <returns>One diagnostic a requirement at most, at its place.</returns>
    public ImmutableArray<Diagnostic> Check(GoModFile module)
    {
        if (build is null || machine is null)
            return [];
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var require in module.DownloadedRequirements())
        {
            if (Describe(require.Path, build, machine) is { } message)
                diagnostics.Add(
                    new(
                        DiagnosticCatalogue.PrivateNameLeaks,
                        new(module.Path, require.Position.Line, require.Position.Column),
                        message
                    )
                );
        }

        return diagnostics.ToImmutable();
    }

    private string? Describe(string path, NameReceivers build, NameReceivers machine)
    {
        var matched =
            ModulePath.MatchPatterns(ofBuild.Value, path) ? ofBuild
            : ModulePath.MatchPatterns(ofMachine.Value, path) ? ofMachine
            : null;
        if (matched is null)
            return null;
        if (build.Of(path) is { } receiver)
        {
            return $"'{path}' is private by {SettingText.Name(matched)}, but its name is sent to {receiver.Name}: "
                + $"{Hole(receiver.Patterns)}; {Mend(receiver.Patterns, matched)}";
        }

        return machine.Of(path) is not { } other
            ? null
            : $"'{path}' is private by {SettingText.Name(matched)}, but a go started by hand on this machine "
                + $"sends its name to {other.Name}: "
                + $"{Hole(other.Patterns)}; {Mend(other.Patterns, matched)}";
    }

    private static string Hole(GoSetting patterns) =>
        patterns.Value.Length == 0
            ? $"{patterns.Name} is empty"
            : $"{SettingText.NameAndValue(patterns)} and leaves it out";

    private static string Mend(GoSetting patterns, GoSetting matched) =>
        SettingText.Set(patterns, patterns.Value is "" or "none" ? matched.Value : $"{patterns.Value},{matched.Value}");
}
