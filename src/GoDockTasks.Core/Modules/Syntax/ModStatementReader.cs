using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>
/// Groups the tokens of a go.mod or go.work into statements, by the rules of Go's golang.org/x/mod/modfile.
/// </summary>
internal sealed class ModStatementReader(ModLexer lexer, SyntaxErrors errors)
{
    /// <summary>The next statement; null at the file's end.</summary>
    public ModStatement? Next()
    {
        List<string>? comments = null;
        while (true)
        {
            var token = lexer.Next();
            switch (token.Kind)
            {
                case ModTokenKind.EndOfFile:
                    return null;
                case ModTokenKind.EndOfLine or ModTokenKind.SuffixComment:
                    comments = null;
                    break;
                case ModTokenKind.LineComment:
                    (comments ??= []).Add(token.Text);
                    break;
                default:
                    var statement = ReadStatement(token);
                    statement.Before = comments;
                    return statement;
            }
        }
    }

    private ModStatement ReadStatement(ModToken first)
    {
        var statement = new ModStatement(first) { IsInvalid = first.Kind == ModTokenKind.Invalid };
        while (true)
        {
            var token = lexer.Next();
            if (EndsLine(statement, token))
                return statement;
            if (token.Is('(') && lexer.Peek().EndsLine)
            {
                ReadBlock(statement);
                return statement;
            }

            Add(statement, token);
            if (!token.Is('(') || !lexer.Peek().Is(')'))
                continue;
            Add(statement, lexer.Next());
            if (!lexer.Peek().EndsLine)
                continue;

            // Parentheses with nothing between them at the line's end are an empty block; elsewhere they are two
            // tokens.
            statement.Tokens.RemoveRange(statement.Tokens.Count - 2, 2);
            statement.Lines = [];
        }
    }

    private ModStatement ReadLine(ModToken first)
    {
        var line = new ModStatement(first) { IsInvalid = first.Kind == ModTokenKind.Invalid };
        while (true)
        {
            var token = lexer.Next();
            if (EndsLine(line, token))
                return line;
            Add(line, token);
        }
    }

    private static bool EndsLine(ModStatement statement, ModToken token)
    {
        if (token.Kind == ModTokenKind.SuffixComment)
            statement.Suffix = token.Text;
        return token.EndsLine;
    }

    private static void Add(ModStatement statement, ModToken token)
    {
        statement.Tokens.Add(token);
        statement.IsInvalid |= token.Kind == ModTokenKind.Invalid;
    }

    private void ReadBlock(ModStatement block)
    {
        block.Lines = [];
        List<string>? comments = null;
        while (true)
        {
            var token = lexer.Next();
            switch (token.Kind)
            {
                case ModTokenKind.EndOfFile:
                    errors.Add(
                        block.Position,
                        "the block that starts here has no closing parenthesis; add a line with ) after its last line"
                    );
                    return;
                case ModTokenKind.SuffixComment:
                    break;
                case ModTokenKind.EndOfLine:
                    // Blank lines after the first line count as an empty comment, one for several.
                    if (comments is null ? block.Lines.Count > 0 : comments[^1].Length > 0)
                        (comments ??= []).Add("");
                    break;
                case ModTokenKind.LineComment:
                    (comments ??= []).Add(token.Text);
                    break;
                case ModTokenKind.Punctuation when token.Is(')'):
                    EndBlock();
                    return;
                default:
                    var line = ReadLine(token);
                    line.Before = comments;
                    comments = null;
                    block.Lines.Add(line);
                    break;
            }
        }
    }

    private void EndBlock()
    {
        var token = lexer.Peek();
        if (!token.EndsLine)
            errors.Add(
                token.Position,
                $"{Quoted.Value(token.Text)} follows a closing parenthesis; put it on a line of its own"
            );
        while (!lexer.Peek().EndsLine)
            lexer.Next();
        if (lexer.Peek().Kind != ModTokenKind.EndOfFile)
            lexer.Next();
    }
}

/// <summary>A line of tokens, or a block of such lines in parentheses.</summary>
internal sealed class ModStatement(ModToken first)
{
    /// <summary>At least one. Of a block: those before the parenthesis.</summary>
    public List<ModToken> Tokens { get; } = [first];

    /// <summary>The lines of a block; null for a line.</summary>
    public List<ModStatement>? Lines { get; set; }

    /// <summary>
    /// Whole-line comments right before it, with their slashes; empty ones stand for blank lines inside a block.
    /// </summary>
    public List<string>? Before { get; set; }

    /// <summary>The comment at its end, with its slashes.</summary>
    public string? Suffix { get; set; }

    /// <summary>Holds an error that has been reported.</summary>
    public bool IsInvalid { get; set; }

    public TextPosition Position => Tokens[0].Position;

    /// <summary>
    /// All its comments, without slashes, one a line; those of its block if it has none, not even a blank line before
    /// it.
    /// </summary>
    /// <remarks>modfile's parseDirectiveComment.</remarks>
    public string CommentText(ModStatement? block)
    {
        if (Before is null && Suffix is null)
            return block?.CommentText(null) ?? "";
        var lines = new List<string>();
        if (Before is not null)
        {
            foreach (var comment in Before)
            {
                if (comment.Length > 0)
                    lines.Add(WithoutSlashes(comment));
            }
        }

        if (Suffix is not null)
            lines.Add(WithoutSlashes(Suffix));
        return string.Join('\n', lines);
    }

    private static string WithoutSlashes(string comment) => comment[2..].Trim();
}

/// <summary>One directive: its word, which a block says once for all its lines, and what follows it.</summary>
internal sealed class ModLine(string verb, ModStatement statement, ModStatement? block)
{
    public string Verb => verb;

    public TextPosition Position => statement.Position;

    /// <summary>The tokens without the directive's word.</summary>
    public int Count => statement.Tokens.Count - First;

    public ModToken this[int index] => statement.Tokens[First + index];

    /// <summary>Comments of the line, or else of the block.</summary>
    public string CommentText => statement.CommentText(block);

    /// <summary>Whether the comment at the line's end says indirect, or indirect; and more.</summary>
    /// <remarks>modfile's isIndirect.</remarks>
    public bool IsIndirect
    {
        get
        {
            if (statement.Suffix is null)
                return false;
            var comment = statement.Suffix.AsSpan(2);
            Span<Range> fields = stackalloc Range[1];
            var count = GoText.Fields(comment, fields);
            return count == 1 && comment[fields[0]] is "indirect" || count > 1 && comment[fields[0]] is "indirect;";
        }
    }

    /// <summary>
    /// Whether it looks like a part of a merge conflict whose start is missing. It is one where go refuses the line;
    /// else it is a path or a setting, which go takes it for.
    /// </summary>
    public bool IsMergeMarker =>
        Position.Column == 1 && statement.Tokens[0].Text is "=======" or ">>>>>>>" or "|||||||";

    private int First => block is null ? 1 : 0;
}
