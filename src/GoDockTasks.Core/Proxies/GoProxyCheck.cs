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
