using System.Collections.Immutable;

namespace GoDockTasks.Core.Images;

/// <summary>What to look up, and where to write it.</summary>
public sealed record BaseImageRequest
{
    /// <summary>
    /// Every base image in use; one may come several times, and those with a digest of their own and <c>scratch</c> may
    /// be among them.
    /// </summary>
    public required ImmutableArray<UsedImage> Images { get; init; }

    /// <summary>Absolute path of the lock file.</summary>
    public required string LockFile { get; init; }

    /// <summary>Absolute path of the project's folder.</summary>
    public required string ProjectDirectory { get; init; }

    /// <summary>PATH, and all that the tools find a log-in or a proxy by.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>How long one tool may take for one image.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>A lock file that isn't in the project's folder may hold other projects' images too.</summary>
    internal bool IsShared => Path.GetDirectoryName(LockFile) != Path.TrimEndingDirectorySeparator(ProjectDirectory);
}
