using System.Collections.Immutable;

namespace GoDockTasks.Core.Dockerfiles.Context;

/// <summary>A .dockerignore: which files of a folder aren't sent to a builder.</summary>
/// <param name="Patterns">In the order of the file.</param>
public sealed record IgnoreFile(ImmutableArray<IgnorePattern> Patterns)
{
    /// <summary>Excludes nothing.</summary>
    public static IgnoreFile Empty { get; } = new(ImmutableArray<IgnorePattern>.Empty);

    /// <summary>Those that BuildKit refuses, and with them the whole build; they exclude nothing here.</summary>
    public IEnumerable<IgnorePattern> Invalid => Patterns.Where(pattern => !pattern.IsValid);

    /// <summary>
    /// Reads a file's text as BuildKit does (moby/patternmatcher, ignorefile): a line with # in its first column is a
    /// comment, blanks around a pattern and around its exclamation mark don't count, paths are cleaned and count from
    /// the context's root with or without a slash before them.
    /// </summary>
    public static IgnoreFile Parse(string text)
    {
        var patterns = ImmutableArray.CreateBuilder<IgnorePattern>();
        var number = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range);
            if (number++ == 0)
                line = line.TrimStart('\uFEFF');
            var rest = line.Trim();
            if (rest.IsEmpty || line[0] == '#')
                continue;
            var isException = rest[0] == '!';
            if (isException)
                rest = rest[1..].TrimStart();
            var column = line.IndexOf(rest, StringComparison.Ordinal) + 1;
            patterns.Add(new(Clean(rest), isException, number, column));
        }

        return new(patterns.ToImmutable());
    }

    /// <summary>Whether a file or folder is kept from the builder.</summary>
    /// <param name="relativePath">From the context's root, with forward slashes.</param>
    public bool Excludes(string relativePath) => FindExcluding(relativePath) is not null;

    /// <summary>
    /// The pattern by which a file or folder is kept from the builder; null where it is sent. Both of what BuildKit
    /// does has to let it pass: the walk through the folders (a pattern that changes nothing at a folder is asked again
    /// about what is inside, without regard to the folder), and the opening of the file (the last pattern that matches
    /// it or a folder above counts).
    /// </summary>
    /// <param name="relativePath">From the context's root, with forward slashes.</param>
    public IgnorePattern? FindExcluding(string relativePath)
    {
        var path = Clean(relativePath);
        if (path is "." or "")
            return null;
        var matches = new IgnoreMatches(Patterns, path);
        return matches.LeftOutByWalk() ?? matches.ClosedToOpening();
    }

    // As Go's path/filepath.Clean on a builder's system, and without the slash that an absolute path starts with.
    private static string Clean(ReadOnlySpan<char> path)
    {
        var parts = new List<string>();
        foreach (var part in path.ToString().Split('/'))
        {
            if (part is "" or ".")
                continue;
            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
                parts.RemoveAt(parts.Count - 1);
            else if (part != ".." || path[0] != '/')
                parts.Add(part);
        }

        return parts.Count == 0
            ? path.IsEmpty
                ? ""
                : "."
            : string.Join('/', parts);
    }
}

/// <summary>One line of a .dockerignore.</summary>
public sealed record IgnorePattern
{
    private readonly IgnoreGlob glob;

    internal IgnorePattern(string text, bool isException, int line, int column)
    {
        Text = text;
        IsException = isException;
        Line = line;
        Column = column;
        glob = IgnoreGlob.Parse(text);
    }

    /// <summary>Cleaned, without the exclamation mark.</summary>
    public string Text { get; }

    /// <summary>An exclamation mark stands before it: what matches is sent after all.</summary>
    public bool IsException { get; }

    /// <summary>Line in the file, from 1.</summary>
    public int Line { get; }

    /// <summary>Where the pattern starts in its line, from 1, behind the exclamation mark.</summary>
    public int Column { get; }

    /// <summary>Whether BuildKit accepts it; one that isn't valid matches nothing here.</summary>
    public bool IsValid => glob.IsValid;

    /// <summary>
    /// Which of a path's folders, from the outermost, and at the end the path itself, the pattern matches.
    /// </summary>
    /// <param name="path">Clean, relative to the context, with forward slashes.</param>
    internal bool[] Match(string path) => glob.Match(path);
}

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
