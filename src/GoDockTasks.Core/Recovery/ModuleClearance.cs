using System.Collections.Concurrent;
using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Recovery;

/// <summary>
/// Looks at modules, and clears what is damaged of them: several at a time, each under its own lock, so that one that
/// somebody else is at holds up no other.
/// </summary>
/// <param name="hasGo">Without, nothing could be downloaded again, so that nothing is cleared.</param>
internal sealed class ModuleClearance(RecoveryScope scope, bool hasGo, Action<RecoveryStage, string>? stage)
{
    /// <returns>Those that aren't as they should be, in their order.</returns>
    public ImmutableArray<ModuleCase> Run(ImmutableArray<CachedModule> modules, CancellationToken cancellationToken)
    {
        var cases = new ConcurrentDictionary<string, ModuleCase>(StringComparer.Ordinal);
        Parallel.ForEach(modules, new() { CancellationToken = cancellationToken }, module =>
        {
            if (IsDue(module, CacheIntegrity.Check(module)) && Clear(module) is { } found)
                cases[module.Name] = found;
        });
        return [.. modules.Select(module => cases.GetValueOrDefault(module.Name)).OfType<ModuleCase>()];
    }

    private bool IsDue(CachedModule module, CacheState state) =>
        (scope.Modules && state.IsDamaged) || state.IsPartial || (state.IsAbsent && module.IsNeeded);

    // Null where another go has mended it meanwhile.
    private ModuleCase? Clear(CachedModule module)
    {
        var state = CacheIntegrity.Check(module);
        try
        {
            // Go holds it while it downloads or extracts a version (modfetch.lockVersion, internal/lockedfile). Where
            // there is no folder nobody has ever asked for it.
            var isKnown = Directory.Exists(module.Folder);
            using var held = isKnown ? FileHandles.TryLock(module.Lock) : null;
            if (isKnown && held is null)
                return new(module, state) { Hindrance = Locked(module) };
            state = CacheIntegrity.Check(module);
            if (!IsDue(module, state))
                return null;
            if (!hasGo)
                return new(module, state) { Hindrance = NoGo(module) };
            if (!scope.Modules || !state.IsDamaged)
                return new(module, state);
            if (ModuleClearing.Find(module, state) is { } obstacle)
                return new(module, state) { Hindrance = CannotClear(module, obstacle) };
            stage?.Invoke(RecoveryStage.Clear, module.Name);
            ModuleClearing.Clear(module, state, () => stage?.Invoke(RecoveryStage.Clearing, module.Name));
            stage?.Invoke(RecoveryStage.Cleared, module.Name);
            return new(module, state);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(module, state) { Hindrance = Failed(module, exception) };
        }
    }

    private static Diagnostic Locked(CachedModule module) =>
        new(
            DiagnosticCatalogue.ModuleLocked,
            new(module.Lock),
            $"{module.Name} isn't recovered now, since a go command that downloads or extracts it holds "
                + $"'{module.Lock}'; wait for it, or see with `fuser '{module.Lock}'` which process that is and end "
                + "it, and run this again"
        );

    private static Diagnostic NoGo(CachedModule module) =>
        new(
            DiagnosticCatalogue.GoNotFound,
            module.Location,
            $"{module.Name} isn't recovered, since there is no Go to download it with; install one, or point "
                + "GoDockGoExe at one"
        );

    private static Diagnostic CannotClear(CachedModule module, Obstacle obstacle) =>
        new(
            DiagnosticCatalogue.CannotClear,
            new(obstacle.Path),
            $"{module.Name} can't be cleared: '{obstacle.Path}': {obstacle.Reason}; "
                + (
                    obstacle.IsOwner
                        ? $"give the cache to yourself: sudo chown -R \"$(id -u):$(id -g)\" '{module.Cache}'"
                        : "put a folder in its place, or clear it by hand"
                )
        );

    private static Diagnostic Failed(CachedModule module, Exception exception) =>
        exception is UnauthorizedAccessException && ModuleClearing.FindOwner(module.Folder) is { } owner
            ? CannotClear(module, owner)
            : RecoveryFailure.Of(module.Folder, $"{module.Name} can't be cleared", exception);
}

/// <summary>What the system says of a file of Go's caches, or of a temporary one.</summary>
internal static class RecoveryFailure
{
    // ENOSPC; ERROR_DISK_FULL.
    private static int NoSpace => OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28;

    /// <summary>GDT1145 or GDT1012.</summary>
    public static Diagnostic Of(string path, string what, Exception exception) =>
        exception.HResult == NoSpace
            ? new(
                DiagnosticCatalogue.NoSpace,
                new(path),
                $"{what}: {exception.Message}; make space there, and run this again"
            )
            : new(
                DiagnosticCatalogue.NoAccess,
                new(path),
                $"{what}: {exception.Message}; see whose '{path}' is, and who may write there"
            );
}
