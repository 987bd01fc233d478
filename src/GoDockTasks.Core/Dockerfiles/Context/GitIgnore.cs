using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Context;

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
