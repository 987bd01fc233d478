using System.Text;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>
/// Cuts a go.mod or go.work into tokens by the rules of Go's golang.org/x/mod/modfile. Where Go stops at the first
/// error, this goes on, with one error a line.
/// </summary>
internal sealed class ModLexer(string text, SyntaxErrors errors)
{
    private const char ByteOrderMark = '\uFEFF';
    private int at;
    private int line = 1;
    private int lineStart;
    private int reportedLine;
    private int lastBlockCommentEnd = int.MaxValue;
    private bool lineHasTokens;
    private ModToken? peeked;

    public ModToken Peek() => peeked ??= Read();

    public ModToken Next()
    {
        var token = Peek();
        peeked = null;
        return token;
    }

    private TextPosition Position(int index) => new(line, index - lineStart + 1);

    private ModToken Read()
    {
        SkipBlank();
        if (errors.IsFull)
            at = text.Length;
        var start = at;
        var position = Position(start);
        if (start == text.Length)
            return new(ModTokenKind.EndOfFile, "", position);
        if (StartsWith("//"))
            return ReadComment(position);
        var kind = text[start] switch
        {
            '\n' => ModTokenKind.EndOfLine,
            '(' or ')' or '[' or ']' or '{' or '}' or ',' => ModTokenKind.Punctuation,
            '"' or '`' => ReadString(text[start], position),
            _ => ReadWord(),
        };
        if (kind is ModTokenKind.EndOfLine or ModTokenKind.Punctuation)
            at++;
        var token = new ModToken(kind, text[start..at], position);
        lineHasTokens = true;
        if (kind == ModTokenKind.EndOfLine)
            StartLine();
        return token;
    }

    private void StartLine()
    {
        line++;
        lineStart = at;
        lineHasTokens = false;
    }

    private void SkipBlank()
    {
        if (at == 0 && text.StartsWith(ByteOrderMark))
        {
            Report(Position(0), "starts with a byte order mark, which go refuses; save the file as UTF-8 without BOM");
            at++;
        }

        while (at < text.Length)
        {
            if (text[at] is ' ' or '\t' or '\r')
                at++;
            else if (StartsWith("/*"))
                SkipBlockComment();
            else
                return;
        }
    }

    private void SkipBlockComment()
    {
        Report(Position(at), "/* */ is no comment in this file; write // in front of each line instead");
        var end = at + 2 < lastBlockCommentEnd ? text.IndexOf("*/", at + 2, StringComparison.Ordinal) : -1;
        if (end < 0)
        {
            // There is none further on either: don't look again.
            lastBlockCommentEnd = Math.Min(lastBlockCommentEnd, at);
            end = text.IndexOf('\n', at);
            at = end < 0 ? text.Length : end;
            return;
        }

        for (; at < end + 2; at++)
        {
            if (text[at] != '\n')
                continue;
            line++;
            lineStart = at + 1;
        }
    }

    private ModToken ReadComment(TextPosition position)
    {
        var end = text.IndexOf('\n', at);
        var next = end < 0 ? text.Length : end + 1;
        end = end < 0 ? text.Length : end;
        if (end > at && end < text.Length && text[end - 1] == '\r')
            end--;
        var token = new ModToken(
            lineHasTokens ? ModTokenKind.SuffixComment : ModTokenKind.LineComment,
            text[at..end],
            position
        );
        at = next;
        StartLine();
        return token;
    }

    private ModTokenKind ReadString(char quote, TextPosition position)
    {
        at++;
        while (at < text.Length && text[at] != '\n')
        {
            var character = text[at++];
            if (character == quote)
                return ModTokenKind.String;
            if (character == '\\' && quote == '"' && at < text.Length && text[at] != '\n')
                at++;
        }

        Report(position, "the string that starts here has no end in this line");
        return ModTokenKind.Invalid;
    }

    private ModTokenKind ReadWord()
    {
        var kind = ModTokenKind.Word;
        while (at < text.Length && !IsSeparator(text[at]) && !StartsWith("//") && !StartsWith("/*"))
        {
            if (text[at] is > ' ' and < '\x7f')
            {
                at++;
                continue;
            }

            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            if (!GoText.IsPrintable(rune) && !GoText.IsUnassigned(rune))
            {
                Report(Position(at), $"the character {Quoted.Character(rune)} can't stand here; delete it");
                kind = ModTokenKind.Invalid;
            }

            at += length;
        }

        return kind;
    }

    private static bool IsSeparator(char character) =>
        character is ' ' or '\t' or '\r' or '\n' or '(' or ')' or '[' or ']' or '{' or '}' or ',';

    private bool StartsWith(string two) => at + 1 < text.Length && text[at] == two[0] && text[at + 1] == two[1];

    private void Report(TextPosition position, string message)
    {
        if (reportedLine == line)
            return;
        reportedLine = line;
        errors.Add(position, message);
    }
}

/// <summary>A class, not a struct: lists of it then need no code of their own compiled at run time.</summary>
/// <param name="Text">As it stands in the file; comments with their slashes, without the line's end.</param>
internal sealed class ModToken(ModTokenKind kind, string text, TextPosition position)
{
    public ModTokenKind Kind => kind;

    public string Text => text;

    public TextPosition Position => position;

    public bool EndsLine => kind is ModTokenKind.EndOfFile or ModTokenKind.EndOfLine or ModTokenKind.SuffixComment;

    public bool Is(char punctuation) => kind == ModTokenKind.Punctuation && text[0] == punctuation;
}

internal enum ModTokenKind
{
    EndOfFile,
    EndOfLine,

    /// <summary>A comment that has a line for itself; its end is the line's end.</summary>
    LineComment,

    /// <summary>A comment after something; its end is the line's end.</summary>
    SuffixComment,

    Word,

    /// <summary>In quotes, which are part of the text.</summary>
    String,

    /// <summary>One of <c>( ) [ ] { } ,</c>.</summary>
    Punctuation,

    /// <summary>Has been reported; the statement it belongs to means nothing.</summary>
    Invalid,
}
