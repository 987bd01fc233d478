using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Proxies;

/// <summary>GDT1207: private modules whose names go to a proxy or to the checksum database.</summary>
internal static class PrivateNameCheck
{
    public static void Check(
        GoSettings settings, IReadOnlyList<(string Path, SourceLocation Location)> required, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var (ofBuild, ofMachine) = (settings["GOPRIVATE"], settings.Machine["GOPRIVATE"]);
        if (ofBuild.Value.Length == 0 && ofMachine.Value.Length == 0)
            return;
        var build = new NameReceivers(settings);
        var machine = new NameReceivers(settings.Machine);
        foreach (var (path, location) in required)
        {
            var matched = ModulePath.MatchPatterns(ofBuild.Value, path) ? ofBuild : ModulePath.MatchPatterns(ofMachine.Value, path) ? ofMachine : null;
            if (matched is null)
                continue;
            if (build.Of(path) is { } receiver)
            {
                diagnostics.Add(new(DiagnosticCatalogue.PrivateNameLeaks, location,
                    $"'{path}' is private by {SettingText.Name(matched)}, but its name is sent to {receiver.Name}: " +
                    $"{Hole(receiver.Patterns)}; {Mend(receiver.Patterns, matched)}"));
            }
            else if (machine.Of(path) is { } other)
            {
                diagnostics.Add(new(DiagnosticCatalogue.PrivateNameLeaks, location,
                    $"'{path}' is private by {SettingText.Name(matched)}, but a go started by hand on this machine sends its name to {other.Name}: " +
                    $"{Hole(other.Patterns)}; {Mend(other.Patterns, matched)}"));
            }
        }
    }

    private static string Hole(GoSetting patterns) =>
        patterns.Value.Length == 0 ? $"{patterns.Name} is empty" : $"{SettingText.NameAndValue(patterns)} and leaves it out";

    private static string Mend(GoSetting patterns, GoSetting matched) =>
        SettingText.Set(patterns, patterns.Value is "" or "none" ? matched.Value : $"{patterns.Value},{matched.Value}");
}
