namespace GoDockTasks.Core.Dockerfiles.Context;

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
