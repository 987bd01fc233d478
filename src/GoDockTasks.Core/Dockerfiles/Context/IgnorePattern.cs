namespace GoDockTasks.Core.Dockerfiles.Context;

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
