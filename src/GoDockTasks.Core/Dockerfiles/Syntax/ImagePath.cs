using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>Paths inside an image: absolute, with forward slashes, without `.`, `..` and a slash at the end.</summary>
internal static class ImagePath
{
    public static string Combine(string directory, string path)
    {
        var parts = new List<string>();
        foreach (var part in (path.StartsWith('/') ? path : directory + "/" + path).Split('/'))
        {
            if (part is "" or ".")
                continue;
            if (part != "..")
                parts.Add(part);
            else if (parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
        }

        return "/" + string.Join('/', parts);
    }

    /// <summary>
    /// What is left of a path below a folder: "" for the folder itself, null where it lies elsewhere.
    /// </summary>
    public static string? Below(string directory, string path)
    {
        if (path == directory)
            return "";
        if (directory == "/")
            return path[1..];
        return
            path.Length > directory.Length
            && path[directory.Length] == '/'
            && path.StartsWith(directory, StringComparison.Ordinal)
            ? path[(directory.Length + 1)..]
            : null;
    }

    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>"/" for what lies there.</summary>
    public static string ParentOf(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "/";

    /// <summary>Where a mount lies; null where that can't be known.</summary>
    public static string? OfMount(RunMount mount, string? directory) =>
        mount.Target is { } target && (target.StartsWith('/') || directory is not null)
            ? Combine(directory ?? "/", target)
            : null;

    /// <summary>Where what is written doesn't stay: the folders of all mounts.</summary>
    public static ImmutableArray<string> Mounts(ImmutableArray<RunMount> mounts, string? directory) =>
        [.. mounts.Select(mount => OfMount(mount, directory)).OfType<string>()];
}
