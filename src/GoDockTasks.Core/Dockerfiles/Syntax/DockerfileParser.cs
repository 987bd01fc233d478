using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>
/// Reads the Dockerfile language as BuildKit's frontend does: directives, continuations, comments inside them,
/// here-documents, JSON and shell forms, flags. Never throws, takes time in proportion to the text, and goes on after
/// an error. Source: BuildKit's frontend/dockerfile/parser and the Dockerfile reference.
/// </summary>
internal sealed class DockerfileParser
{
    // bufio.MaxScanTokenSize: BuildKit refuses longer lines.
    private const int MaxLineBytes = 64 * 1024;

    private readonly string text;
    private readonly List<DockerfileError> errors = [];
    private readonly List<Instruction> instructions = [];
    private readonly List<Comment> comments = [];
    private readonly ParserDirectiveReader directives = new();
    private int next;

    private DockerfileParser(string text) => this.text = text;

    public static Dockerfile Parse(string text)
    {
        var parser = new DockerfileParser(text);
        parser.Read();
        return new(
            text,
            parser.directives.EscapeToken,
            [.. parser.directives.Directives],
            [.. parser.instructions],
            [.. parser.errors.OrderBy(error => error.Start)]
        );
    }

    private void Read()
    {
        while (TryTakeLine(out var start, out var end))
        {
            if (start == 0 && text.StartsWith('\uFEFF'))
                start++;
            while (start < end && char.IsWhiteSpace(text[start]))
                start++;
            var isComment = start < end && text[start] == '#';
            if (directives.TryRead(text, start, end, errors))
                continue;
            if (isComment)
                AddComment(start, end);
            else if (start < end)
                ReadInstruction(start, end);
        }

        CheckStages();
    }

    private void AddComment(int start, int end)
    {
        var comment = new Comment(text.AsSpan(start + 1, end - start - 1).Trim().ToString(), start);
        if (comment.Text.Length == 0)
            comments.Clear();
        else
            comments.Add(comment);
    }

    private void ReadInstruction(int start, int end)
    {
        var line = new LogicalLineBuilder();
        var inner = ImmutableArray.CreateBuilder<Comment>();
        var goesOn = TrimContinuation(start, ref end);
        line.Append(text, start, end);
        while (goesOn && TryTakeLine(out start, out end))
        {
            var first = start;
            while (first < end && char.IsWhiteSpace(text[first]))
                first++;
            if (first == end)
                continue;
            if (text[first] == '#')
            {
                inner.Add(new(text.AsSpan(first + 1, end - first - 1).Trim().ToString(), first));
                continue;
            }

            goesOn = TrimContinuation(start, ref end);
            line.Append(text, start, end);
        }

        var instruction = new InstructionReader(directives.EscapeToken, errors).Read(line.Build()) with
        {
            Comments = [.. comments],
            InnerComments = inner.ToImmutable(),
        };
        comments.Clear();
        instruction = WithHeredocs(instruction);
        instructions.Add(instruction);
        new InstructionCheck(errors).Check(instruction);
    }

    /// <summary>
    /// True, without the character, where the line ends in an escape character that is alone or doesn't follow another
    /// one.
    /// </summary>
    private bool TrimContinuation(int start, ref int end)
    {
        var at = end;
        while (at > start && text[at - 1] is ' ' or '\t')
            at--;
        if (
            at == start
            || text[at - 1] != directives.EscapeToken
            || (at - 1 > start && text[at - 2] == directives.EscapeToken)
        )
            return false;
        end = at - 1;
        return true;
    }

    private Instruction WithHeredocs(Instruction instruction)
    {
        var named = HeredocNames.Of(instruction);
        if (named.IsEmpty)
            return instruction;
        var read = ImmutableArray.CreateBuilder<Heredoc>(named.Length);
        foreach (var heredoc in named)
        {
            var content = next;
            if (!TryFindTerminator(heredoc, out var terminator, out var end))
            {
                errors.Add(
                    new(
                        instruction.Start,
                        $"the here-document has no end: a line that is just '{heredoc.Name}' is missing"
                    )
                );
                break;
            }

            read.Add(
                heredoc with
                {
                    Start = content,
                    End = terminator,
                    TerminatorEnd = end,
                    Content = new(text[content..terminator], [0], [content], 0),
                }
            );
        }

        return instruction with
        {
            Heredocs = read.ToImmutable(),
        };
    }

    private bool TryFindTerminator(Heredoc heredoc, out int terminator, out int terminatorEnd)
    {
        while (TryTakeLine(out terminator, out terminatorEnd))
        {
            var line = text.AsSpan(terminator, terminatorEnd - terminator);
            if (heredoc.Chomp)
                line = line.TrimStart('\t');
            if (line.SequenceEqual(heredoc.Name))
                return true;
        }

        return false;
    }

    /// <summary>The next line without its end.</summary>
    private bool TryTakeLine(out int start, out int end)
    {
        start = end = next;
        if (next >= text.Length)
            return false;
        var newline = text.IndexOf('\n', next);
        end = newline < 0 ? text.Length : newline;
        next = newline < 0 ? text.Length : newline + 1;
        if (
            next - start >= MaxLineBytes / 3
            && Encoding.UTF8.GetByteCount(text.AsSpan(start, next - start)) + (newline < 0 ? 1 : 0) > MaxLineBytes
        )
            errors.Add(new(start, $"the line is longer than {MaxLineBytes - 1} bytes"));
        while (end > start && text[end - 1] == '\r')
            end--;
        return true;
    }

    private void CheckStages()
    {
        if (instructions.Count == 0)
        {
            if (errors.Count == 0)
                errors.Add(new(0, "there are no instructions in the file; the first is FROM"));
            return;
        }

        var from = instructions.FindIndex(instruction => instruction.Kind == InstructionKind.From);
        var early = instructions.FindIndex(instruction =>
            instruction.Kind is not (InstructionKind.Arg or InstructionKind.From or InstructionKind.Unknown)
        );
        if (early >= 0 && (from < 0 || early < from))
            errors.Add(
                new(
                    instructions[early].Start,
                    $"{instructions[early].Keyword.Text.ToUpperInvariant()} comes before any FROM"
                )
            );
        else if (from < 0 && errors.Count == 0)
            errors.Add(new(instructions[^1].Start, "there is no FROM in the file"));
    }
}

/// <summary>Joins the lines of an instruction.</summary>
internal sealed class LogicalLineBuilder
{
    private readonly StringBuilder text = new();
    private readonly List<int> starts = [];
    private readonly List<int> sources = [];

    public void Append(string file, int start, int end)
    {
        starts.Add(text.Length);
        sources.Add(start);
        text.Append(file, start, end - start);
    }

    public LogicalLine Build() => new(text.ToString(), [.. starts], [.. sources], 0);
}

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
