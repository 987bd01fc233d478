using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Proxies;

/// <summary>GDT1201: an error where go stops, a warning where it passes over what is written.</summary>
internal static class MalformedGoProxyCheck
{
    private const string Form = "separate https:// URLs, direct or off by , or |";

    public static void Check(GoSetting setting, GoProxyList list, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        if (list.Refusal is { } refusal)
            diagnostics.Add(Malformed(setting, Wrong(setting, refusal), DiagnosticSeverity.Error));
        foreach (var oddity in list.Oddities)
            diagnostics.Add(Malformed(setting, Wrong(setting, oddity), DiagnosticSeverity.Warning));
    }

    private static Diagnostic Malformed(GoSetting setting, string wrong, DiagnosticSeverity severity) =>
        new(DiagnosticCatalogue.MalformedGoProxy, setting.Location, $"{SettingText.NameAndValue(setting)}: {wrong}")
        {
            Severity = severity,
        };

    private static string Wrong(GoSetting setting, GoProxyProblem problem)
    {
        // A comma in a password tears it apart, so that an entry can be a piece of it.
        var hasCredentials = setting.Value.Contains('@', StringComparison.Ordinal);
        var entry = hasCredentials ? $"entry {problem.Number}" : $"entry {problem.Number} ('{problem.Text}')";
        var encode = hasCredentials ? "; a password must not hold , | / or blanks: use the .netrc file" : "";
        return problem.Kind switch
        {
            GoProxyProblemKind.NoEntries =>
                $"the list has no entries, and go stops at that; {SettingText.Unset(setting)}",
            GoProxyProblemKind.MissingScheme when Keyword(problem.Text) is { } keyword =>
                $"{entry} is no proxy; go knows it in lower case only: write {keyword}",
            GoProxyProblemKind.MissingScheme or GoProxyProblemKind.UnknownScheme =>
                $"{entry} doesn't start with https://, http:// or file:///, and is neither direct nor off; "
                    + $"{Form}{encode}",
            GoProxyProblemKind.BadUrl => $"{entry} is no URL to go: {problem.Reason}; {Form}{encode}",
            GoProxyProblemKind.BlankEntry => $"entry {problem.Number} is blank, and go skips it; remove one separator",
            GoProxyProblemKind.AfterEnd =>
                $"{entry} is never asked, since go stops at the direct or off before it; move it forward or remove it",
            GoProxyProblemKind.OuterBlanks => $"there are blanks around {entry}; remove them",
            _ => $"{entry} has no scheme, and go takes https for it; write https:// in front{encode}",
        };
    }

    private static string? Keyword(string text) =>
        text.Equals("direct", StringComparison.OrdinalIgnoreCase) ? "direct"
        : text.Equals("off", StringComparison.OrdinalIgnoreCase) ? "off"
        : null;
}
