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
        var cases = new ModuleCase?[modules.Length];
        CacheIntegrity.ForEach(
            modules.Length,
            index =>
            {
                if (IsDue(modules[index], CacheIntegrity.Check(modules[index])))
                    cases[index] = Clear(modules[index]);
            },
            cancellationToken
        );
        return [.. cases.OfType<ModuleCase>()];
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

/// <summary>
/// Removes from the module cache what isn't what it should be, and nothing else. The caller holds the module's lock.
/// </summary>
internal static class ModuleClearing
{
    private const UnixFileMode OwnersRights = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// Why it can't be done, found out before anything is changed: a clause, and the folder that is to blame.
    /// </summary>
    public static Obstacle? Find(CachedModule module, CacheState state)
    {
        foreach (var path in (string[])[module.Folder, .. state.TreeProblem is null ? (string[])[] : [module.Tree]])
        {
            for (var folder = path; folder.Length > module.Cache.Length; folder = Path.GetDirectoryName(folder)!)
            {
                if (new DirectoryInfo(folder).LinkTarget is not null)
                    return new(folder, IsOwner: false, "it is a link, and what lies behind it isn't the cache's");
            }
        }

        var folders = (string[])[module.Folder];
        if (state.TreeProblem is not null && Directory.Exists(module.Tree))
            folders = [.. folders, Path.GetDirectoryName(module.Tree)!];
        return folders.Concat(Trees(module, state)).Select(FindOwner).FirstOrDefault(owner => owner is not null);
    }

    /// <summary>Null where a folder is the user's own, or where the system doesn't tell.</summary>
    public static Obstacle? FindOwner(string folder) =>
        UnixStatus.CurrentUser is { } user and not 0 && UnixStatus.Of(folder) is { } status && status.User != user
            ? new(folder, IsOwner: true, $"it belongs to the user with number {status.User}")
            : null;

    private static IEnumerable<string> Trees(CachedModule module, CacheState state) =>
        state.TreeProblem is not null && Directory.Exists(module.Tree) && UnixStatus.CurrentUser is not (null or 0)
            ? FoldersOf(module.Tree)
            : [];

    /// <summary>
    /// Does it. From the first change on Go sees that something is missing: a tree has its .partial file before it is
    /// touched. Fails with the exceptions of <see cref="File"/>.
    /// </summary>
    /// <param name="marked">Called between the mark and the removal.</param>
    public static void Clear(CachedModule module, CacheState state, Action marked)
    {
        ReadWatch.ThrowIfLeft();
        if (state.TreeProblem is not null)
            AtomicFile.Write(module.Partial, []);
        marked();
        if (state.ArchiveProblem is not null)
            Delete(module.Archive);
        if (state.IsHashFileWrong)
            Delete(module.ArchiveHash);
        if (state.GoModProblem is not null)
            Delete(module.GoMod);
        if (state.TreeProblem is not null)
            DeleteTree(module.Tree);
    }

    private static void DeleteTree(string tree)
    {
        var root = new DirectoryInfo(tree);
        if (root.LinkTarget is not null || !root.Exists)
        {
            Delete(tree);
            return;
        }

        // Go makes folders read-only.
        if (OperatingSystem.IsWindows())
        {
            foreach (var file in Modules.DirHash.Below(tree))
                File.SetAttributes(file, FileAttributes.Normal);
        }
        else
        {
            foreach (var folder in FoldersOf(tree))
                File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | OwnersRights);
        }

        ReadWatch.ThrowIfLeft();
        Directory.Delete(tree, recursive: true);
    }

    // A link goes itself, not what it leads to.
    private static void Delete(string path)
    {
        ReadWatch.ThrowIfLeft();
        if (new DirectoryInfo(path) is { Exists: true, LinkTarget: null })
        {
            DeleteTree(path);
            return;
        }

        if (OperatingSystem.IsWindows() && File.Exists(path))
            File.SetAttributes(path, FileAttributes.Normal);
        File.Delete(path);
    }

    // The tree's own first; lazily, since a folder that its owner can't read has to be made readable before it is
    // looked into.
    private static IEnumerable<string> FoldersOf(string tree)
    {
        var open = new Stack<string>([tree]);
        while (open.TryPop(out var folder))
        {
            yield return folder;
            foreach (var inner in new DirectoryInfo(folder).GetDirectories())
            {
                if (inner.LinkTarget is null)
                    open.Push(inner.FullName);
            }
        }
    }
}

/// <summary>Why a part of the cache isn't cleared.</summary>
/// <param name="Path">A folder.</param>
/// <param name="IsOwner">Another owner is to blame.</param>
/// <param name="Reason">A clause.</param>
internal sealed record Obstacle(string Path, bool IsOwner, string Reason);
