using System.Collections.Concurrent;
using System.Collections.Immutable;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Context;

/// <summary>
/// What lies around Dockerfiles, each folder and file looked at once for all that are checked together. Safe to be
/// asked by several threads.
/// </summary>
internal sealed class Surroundings
{
    // Nobody's folders are nested deeper.
    private const int MaxLevels = 32;
    private const int MaxFileBytes = 1024 * 1024;

    private readonly ConcurrentDictionary<string, ImmutableArray<DescribedBuild>> described = new(
        StringComparer.Ordinal
    );
    private readonly ConcurrentDictionary<string, string?> tops = new(StringComparer.Ordinal);

    /// <summary>The top of the repository that a folder is in: that with .git; null outside of one.</summary>
    public string? TopOf(string folder) => tops.GetOrAdd(folder, FindTop);

    /// <summary>What git leaves alone there.</summary>
    public GitIgnore IgnoredByGit(string folder) => new(TopOf(folder));

    /// <summary>
    /// A folder and those above it, up to the top of the repository; outside of one up to the last with a go.mod,
    /// go.work, compose or bake file.
    /// </summary>
    public ImmutableArray<string> FoldersUpFrom(string folder)
    {
        var folders = ImmutableArray.CreateBuilder<string>();
        var (top, kept) = (TopOf(folder), 1);
        for (var next = folder; next is not null && folders.Count < MaxLevels; next = Path.GetDirectoryName(next))
        {
            folders.Add(next);
            if (next == top)
                return folders.ToImmutable();
            if (top is null && IsMarked(next))
                kept = folders.Count;
        }

        return top is null ? [.. folders.Take(kept)] : folders.ToImmutable();
    }

    /// <summary>
    /// Outside of a repository, the folders above <see cref="FoldersUpFrom"/>: a source archive has no .git, and yet a
    /// top.
    /// </summary>
    public IEnumerable<string> FoldersBeyond(string folder)
    {
        if (TopOf(folder) is not null)
            yield break;
        var next = Path.GetDirectoryName(FoldersUpFrom(folder)[^1]);
        for (var level = 0; level < MaxLevels && next is not null; level++, next = Path.GetDirectoryName(next))
            yield return next;
    }

    /// <summary>The builds that compose and bake files of a folder describe.</summary>
    public ImmutableArray<DescribedBuild> BuildsDescribedIn(string folder) => described.GetOrAdd(folder, ReadBuilds);

    private bool IsMarked(string folder) =>
        File.Exists(Path.Combine(folder, "go.mod"))
        || File.Exists(Path.Combine(folder, "go.work"))
        || !BuildsDescribedIn(folder).IsEmpty;

    private static string? FindTop(string folder)
    {
        var next = folder;
        for (var level = 0; level < MaxLevels && next is not null; level++, next = Path.GetDirectoryName(next))
        {
            if (Path.Exists(Path.Combine(next, ".git")))
                return next;
        }

        return null;
    }

    private static ImmutableArray<DescribedBuild> ReadBuilds(string folder)
    {
        var builds = ImmutableArray.CreateBuilder<DescribedBuild>();
        foreach (var path in Files(folder))
        {
            var name = Path.GetFileName(path);
            var (isCompose, isBake) = (ComposeFile.IsName(name), BakeDefinition.IsName(name));
            if ((isCompose || isBake) && ModuleFileReader.Read(path, MaxFileBytes).Text is { } text)
                builds.AddRange(isCompose ? ComposeFile.Read(path, text) : BakeDefinition.Read(path, text));
        }

        return builds.ToImmutable();
    }

    private static IEnumerable<string> Files(string folder)
    {
        try
        {
            return Directory.GetFiles(folder, "*").Order(StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

/// <summary>An image build that a compose or bake file describes.</summary>
/// <param name="File">Absolute path of the file that does.</param>
/// <param name="Context">Absolute path of the folder that is sent.</param>
/// <param name="Dockerfile">Absolute path.</param>
/// <param name="Target">The stage that is built, as written; null for the last one.</param>
internal sealed record DescribedBuild(string File, string Context, string Dockerfile, string? Target = null)
{
    /// <summary>
    /// A build with paths as they are written; null where they aren't folders and files of this machine.
    /// </summary>
    /// <param name="context">Relative to the file's folder; null for that itself.</param>
    /// <param name="dockerfile">Relative to the context; null for the file of that name.</param>
    public static DescribedBuild? Create(string file, string? context, string? dockerfile)
    {
        context ??= ".";
        dockerfile ??= "Dockerfile";
        if (
            IsRemote(context)
            || context.Contains('\0', StringComparison.Ordinal)
            || dockerfile.Contains('\0', StringComparison.Ordinal)
        )
            return null;
        var folder = Path.TrimEndingDirectorySeparator(
            Path.GetFullPath(context.Replace('\\', '/'), Path.GetDirectoryName(file)!)
        );
        return new(file, folder, Path.GetFullPath(dockerfile.Replace('\\', '/'), folder));
    }

    // A repository, an archive, the standard input, a target of bake.
    private static bool IsRemote(string context) =>
        context is "-"
        || context.Contains("://", StringComparison.Ordinal)
        || context.StartsWith("git@", StringComparison.Ordinal)
        || context.StartsWith("github.com/", StringComparison.Ordinal)
        || context.StartsWith("target:", StringComparison.Ordinal);
}

/// <summary>
/// Which files of a repository git is told to leave alone: what a .gitignore names is made by a step before the build,
/// and not missing. Source: gitignore(5). A path counts as a file and as a folder, since it may not be there.
/// </summary>
/// <param name="top">Absolute path of the repository's top; null outside of one.</param>
internal sealed class GitIgnore(string? top)
{
    private const int MaxBytes = 1024 * 1024;

    /// <param name="path">Absolute.</param>
    public bool Ignores(string path)
    {
        if (
            top is null
            || (path != top && !path.StartsWith(top + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        )
            return false;
        var (folder, isIgnored) = (top, false);
        foreach (var segment in Path.GetRelativePath(top, path).Split(Path.DirectorySeparatorChar))
        {
            foreach (var (pattern, isException) in Patterns(folder))
            {
                if (pattern.Match(Path.GetRelativePath(folder, path).Replace('\\', '/')).Contains(true))
                    isIgnored = !isException;
            }

            folder = Path.Combine(folder, segment);
        }

        return isIgnored;
    }

    private static IEnumerable<(IgnoreGlob Pattern, bool IsException)> Patterns(string folder)
    {
        if (ModuleFileReader.Read(Path.Combine(folder, ".gitignore"), MaxBytes).Text is not { } text)
            yield break;
        foreach (var whole in text.Split('\n'))
        {
            var line = whole.TrimEnd();
            if (line.Length == 0 || line[0] == '#')
                continue;
            var isException = line[0] == '!';
            var pattern = (isException ? line[1..] : line).TrimEnd('/');
            // One with a slash counts from the folder of its file, others at any depth.
            var isAnchored = pattern.Contains('/', StringComparison.Ordinal);
            if (
                pattern.TrimStart('/') is { Length: > 0 } name
                && IgnoreGlob.Parse(isAnchored ? name : "**/" + name) is { IsValid: true } glob
            )
                yield return (glob, isException);
        }
    }
}
