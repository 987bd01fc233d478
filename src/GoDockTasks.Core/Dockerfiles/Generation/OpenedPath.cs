using System.Text.RegularExpressions;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>A relative path that a Go file opens by a literal.</summary>
/// <param name="Value">With /, without <c>./</c>; of a pattern the folder that it starts from.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">Of the literal, in characters, from 1.</param>
internal sealed partial record OpenedPath(string Value, int Line, int Column)
{
    /// <summary>
    /// What is passed to os, io/ioutil, net/http and path/filepath to be read; to templates, of the standard library or
    /// of a web framework; and to a migration tool as <c>file://</c>.
    /// </summary>
    /// <param name="text">A Go file's.</param>
    public static IEnumerable<OpenedPath> Find(string text)
    {
        var code = WithoutComments(text);
        foreach (Match match in Call().Matches(code))
        {
            foreach (Capture capture in match.Groups["path"].Captures)
            {
                if (Normal(capture.Value) is { } path)
                    yield return At(code, capture.Index - 1, path);
            }
        }
    }

    private static OpenedPath At(string text, int offset, string path) =>
        new(path, text.AsSpan(0, offset).Count('\n') + 1, offset - text.AsSpan(0, offset).LastIndexOf('\n'));

    // Null for what isn't relative to where the program starts, or can't be known.
    private static string? Normal(string path)
    {
        if (path.StartsWith("file://", StringComparison.Ordinal))
            path = path["file://".Length..];
        var wildcard = path.AsSpan().IndexOfAny("*?[");
        if (wildcard >= 0)
            path = path[..(path.LastIndexOf('/', wildcard) + 1)];
        var parts = path.Split('/').Where(part => part is not ("" or ".")).ToArray();
        return
            path.StartsWith('/')
            || path.Contains('\\', StringComparison.Ordinal)
            || parts.Contains("..")
            || parts.Length == 0
            ? null
            : string.Join('/', parts);
    }

    // As long as before, so that places stay.
    private static string WithoutComments(string text) =>
        CommentOrLiteral()
            .Replace(text, match => match.Value[0] == '/' ? Blank().Replace(match.Value, " ") : match.Value);

    // A literal is what isn't a comment: `//` in one begins none.
    [GeneratedRegex(
        """//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'""",
        RegexOptions.Singleline | RegexOptions.CultureInvariant
    )]
    private static partial Regex CommentOrLiteral();

    [GeneratedRegex(@"[^\n]")]
    private static partial Regex Blank();

    [GeneratedRegex(
        """
            (?:\b(?:os\.(?:Open|ReadFile|ReadDir|DirFS)|ioutil\.(?:ReadFile|ReadDir)
              |http\.Dir|filepath\.(?:Glob|Walk|WalkDir))\(\s*
              |\.(?:ParseFiles|ParseGlob|LoadHTMLFiles|LoadHTMLGlob)\(\s*
              |\bhttp\.ServeFile\([^,()\n]+,[^,()\n]+,\s*
              |\.(?:Static|StaticFile|File)\(\s*"[^"\n]*"\s*,\s*
            )["`](?<path>[^"`\n]+)["`](?:\s*,\s*["`](?<path>[^"`\n]+)["`])*(?=\s*[,)])
            |["`](?<path>file://[^/"`\n][^"`\n]*)["`]
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Call();
}
