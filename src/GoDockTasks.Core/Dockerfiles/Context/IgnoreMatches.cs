using System.Collections.Immutable;

namespace GoDockTasks.Core.Dockerfiles.Context;

/// <summary>What patterns say of one path and of the folders above it.</summary>
/// <param name="path">Clean, with forward slashes.</param>
internal sealed class IgnoreMatches(ImmutableArray<IgnorePattern> patterns, string path)
{
    private readonly bool[]?[] asked = new bool[patterns.Length][];

    /// <summary>
    /// The pattern by which a walk from the outermost folder inwards leaves the path out; null where it comes by.
    /// </summary>
    public IgnorePattern? LeftOutByWalk()
    {
        // Which patterns have matched a folder above. One that couldn't have changed anything there wasn't asked, and
        // so isn't among them.
        var matched = new bool[patterns.Length];
        IgnorePattern? excluding = null;
        for (var (level, levels) = (0, path.AsSpan().Count('/') + 1); level < levels; level++)
        {
            excluding = null;
            for (var i = 0; i < patterns.Length; i++)
            {
                if (!matched[i] && (CannotChange(i, excluding) || !Ask(i)[level]))
                    continue;
                matched[i] = true;
                excluding = patterns[i].IsException ? null : patterns[i];
            }
        }

        return excluding;
    }

    /// <summary>
    /// The pattern by which the path can't be opened: the last one that matches it or a folder above; null where that
    /// is an exception, or there is none.
    /// </summary>
    public IgnorePattern? ClosedToOpening()
    {
        IgnorePattern? excluding = null;
        for (var i = 0; i < patterns.Length; i++)
        {
            if (!CannotChange(i, excluding) && Ask(i).Contains(true))
                excluding = patterns[i].IsException ? null : patterns[i];
        }

        return excluding;
    }

    private bool CannotChange(int i, IgnorePattern? excluding) => patterns[i].IsException == excluding is null;

    private bool[] Ask(int i) => asked[i] ??= patterns[i].Match(path);
}
