using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Recovery;

/// <summary>The proxies that a project lists for when those in GOPROXY fail.</summary>
internal static class FallbackProxies
{
    /// <param name="list">GoDockFallbackProxies.</param>
    /// <param name="projectFile">Absolute.</param>
    /// <returns>The proxies in their order, and GDT1201 for each entry that is none.</returns>
    public static (ImmutableArray<GoProxyEntry> Proxies, ImmutableArray<Diagnostic> Diagnostics) Read(
        string? list,
        string projectFile
    )
    {
        var proxies = ImmutableArray.CreateBuilder<GoProxyEntry>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (
            var entry in (list ?? "").Split(
                [';', ','],
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            var read = GoProxyList.Parse(entry);
            if (
                read.Refusal is null
                && read.Entries is [{ Kind: GoProxyEntryKind.Server or GoProxyEntryKind.Folder } proxy]
            )
                proxies.Add(proxy);
            else
                diagnostics.Add(
                    new(
                        DiagnosticCatalogue.MalformedGoProxy,
                        new(projectFile),
                        $"GoDockFallbackProxies has '{UrlCredentials.HidePart(list!, entry)}', which is no URL of a "
                            + $"proxy; separate URLs that start with https://, http:// or file:/// by ;"
                    )
                );
        }

        return (proxies.ToImmutable(), diagnostics.ToImmutable());
    }

    /// <summary>
    /// Whether a module may be asked of a proxy that isn't in GOPROXY: not its name even, where it is private.
    /// </summary>
    public static bool MayBeAsked(string path, GoSettings settings) =>
        !ModulePath.MatchPatterns(settings["GOPRIVATE"].Value, path)
        && !ModulePath.MatchPatterns(settings["GONOPROXY"].Value, path);
}
