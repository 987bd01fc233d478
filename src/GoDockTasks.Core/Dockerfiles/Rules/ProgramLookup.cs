using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Rules.Contents;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>Where a program is looked for that is to be started: as execvp does, with what is known of PATH.</summary>
internal static class ProgramLookup
{
    private static readonly ImmutableArray<string> DefaultPath =
    [
        "/usr/local/sbin",
        "/usr/local/bin",
        "/usr/sbin",
        "/usr/bin",
        "/sbin",
        "/bin",
    ];

    /// <summary>Whether it is there; a folder isn't a program.</summary>
    /// <param name="program">As written: a path, or a name that is looked for in PATH.</param>
    /// <param name="directory">Where it is started; null where unknown.</param>
    public static Presence Find(
        ImageFiles content,
        BaseImage image,
        VariableValue? path,
        string? directory,
        string program
    ) =>
        program.Contains('/', StringComparison.Ordinal)
            ? PathOf(program, directory) is { } file
                ? content.Find(file).Presence
                : Presence.Unknown
            : Folders(image, path, directory) is not { } folders || program.Length == 0
                ? Presence.Unknown
                : folders
                    .Select(folder => content.Find(ImagePath.Combine(folder, program)).Presence)
                    .Aggregate(Presence.Absent, Better);

    /// <summary>Where it certainly lies, absolute; null where that isn't known.</summary>
    public static string? Locate(
        ImageFiles content,
        BaseImage image,
        VariableValue? path,
        string? directory,
        string program
    )
    {
        if (program.Contains('/', StringComparison.Ordinal))
            return PathOf(program, directory);
        foreach (var folder in Folders(image, path, directory) ?? [])
        {
            var candidate = ImagePath.Combine(folder, program);
            if (content.Find(candidate).Presence is var presence and not Presence.Absent)
                return presence == Presence.Present ? candidate : null;
        }

        return null;
    }

    /// <summary>Absolute; null where that can't be known.</summary>
    public static string? PathOf(string program, string? directory) =>
        program.StartsWith('/') || directory is not null ? ImagePath.Combine(directory ?? "/", program) : null;

    private static Presence Better(Presence one, Presence other) =>
        one == Presence.Present || other == Presence.Present ? Presence.Present
        : one == Presence.Unknown || other == Presence.Unknown ? Presence.Unknown
        : Presence.Absent;

    // A base image's own PATH is the default's, and golang's has go's two folders before it; a value that ENV put
    // together isn't known.
    private static ImmutableArray<string>? Folders(BaseImage image, VariableValue? path, string? directory)
    {
        if (path is { Text: { } text })
            return [.. text.Split(':').Select(folder => PathOf(folder, directory)).OfType<string>()];
        return path is null || ReferenceEquals(path, VariableValue.OfBaseImage)
            ? image.IsGolang
                ? ["/go/bin", "/usr/local/go/bin", .. DefaultPath]
                : DefaultPath
            : null;
    }
}
