using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Proxies;

/// <summary>GDT1211: the build uses other settings than a go started by hand or by an editor on this machine.</summary>
internal static class SettingsDifferenceCheck
{
    private static readonly string[] Names = ["GOPROXY", "GOPRIVATE", "GONOPROXY", "GOSUMDB"];

    public static void Check(GoSettings settings, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        foreach (var name in Names)
        {
            var (build, machine) = (settings[name], settings.Machine[name]);
            if (
                build.Origin != GoSettingOrigin.Property
                || IsUnknown(machine, settings)
                || Normalized(build) == Normalized(machine)
            )
                continue;
            var value = machine.Value.Length == 0 ? "not set" : $"'{UrlCredentials.Hide(machine.Value)}'";
            diagnostics.Add(
                new(
                    DiagnosticCatalogue.SettingsDiffer,
                    machine.IsChosen && machine.Location.File is not null ? machine.Location : build.Location,
                    $"{SettingText.NameAndValue(build)} in this build, but {value} for a go started by hand "
                        + $"on this machine "
                        + $"({SettingText.Source(machine)}); to have the same there: "
                        + $"{SettingText.Set(machine, build.Value)}"
                )
                {
                    Severity = machine.IsChosen ? DiagnosticSeverity.Warning : DiagnosticSeverity.Message,
                }
            );
        }
    }

    // The defaults of these two are known to go alone; those of the others are empty.
    private static bool IsUnknown(GoSetting setting, GoSettings settings) =>
        setting.Value.Length == 0
        && setting.Name is "GOPROXY" or "GOSUMDB"
        && !settings.Sources.Reported.ContainsKey(setting.Name);

    // Written differently and yet the same: blanks, slashes at ends, the order of patterns.
    private static string Normalized(GoSetting setting)
    {
        if (setting.Name == "GOSUMDB")
            return string.Join(' ', setting.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (setting.Name != "GOPROXY")
        {
            var patterns = PrefixPatterns.Split(setting.Value);
            Array.Sort(patterns, StringComparer.Ordinal);
            return string.Join(',', patterns);
        }

        var list = GoProxyList.Parse(setting.Value);
        if (list.Refusal is not null)
            return setting.Value;
        var text = new StringBuilder();
        foreach (var entry in list.Entries)
            text.Append(entry.Text.AsSpan().TrimEnd('/'))
                .Append(
                    entry == list.Entries[^1] ? ';'
                    : entry.FallsBackOnAnyError ? '|'
                    : ','
                );
        return text.ToString();
    }
}
