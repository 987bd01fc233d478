using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Proxies;

/// <summary>GDT1207: private modules whose names go to a proxy or to the checksum database.</summary>
internal sealed class PrivateNameCheck
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
