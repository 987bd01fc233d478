using System.Collections.Immutable;
using System.Text;
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

/// <summary>GDT1208: names that were meant for Go and that Go doesn't know.</summary>
internal static class UnknownVariableCheck
{
    public static void Check(GoSettingSources sources, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var start = diagnostics.Count;
        foreach (var (name, value) in sources.Environment)
        {
            if (value.Length > 0 && GoVariableNames.Meant(name) is { } meant)
            {
                diagnostics.Add(
                    new(
                        DiagnosticCatalogue.UnknownVariable,
                        SourceLocation.None,
                        $"the environment sets {name}, which Go doesn't know, so it changes nothing; "
                            + $"{meant} is the name that Go knows: "
                            + $"set that, or remove {name}"
                    )
                );
            }
        }

        // The environment has no order.
        diagnostics.Sort(
            start,
            diagnostics.Count - start,
            Comparer<Diagnostic>.Create((a, b) => string.CompareOrdinal(a.Message, b.Message))
        );
        foreach (var line in sources.UserFile.Lines)
        {
            if (GoVariableNames.Meant(line.Name) is { } meant)
            {
                diagnostics.Add(
                    new(
                        DiagnosticCatalogue.UnknownVariable,
                        new(sources.UserFile.Path, line.Number, 1),
                        $"the file of go env -w sets {line.Name}, which Go doesn't know, so it changes "
                            + $"nothing; {meant} is the name that Go knows: "
                            + $"go env -w {meant}=…, and remove the line"
                    )
                );
            }
        }
    }
}

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
