using System.Collections.Immutable;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Proxies;

/// <summary>Who is told a module's name when go downloads it.</summary>
internal sealed class NameReceivers
{
    private const string Nothing = "none";
    private readonly GoSetting noProxy;
    private readonly GoSetting noSumDb;
    private readonly GoSetting goPrivate;
    private readonly bool asksProxy;
    private readonly bool asksSumDb;

    public NameReceivers(GoSettings settings)
    {
        (noProxy, noSumDb, goPrivate) = (settings["GONOPROXY"], settings["GONOSUMDB"], settings["GOPRIVATE"]);
        var (goProxy, goSumDb) = (settings["GOPROXY"], settings["GOSUMDB"]);
        var asked = GoProxyList.Parse(goProxy.Value).Entries;
        var shipped = GoProxyList.Parse(Shipped(settings, "GOPROXY")).Entries;
        var downloads = asked is not [{ Kind: GoProxyEntryKind.Off }, ..];

        // "none" for private modules is how Go's documentation sends them to a company's own proxy or database.
        var ownProxy = noProxy.Value == Nothing && goProxy.IsChosen && !HaveCommonHost(asked, shipped);
        var ownSumDb =
            noSumDb.Value == Nothing
            && goSumDb.IsChosen
            && FirstField(goSumDb.Value) != FirstField(Shipped(settings, "GOSUMDB"));
        asksProxy = downloads && !ownProxy && (goProxy.Value.Length == 0 || HasServer(asked));
        asksSumDb = downloads && !ownSumDb && goSumDb.Value != "off";
    }

    /// <summary>
    /// Who is told, for a message, and the setting that would have to take the module in; null where nobody is.
    /// GONOPROXY and GONOSUMDB count where somebody set them, otherwise GOPRIVATE does, which they follow.
    /// </summary>
    public (string Name, GoSetting Patterns)? Of(string path)
    {
        if (asksProxy && !ModulePath.MatchPatterns(noProxy.Value, path))
            return ("the proxies of GOPROXY", noProxy.Origin == GoSettingOrigin.Default ? goPrivate : noProxy);
        if (asksSumDb && !ModulePath.MatchPatterns(noSumDb.Value, path))
            return ("the checksum database", noSumDb.Origin == GoSettingOrigin.Default ? goPrivate : noSumDb);
        return null;
    }

    private static bool HasServer(ImmutableArray<GoProxyEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Kind == GoProxyEntryKind.Server)
                return true;
        }

        return false;
    }

    private static bool HaveCommonHost(ImmutableArray<GoProxyEntry> entries, ImmutableArray<GoProxyEntry> others)
    {
        foreach (var entry in entries)
        {
            foreach (var other in others)
            {
                if (entry.Kind == GoProxyEntryKind.Server && entry.Url?.HostName == other.Url?.HostName)
                    return true;
            }
        }

        return false;
    }

    private static string Shipped(GoSettings settings, string name) =>
        settings.Sources.GoRootFile.Find(name)?.Value ?? "";

    private static string FirstField(string value)
    {
        var blank = value.IndexOf(' ', StringComparison.Ordinal);
        return blank < 0 ? value : value[..blank];
    }
}
