using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Proxies;

/// <summary>GDT1206: GOPRIVATE or GONOPROXY that takes in everybody's public modules.</summary>
internal static class PrivatePatternCheck
{
    // Hosts of other people's modules. One that mostly serves its owner's (a company's own, dev.azure.com) isn't here.
    private static readonly string[] PublicHosts =
    [
        "github.com",
        "gitlab.com",
        "bitbucket.org",
        "codeberg.org",
        "gitee.com",
        "git.sr.ht",
        "gopkg.in",
        "golang.org",
        "google.golang.org",
        "go.uber.org",
        "k8s.io",
    ];

    public static void Check(GoSettings settings, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        CheckSetting(settings["GOPRIVATE"], "is fetched without proxy and without the checksum database", diagnostics);
        CheckSetting(settings["GONOPROXY"], "is fetched without proxy", diagnostics);
    }

    private static void CheckSetting(GoSetting setting, string effect, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        if (setting.Origin == GoSettingOrigin.Default)
            return;
        foreach (var pattern in PrefixPatterns.Split(setting.Value))
        {
            if (PublicHost(pattern) is not { } host)
                continue;
            diagnostics.Add(
                new(
                    DiagnosticCatalogue.PrivateTooWide,
                    setting.Location,
                    $"{SettingText.NameAndValue(setting)}: "
                        + $"'{UrlCredentials.HidePart(setting.Value, pattern)}' takes in all of {host}, so every "
                        + $"public module from there {effect}; "
                        + $"name only what is yours, such as {host}/your-organisation"
                )
            );
            return;
        }
    }

    /// <summary>The public host that a pattern takes in whole, or null.</summary>
    // No organisation or repository has such names, so that what matches them matches any.
    public static string? PublicHost(string pattern)
    {
        foreach (var host in PublicHosts)
        {
            if (ModulePath.MatchPatterns(pattern, host + "/any-at~all/any-at~all"))
                return host;
        }

        return null;
    }
}

/// <summary>Lists of patterns as in GOPRIVATE, held against each other.</summary>
internal static class PrefixPatterns
{
    /// <summary>
    /// Whether everything that a pattern matches is matched by one of the patterns. Where that can't be told from how
    /// they are written the answer is yes.
    /// </summary>
    public static bool Cover(string patterns, string pattern)
    {
        // A star of the narrower one is an ordinary character to the wider ones, whose own stars take it in.
        if (ModulePath.MatchPatterns(patterns, pattern))
            return true;
        foreach (var wider in Split(patterns))
        {
            if (wider == pattern)
                return true;
        }

        return false;
    }

    /// <summary>The patterns of a list, without slashes at their ends; blanks are Go's to trip over and stay.</summary>
    public static string[] Split(string patterns)
    {
        var parts = patterns.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var count = 0;
        foreach (var part in parts)
        {
            var pattern = part.EndsWith('/') ? part[..^1] : part;
            if (pattern.Length > 0)
                parts[count++] = pattern;
        }

        return parts[..count];
    }
}
