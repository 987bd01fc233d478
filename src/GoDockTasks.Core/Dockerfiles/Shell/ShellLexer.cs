namespace GoDockTasks.Core.Dockerfiles.Shell;

/// <summary>
/// Cuts a script into words and operators, as POSIX sh does (Shell Command Language, 2.3 Token Recognition).
/// </summary>
internal ref struct ShellLexer(string script)
{
    private int at;

    public ShellToken Next()
    {
        SkipBlanks();
        var start = at;
        if (at == script.Length)
            return new(ShellTokenKind.End, "", at);
        var c = script[at];
        if (c is '\n' or ';' or '(' or ')' or '|' or '&' && !IsRedirectionOfBoth())
            return Operator(start);
        if (c is '<' or '>' or '&' || (char.IsAsciiDigit(c) && IsNumberedRedirection()))
            return Redirection(start);
        SkipWord();
        return new(ShellTokenKind.Word, script[start..at], start);
    }

    private void SkipBlanks()
    {
        while (at < script.Length)
        {
            if (script[at] is ' ' or '\t' or '\r' or '\v' or '\f')
                at++;
            else if (script[at] == '\\' && at + 1 < script.Length && script[at + 1] == '\n')
                at += 2;
            else if (script[at] == '#')
                SkipComment();
            else
                return;
        }
    }

    private void SkipComment()
    {
        var end = script.IndexOf('\n', at);
        at = end < 0 ? script.Length : end;
    }

    private readonly bool IsRedirectionOfBoth() => script[at] == '&' && at + 1 < script.Length && script[at + 1] == '>';

    private readonly bool IsNumberedRedirection()
    {
        var end = at;
        while (end < script.Length && char.IsAsciiDigit(script[end]))
            end++;
        return end < script.Length && script[end] is '<' or '>';
    }

    private ShellToken Operator(int start)
    {
        var c = script[at++];
        if (at < script.Length && script[at] == c && c is '&' or '|' or ';')
            at++;
        return new(ShellTokenKind.Operator, script[start..at], start);
    }

    private ShellToken Redirection(int start)
    {
        while (at < script.Length && (char.IsAsciiDigit(script[at]) || script[at] == '&'))
            at++;
        while (at < script.Length && script[at] is '<' or '>')
            at++;
        if (at < script.Length && script[at] is '&' or '|' or '-')
            at++;
        return new(ShellTokenKind.Redirection, script[start..at], start);
    }

    private void SkipWord()
    {
        while (at < script.Length)
        {
            switch (script[at])
            {
                case ' ' or '\t' or '\n' or '\r' or ';' or '&' or '|' or '<' or '>' or '(' or ')':
                    return;
                case '\\':
                    at = Math.Min(at + 2, script.Length);
                    break;
                case '\'':
                    SkipPast('\'');
                    break;
                case '"':
                    SkipDoubleQuoted();
                    break;
                case '`':
                    SkipPast('`');
                    break;
                case '$':
                    SkipDollar();
                    break;
                default:
                    at++;
                    break;
            }
        }
    }

    private void SkipPast(char end)
    {
        var found = script.IndexOf(end, at + 1);
        at = found < 0 ? script.Length : found + 1;
    }

    private void SkipDoubleQuoted()
    {
        for (at++; at < script.Length && script[at] != '"'; )
        {
            if (script[at] == '\\')
                at = Math.Min(at + 2, script.Length);
            else if (script[at] == '$')
                SkipDollar();
            else
                at++;
        }

        at = Math.Min(at + 1, script.Length);
    }

    // $(…) and ${…} with what is nested in them; counting brackets is enough to find their end in what people write.
    private void SkipDollar()
    {
        at++;
        if (at == script.Length || script[at] is not ('(' or '{'))
            return;
        var (open, close) = script[at] == '(' ? ('(', ')') : ('{', '}');
        for (var depth = 0; at < script.Length; at++)
        {
            if (script[at] == '\\')
                at++;
            else if (script[at] == '\'')
                at = script.IndexOf('\'', at + 1) is var end and >= 0 ? end : script.Length;
            else if (script[at] == open)
                depth++;
            else if (script[at] == close && --depth == 0)
                break;
        }

        at = Math.Min(at + 1, script.Length);
    }
}

/// <summary>A piece of a script.</summary>
/// <param name="Text">As written.</param>
/// <param name="Start">Index in the script.</param>
internal readonly record struct ShellToken(ShellTokenKind Kind, string Text, int Start);

/// <summary>What a script is made of.</summary>
internal enum ShellTokenKind
{
    Word,

    /// <summary>&amp;&amp;, ||, ;, |, &amp;, a line end, and the parentheses.</summary>
    Operator,

    /// <summary>&gt;, &gt;&gt;, &lt; and their like, with the number before them; what follows is a file.</summary>
    Redirection,
    End,
}
