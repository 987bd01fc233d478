using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Proxies;

/// <summary>GDT1201, 1203 and 1204 on GOPROXY; 1202 and 1209 on the URLs of GOPROXY and GOSUMDB.</summary>
internal static class GoProxyCheck
{
    public static void Check(GoSettings settings, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        if (KnownGoProxy(settings) is { } goProxy)
        {
            var list = GoProxyList.Parse(goProxy.Value);
            MalformedGoProxyCheck.Check(goProxy, list, diagnostics);
            CheckFallback(goProxy, list, diagnostics);
            foreach (var entry in list.Entries)
                CheckUrl(goProxy, entry.Url, diagnostics);
        }

        // "name" or "name url"; dbDial in src/cmd/go/internal/modfetch/sumdb.go.
        var goSumDb = settings["GOSUMDB"];
        var fields = goSumDb.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length > 1)
            CheckUrl(goSumDb, GoUrl.Parse(fields[1], out _), diagnostics);
    }

    // Without a go nobody knows its default. With one, an empty value comes from a blank line in the user's file.
    private static GoSetting? KnownGoProxy(GoSettings settings)
    {
        var setting = settings["GOPROXY"];
        if (setting.Value.Length > 0)
            return setting;
        if (!settings.Sources.Reported.ContainsKey("GOPROXY"))
            return null;
        var file = settings.Sources.UserFile;
        return file.Find("GOPROXY") is { } line
            ? setting with
            {
                Origin = GoSettingOrigin.UserFile,
                Location = new(file.Path, line.Number),
            }
            : setting;
    }

    private static void CheckFallback(
        GoSetting setting,
        GoProxyList list,
        ImmutableArray<Diagnostic>.Builder diagnostics
    )
    {
        if (list.Refusal is null && list.Entries is [{ Kind: GoProxyEntryKind.Direct }])
        {
            diagnostics.Add(
                new(
                    DiagnosticCatalogue.OnlyDirect,
                    setting.Location,
                    $"{SettingText.NameAndValue(setting)}: every module comes straight from its repository, "
                        + $"which is slow, needs git and "
                        + $"fails when a repository is gone; put a proxy first: "
                        + $"{SettingText.Set(setting, "https://proxy.example.com,direct")}"
                )
            );
        }

        if (setting.Origin == GoSettingOrigin.Default)
            return;
        for (var i = 1; i < list.Entries.Length; i++)
        {
            var (first, next) = (list.Entries[i - 1], list.Entries[i]);

            // A folder that lacks a module says so, which is what a comma is for.
            if (first.Kind != GoProxyEntryKind.Server || first.FallsBackOnAnyError || next.Url is null)
                continue;
            diagnostics.Add(
                new(
                    DiagnosticCatalogue.NoFallback,
                    setting.Location,
                    $"{SettingText.NameAndValue(setting)}: after the comma entry {next.Number} is asked "
                        + $"only where entry {first.Number} answers 404 or 410; "
                        + $"if entry {first.Number} can't be reached, the build stops. To ask the next one "
                        + $"after any failure, write | for that comma"
                )
            );
            return;
        }
    }

    private static void CheckUrl(GoSetting setting, GoUrl? url, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        if (url is null)
            return;
        if (url.UserInfo is { Length: > 0 })
        {
            diagnostics.Add(
                new(
                    DiagnosticCatalogue.CredentialsInUrl,
                    setting.Location,
                    $"{SettingText.NameAndValue(setting)}: the URL of '{url.HostName}' holds credentials, "
                        + $"which end up in logs and process lists; "
                        + $"remove them and put 'machine {url.Host} login … password …' into the .netrc file, "
                        + $"or use GOAUTH"
                )
            );
        }

        if (url.Scheme == "http" && !Loopback.IsLoopback(url.HostName))
        {
            diagnostics.Add(
                new(
                    DiagnosticCatalogue.PlainHttp,
                    setting.Location,
                    $"{SettingText.NameAndValue(setting)}: '{url.HostName}' is asked over plain http, so "
                        + $"anybody on the way can read and change the answer; "
                        + "use https://"
                )
            );
        }
    }
}

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
