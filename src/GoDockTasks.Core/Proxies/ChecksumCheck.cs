using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Proxies;

/// <summary>GDT1205: downloads that nobody verifies, though they aren't private.</summary>
internal static class ChecksumCheck
{
    public static void Check(GoSettings settings, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var goSumDb = settings["GOSUMDB"];
        if (goSumDb.Value == "off")
        {
            diagnostics.Add(
                new(
                    DiagnosticCatalogue.ChecksumsTooOpen,
                    goSumDb.Location,
                    $"{SettingText.NameAndValue(goSumDb)}: no new module is compared with the checksum "
                        + $"database, so a changed one goes unseen; "
                        + $"{SettingText.Unset(goSumDb)} and name what is private: go env -w "
                        + $"\"GOPRIVATE=git.example.com\""
                )
            );
        }
        else
        {
            CheckWidth(settings, settings["GONOSUMDB"], "is not compared with the checksum database", diagnostics);
        }

        CheckWidth(
            settings,
            settings["GOINSECURE"],
            "may be fetched over plain http or from anybody's certificate",
            diagnostics
        );
    }

    // A module that goes past the proxies is a private one too, whoever spells GOPRIVATE out as its two halves.
    private static void CheckWidth(
        GoSettings settings,
        GoSetting open,
        string effect,
        ImmutableArray<Diagnostic>.Builder diagnostics
    )
    {
        if (open.Value.Length == 0)
            return;
        var goPrivate = settings["GOPRIVATE"];
        var wider = new List<string>();
        foreach (var pattern in PrefixPatterns.Split(open.Value))
        {
            // A company's proxy that also serves its private modules wants just this: GONOSUMDB for them, and no
            // GOPRIVATE (https://go.dev/ref/mod#private-module-proxy-all).
            if (
                open.Name == "GONOSUMDB"
                && goPrivate.Value.Length == 0
                && PrivatePatternCheck.PublicHost(pattern) is null
            )
                continue;
            if (
                pattern != "none"
                && !PrefixPatterns.Cover(goPrivate.Value, pattern)
                && !PrefixPatterns.Cover(settings["GONOPROXY"].Value, pattern)
            )
                wider.Add(pattern);
        }

        if (wider.Count == 0)
            return;
        var list = UrlCredentials.HidePart(open.Value, string.Join(',', wider));
        var isPrivate =
            goPrivate.Value.Length == 0
                ? "GOPRIVATE is empty"
                : $"GOPRIVATE is '{UrlCredentials.Hide(goPrivate.Value)}'";
        var extended = goPrivate.Value.Length == 0 ? list : goPrivate.Value + "," + list;
        diagnostics.Add(
            new(
                DiagnosticCatalogue.ChecksumsTooOpen,
                open.Location,
                $"{SettingText.NameAndValue(open)}: '{list}' {effect}, though it isn't private "
                    + $"({isPrivate}); if it is, add it to GOPRIVATE: "
                    + $"{SettingText.Set(goPrivate, extended)}, else {SettingText.Unset(open)}"
            )
        );
    }
}
