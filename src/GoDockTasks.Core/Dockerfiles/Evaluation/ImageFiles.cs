using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Evaluation;

/// <summary>
/// The files of an image after an instruction, as layers of what was copied. Only what comes from the build context,
/// another stage or a known command is known; the rest is told apart as absent or unknown.
/// </summary>
internal abstract class ImageFiles
{
    /// <summary>A file (not a folder).</summary>
    /// <param name="path">Absolute in the image.</param>
    public abstract FoundFile Find(string path);

    /// <summary>
    /// Whether a file that passes <paramref name="isWanted"/> (by name) lies in a folder or, unless told otherwise,
    /// below it.
    /// </summary>
    public abstract Presence FindBelow(string directory, Predicate<string> isWanted, bool isDeep = true);

    /// <summary>A folder.</summary>
    /// <param name="path">Absolute in the image.</param>
    public abstract Presence FindFolder(string path);

    /// <summary>
    /// Whether a path lies in a folder that is copied from the build context: a file that isn't there now may be made
    /// before the image is built.
    /// </summary>
    internal virtual bool IsInContextFolder(string path) => false;

    /// <summary>A file or a folder.</summary>
    public Presence Exists(string path)
    {
        var (file, folder) = (Find(path).Presence, FindFolder(path));
        return file == Presence.Present || folder == Presence.Present ? Presence.Present
            : file == Presence.Unknown || folder == Presence.Unknown ? Presence.Unknown
            : Presence.Absent;
    }

    /// <summary>A base image without sources of anybody's: golang, alpine, scratch.</summary>
    public static ImageFiles Nothing { get; } = new Constant(Presence.Absent);

    /// <summary>A base image that could hold anything.</summary>
    public static ImageFiles Anything { get; } = new Constant(Presence.Unknown);

    /// <summary>A file or folder of the context at a path; a folder's content, not the folder.</summary>
    internal ImageFiles WithContext(
        BuildContext context,
        string source,
        string target,
        bool isDirectory,
        IgnoreFile? exclude = null
    ) => new ContextLayer(this, context, source, target, isDirectory, exclude);

    /// <summary>A file or folder of another stage at a path.</summary>
    internal ImageFiles WithStage(ImageFiles files, string source, string target) =>
        new StageLayer(this, files, source, target);

    /// <summary>A file that is made, not copied.</summary>
    internal ImageFiles WithFile(string path) => new FileLayer(this, path);

    /// <summary>A folder that is made.</summary>
    internal ImageFiles WithFolder(string path) => new FolderLayer(this, path);

    /// <summary>Anything may have happened in a folder.</summary>
    internal ImageFiles WithUnknown(string directory) => new UnknownLayer(this, directory, hides: false);

    /// <summary>Nothing of what was in a folder is seen: a mount of something empty or unknown.</summary>
    internal ImageFiles WithHidden(string directory) => new UnknownLayer(this, directory, hides: true);

    private static bool IsIn(string directory, string file, bool isDeep) =>
        isDeep ? ImagePath.Below(directory, file) is { Length: > 0 } : ImagePath.ParentOf(file) == directory;

    private sealed class Constant(Presence presence) : ImageFiles
    {
        public override FoundFile Find(string path) => new(presence);

        public override Presence FindFolder(string path) => path == "/" ? Presence.Present : presence;

        public override Presence FindBelow(string directory, Predicate<string> isWanted, bool isDeep = true) =>
            presence;
    }

    private sealed class ContextLayer(
        ImageFiles below,
        BuildContext context,
        string source,
        string target,
        bool isDirectory,
        IgnoreFile? exclude
    ) : ImageFiles
    {
        internal override bool IsInContextFolder(string path) =>
            isDirectory && ImagePath.Below(target, path) is not null || below.IsInContextFolder(path);

        public override FoundFile Find(string path)
        {
            if (ImagePath.Below(target, path) is { } rest && (isDirectory ? rest.Length > 0 : rest.Length == 0))
            {
                var file = isDirectory
                    ? source.Length == 0
                        ? rest
                        : source + "/" + rest
                    : source;
                if (context.Find(file) == ContextEntry.File && exclude?.Excludes(file) != true)
                    return new(Presence.Present, file);
            }

            return below.Find(path);
        }

        public override Presence FindBelow(string directory, Predicate<string> isWanted, bool isDeep = true)
        {
            var own = Own(directory, isWanted, isDeep);
            if (own == Presence.Present)
                return own;
            var others = below.FindBelow(directory, isWanted, isDeep);
            return others == Presence.Absent ? own : others;
        }

        public override Presence FindFolder(string path)
        {
            if (ImagePath.Below(path, target) is { } above && (isDirectory || above.Length > 0))
                return Presence.Present;
            return
                isDirectory
                && ImagePath.Below(target, path) is { } rest
                && context.Find(source.Length == 0 ? rest : source + "/" + rest) == ContextEntry.Directory
                ? Presence.Present
                : below.FindFolder(path);
        }

        private Presence Own(string directory, Predicate<string> isWanted, bool isDeep)
        {
            if (!isDirectory)
                return IsIn(directory, target, isDeep) && isWanted(ImagePath.NameOf(target))
                    ? Presence.Present
                    : Presence.Absent;
            var folder =
                ImagePath.Below(directory, target) is { } above && (isDeep || above.Length == 0) ? source
                : ImagePath.Below(target, directory) is { } rest
                    ? source.Length == 0 ? rest
                        : source + "/" + rest
                : null;
            if (folder is null)
                return Presence.Absent;
            return context.HasFile(folder, isWanted, isDeep) switch
            {
                true => exclude is null ? Presence.Present : Presence.Unknown,
                false => Presence.Absent,
                _ => Presence.Unknown,
            };
        }
    }

    private sealed class StageLayer(ImageFiles below, ImageFiles files, string source, string target) : ImageFiles
    {
        internal override bool IsInContextFolder(string path) =>
            ImagePath.Below(target, path) is { } rest
                && files.IsInContextFolder(rest.Length == 0 ? source : ImagePath.Combine(source, rest))
            || below.IsInContextFolder(path);

        public override FoundFile Find(string path)
        {
            if (
                ImagePath.Below(target, path) is { } rest
                && files.Find(rest.Length == 0 ? source : ImagePath.Combine(source, rest)) is { IsAbsent: false } found
            )
                return found;
            return below.Find(path);
        }

        public override Presence FindBelow(string directory, Predicate<string> isWanted, bool isDeep = true)
        {
            var folder =
                ImagePath.Below(directory, target) is { } above && (isDeep || above.Length == 0) ? source
                : ImagePath.Below(target, directory) is { } rest ? ImagePath.Combine(source, rest)
                : null;
            var own = folder is null ? Presence.Absent : files.FindBelow(folder, isWanted, isDeep);
            if (own == Presence.Present)
                return own;
            var others = below.FindBelow(directory, isWanted, isDeep);
            return others == Presence.Absent ? own : others;
        }

        public override Presence FindFolder(string path)
        {
            if (ImagePath.Below(path, target) is { Length: > 0 })
                return Presence.Present;
            if (ImagePath.Below(target, path) is not { } rest)
                return below.FindFolder(path);
            var own = files.FindFolder(rest.Length == 0 ? source : ImagePath.Combine(source, rest));
            if (own == Presence.Present)
                return own;
            var others = below.FindFolder(path);
            return others == Presence.Absent ? own : others;
        }
    }

    private sealed class FolderLayer(ImageFiles below, string made) : ImageFiles
    {
        internal override bool IsInContextFolder(string path) => below.IsInContextFolder(path);

        public override FoundFile Find(string path) => below.Find(path);

        public override Presence FindBelow(string directory, Predicate<string> isWanted, bool isDeep = true) =>
            below.FindBelow(directory, isWanted, isDeep);

        public override Presence FindFolder(string path) =>
            ImagePath.Below(path, made) is not null ? Presence.Present : below.FindFolder(path);
    }

    private sealed class FileLayer(ImageFiles below, string made) : ImageFiles
    {
        internal override bool IsInContextFolder(string path) => below.IsInContextFolder(path);

        public override FoundFile Find(string path) => path == made ? new(Presence.Present) : below.Find(path);

        public override Presence FindFolder(string path) =>
            ImagePath.Below(path, made) is { Length: > 0 } ? Presence.Present : below.FindFolder(path);

        public override Presence FindBelow(string directory, Predicate<string> isWanted, bool isDeep = true) =>
            IsIn(directory, made, isDeep) && isWanted(ImagePath.NameOf(made))
                ? Presence.Present
                : below.FindBelow(directory, isWanted, isDeep);
    }

    private sealed class UnknownLayer(ImageFiles below, string directory, bool hides) : ImageFiles
    {
        internal override bool IsInContextFolder(string path) => below.IsInContextFolder(path);

        public override FoundFile Find(string path)
        {
            if (ImagePath.Below(directory, path) is null)
                return below.Find(path);
            return hides || below.Find(path) is not { IsPresent: true } found ? FoundFile.Unknown : found;
        }

        public override Presence FindBelow(string folder, Predicate<string> isWanted, bool isDeep = true)
        {
            if (ImagePath.Below(directory, folder) is null && ImagePath.Below(folder, directory) is null)
                return below.FindBelow(folder, isWanted, isDeep);
            return hides || below.FindBelow(folder, isWanted, isDeep) != Presence.Present
                ? Presence.Unknown
                : Presence.Present;
        }

        public override Presence FindFolder(string path)
        {
            if (hides && ImagePath.Below(path, directory) is not null)
                return Presence.Present;
            if (ImagePath.Below(directory, path) is null)
                return below.FindFolder(path);
            return hides || below.FindFolder(path) != Presence.Present ? Presence.Unknown : Presence.Present;
        }
    }
}

/// <summary>What is known of a path in an image.</summary>
/// <param name="Source">
/// Where it comes from in the build context (relative, forward slashes); null where it doesn't, or isn't there.
/// </param>
public readonly record struct FoundFile(Presence Presence, string? Source = null)
{
    public static FoundFile Absent => new(Presence.Absent);

    public static FoundFile Unknown => new(Presence.Unknown);

    public bool IsPresent => Presence == Presence.Present;

    public bool IsAbsent => Presence == Presence.Absent;
}

/// <summary>Whether a file is in an image at some point of its build.</summary>
public enum Presence
{
    Absent,
    Present,

    /// <summary>A base image or a command that can't be looked into may have put it there, or taken it away.</summary>
    Unknown,
}
