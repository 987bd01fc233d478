using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Recovery;
using GoDockTasks.Core.Tidy;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Diagnosis;

/// <summary>
/// What the module cache has of a module. It sees more than `go mod verify`, which passes where what is in the cache
/// was changed consistently.
/// </summary>
/// <param name="Damage">GDT5012 and GDT5013.</param>
internal sealed record CacheLook(ModuleCacheState State, ImmutableArray<Diagnostic> Damage)
{
    /// <summary>By the modules' folders.</summary>
    public static Dictionary<string, CacheLook> Of(
        ModuleCheckRequest check,
        CheckedGo go,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var view = (check.Readings ?? new(path: null, time)).View();
        var cache = ModuleCacheFolder.Of(go.Settings);
        string[] directories =
        [
            .. check.Sidecars.Select(sidecar => sidecar.ModuleDirectory).Distinct(StringComparer.Ordinal),
        ];
        var workspaces = Workspace.Of(directories, go, view);
        var looks = new Dictionary<string, CacheLook>(StringComparer.Ordinal);
        for (var index = 0; index < directories.Length; index++)
        {
            var module = GoModule.At(directories[index], view);
            looks[directories[index]] = module.FindVendor(workspaces[index]?.File) is not null
                ? new(ModuleCacheState.NotUsed, [])
                : Of(CachedModule.Of([module], cache), cancellationToken);
        }

        return looks;
    }

    private static CacheLook Of(ImmutableArray<CachedModule> modules, CancellationToken cancellationToken)
    {
        var states = new CacheState?[modules.Length];
        CacheIntegrity.ForEach(
            modules.Length,
            index =>
            {
                // go.sum may have more than a build takes.
                if (modules[index].IsNeeded)
                    states[index] = CacheIntegrity.Check(modules[index]);
            },
            cancellationToken
        );
        ImmutableArray<Diagnostic> damage =
        [
            .. modules
                .Zip(states, (module, state) => state is { IsDamaged: true } ? new ModuleCase(module, state) : null)
                .OfType<ModuleCase>()
                .SelectMany(found => (found with { IsLeft = true }).Describe()),
        ];
        return new(
            !damage.IsEmpty ? ModuleCacheState.Damaged
                : Array.TrueForAll(states, state => state is null or { IsAbsent: true }) ? ModuleCacheState.Empty
                : ModuleCacheState.Sound,
            damage
        );
    }
}

/// <summary>What the module cache has of a module's requirements.</summary>
public enum ModuleCacheState
{
    /// <summary>The module is built from a vendor folder.</summary>
    NotUsed,

    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>What it has is what go.sum says.</summary>
    Sound,

    /// <summary>Something isn't what go.sum says.</summary>
    Damaged,
}
