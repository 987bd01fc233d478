using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Recovery;

/// <summary>What a recovery may touch.</summary>
/// <param name="Modules">What is damaged in the module cache is cleared; vendor folders are compared.</param>
/// <param name="Downloads">What is missing in the module cache is downloaded.</param>
/// <param name="BuildCache">The build cache.</param>
internal sealed record RecoveryScope(bool Modules, bool Downloads, BuildCacheScope BuildCache)
{
    private static readonly RecoveryScope Default = new(true, true, BuildCacheScope.DamagedEntries);

    /// <param name="text">GoDockRecoverScope: words, separated by ;.</param>
    /// <param name="projectFile">Absolute.</param>
    /// <returns>GDT0003 for each word that isn't known.</returns>
    public static (RecoveryScope Scope, ImmutableArray<Diagnostic> Diagnostics) Read(string? text, string projectFile)
    {
        var words = (text ?? "")
            .Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.Ordinal);
        if (words.Count == 0)
            return (Default, []);
        var all = words.Contains("all");
        return (
            new(
                all || words.Contains("modules"),
                all || words.Contains("modules") || words.Contains("proxy"),
                all || words.Contains("buildcache") ? BuildCacheScope.All : BuildCacheScope.Nothing
            ),
            [
                .. words
                    .Where(word => word is not ("modules" or "proxy" or "buildcache" or "all"))
                    .Order(StringComparer.Ordinal)
                    .Select(word => new Diagnostic(
                        DiagnosticCatalogue.BadMetadata,
                        new(projectFile),
                        $"GoDockRecoverScope has '{word}'; allowed: modules, proxy, buildcache and all, separated by "
                            + "';', or nothing for what is damaged"
                    )),
            ]
        );
    }
}

/// <summary>How much of the build cache goes.</summary>
internal enum BuildCacheScope
{
    Nothing,

    /// <summary>Where `go build` fails, what isn't what its name says.</summary>
    DamagedEntries,

    /// <summary>All of it.</summary>
    All,
}
