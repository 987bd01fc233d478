using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>
/// Parser directives: comments of the form `name=value` before anything else. The first line that is none ends them.
/// Source: BuildKit's frontend/dockerfile/parser/directives.go.
/// </summary>
internal sealed class ParserDirectiveReader
{
    private readonly List<ParserDirective> directives = [];
    private bool isDone;

    public char EscapeToken { get; private set; } = '\\';

    public IReadOnlyList<ParserDirective> Directives => directives;

    /// <summary>
    /// Looks at a line that starts with its first character that isn't white space; false where it is no directive.
    /// </summary>
    public bool TryRead(string file, int start, int end, List<DockerfileError> errors)
    {
        if (isDone)
            return false;
        var directive = start < end && file[start] == '#' ? Split(file, start + 1, end) : null;
        if (directive is not { } found)
        {
            isDone = true;
            return false;
        }

        if (directives.Exists(other => other.Name == found.Name))
            errors.Add(new(start, $"the directive '{found.Name}' is given twice; remove one"));
        else if (found.Name == "escape" && found.Value.Text is not ("\\" or "`"))
            errors.Add(new(found.Value.Start, $"the escape character must be \\ or `, not '{found.Value.Text}'"));
        else if (found.Name == "escape")
            EscapeToken = found.Value.Text[0];
        directives.Add(found);
        return true;
    }

    private static ParserDirective? Split(string file, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(file[start]))
            start++;
        var nameEnd = start;
        while (nameEnd < end && char.IsAsciiLetterOrDigit(file[nameEnd]))
            nameEnd++;
        var at = SkipBlanks(file, nameEnd, end);
        if (nameEnd == start || at == end || file[at] != '=')
            return null;
        var name = file[start..nameEnd].ToLowerInvariant();
        var valueStart = SkipBlanks(file, at + 1, end);
        while (end > valueStart && IsBlank(file[end - 1]))
            end--;
        return valueStart < end && name is "syntax" or "escape" or "check"
            ? new(name, new(file[valueStart..end], valueStart, end))
            : null;
    }

    private static int SkipBlanks(string file, int at, int end)
    {
        while (at < end && IsBlank(file[at]))
            at++;
        return at;
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\f' or '\n';
}
