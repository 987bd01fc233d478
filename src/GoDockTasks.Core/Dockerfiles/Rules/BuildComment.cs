namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>
/// The command that people write into a Dockerfile for those who build it: `# docker build -f x/Dockerfile .`.
/// </summary>
internal static class BuildComment
{
    // Nobody reads longer ones.
    private const int MaxLength = 1000;

    /// <summary>Absolute paths of the folders that such commands send.</summary>
    /// <param name="dockerfilePath">Absolute.</param>
    public static IEnumerable<string> ContextsIn(string dockerfilePath, string text)
    {
        foreach (var line in text.Split('\n'))
        {
            if (line is not ['#', ..] || line.Length > MaxLength)
                continue;
            var words = line[1..].Split([' ', '\t', '\r', '`'], StringSplitOptions.RemoveEmptyEntries);
            var start = Array.FindIndex(words, word => word is "docker" or "podman" or "buildah" or "nerdctl");
            if (start < 0 || !words.Skip(start + 1).Take(2).Any(word => word is "build" or "bud"))
                continue;
            // What is written of the path tells from where the command is started.
            var file = Array.FindIndex(words, start, word => word is "-f" or "--file") + 1;
            if (
                file == 0
                || file + 1 >= words.Length
                || words[file].TrimStart('.', '/') is var written
                    && !dockerfilePath.EndsWith("/" + written, StringComparison.Ordinal)
            )
                continue;
            var from = dockerfilePath[..^written.Length];
            if (words[^1] is ['.', ..] or [>= 'a' and <= 'z', ..] && !words[^1].Contains('\0'))
                yield return Path.TrimEndingDirectorySeparator(Path.GetFullPath(words[^1], from));
        }
    }
}
