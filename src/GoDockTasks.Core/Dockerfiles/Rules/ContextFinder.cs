using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>Finds the folder that a Dockerfile is meant to be built with: it isn't written in the file.</summary>
internal static class ContextFinder
{
    // Nobody's Dockerfile lies deeper below its context.
    private const int MaxLevels = 8;

    /// <summary>The Dockerfile's folder, unless one above it, up to the root of the repository, has more of what COPY takes.</summary>
    public static string Find(string dockerfilePath, Dockerfile dockerfile)
    {
        var own = Path.GetDirectoryName(dockerfilePath)!;
        var sources = Sources(dockerfile).ToList();
        var (best, bestCount) = (own, Count(own, sources));
        for (var (folder, level) = (own, 0); level < MaxLevels && bestCount < sources.Count && !Path.Exists(Path.Combine(folder, ".git")) && Path.GetDirectoryName(folder) is { } parent; level++)
        {
            folder = parent;
            if (Count(folder, sources) is var count && count > bestCount)
                (best, bestCount) = (folder, count);
        }

        // Outside of a repository a folder above is only a guess.
        return best;
    }

    private static int Count(string folder, List<string> sources)
    {
        var context = new BuildContext(folder, IgnoreFile.Empty, null);
        return sources.Count(source => context.Match(source) is not { IsEmpty: true });
    }

    private static IEnumerable<string> Sources(Dockerfile dockerfile)
    {
        foreach (var instruction in dockerfile.Instructions)
        {
            if (instruction.Kind is InstructionKind.Copy or InstructionKind.Add && instruction.Flag("from") is null && instruction.Arguments.Length > 1)
            {
                foreach (var word in instruction.Arguments[..^1])
                {
                    if (!word.Text.Contains('$', StringComparison.Ordinal) && !CopyEvaluator.IsRemote(word.Text) && HeredocNames.Parse(word.Text) is null)
                        yield return ImagePath.Combine("/", word.Text)[1..];
                }
            }
        }
    }
}
