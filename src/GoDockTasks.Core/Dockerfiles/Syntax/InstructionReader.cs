using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>Makes an instruction of a line. Source: BuildKit's frontend/dockerfile/parser/line_parsers.go.</summary>
internal sealed class InstructionReader(char escape, List<DockerfileError> errors)
{
    private readonly WordSplitter splitter = new(escape);

    public Instruction Read(LogicalLine whole) => Read(whole, isTrigger: false);

    private Instruction Read(LogicalLine whole, bool isTrigger)
    {
        var line = whole.Trim();
        var length = line.Text.AsSpan().IndexOfAny(LogicalLine.Blanks);
        var keyword = line.Slice(0, length < 0 ? line.Length : length);
        var rest = line.Slice(keyword.Length);
        var (flags, operand) = splitter.SplitFlags(rest);
        operand = operand.Trim();
        var instruction = new Instruction(InstructionKinds.Of(keyword.Text), keyword.ToWord())
        {
            Flags = flags,
            Line = line,
            Operand = operand,
        };
        return instruction.Kind switch
        {
            InstructionKind.Env or InstructionKind.Label => instruction with
            {
                Pairs = Pairs(instruction.Keyword, operand),
            },
            InstructionKind.Arg => instruction with
            {
                Pairs = [.. splitter.SplitQuoted(operand).Select(word => Pair(word))],
            },
            InstructionKind.Add or InstructionKind.Copy or InstructionKind.Volume => WithWordsOrJson(
                instruction,
                operand
            ),
            InstructionKind.From or InstructionKind.Expose => instruction with
            {
                Arguments = WordSplitter.SplitPlain(operand),
            },
            InstructionKind.Cmd or InstructionKind.Entrypoint or InstructionKind.Run or InstructionKind.Shell =>
                WithTextOrJson(instruction, operand),
            InstructionKind.Healthcheck => Healthcheck(instruction, operand),
            InstructionKind.Onbuild when !isTrigger && operand.Length > 0 => instruction with
            {
                Trigger = Read(operand, isTrigger: true),
            },
            InstructionKind.Unknown => instruction,
            _ => instruction with { Arguments = Whole(operand) },
        };
    }

    private static ImmutableArray<Word> Whole(LogicalLine operand) => operand.Length == 0 ? [] : [operand.ToWord()];

    private Instruction WithWordsOrJson(Instruction instruction, LogicalLine operand) =>
        Json(instruction, operand) ?? instruction with { Arguments = WordSplitter.SplitPlain(operand) };

    private Instruction WithTextOrJson(Instruction instruction, LogicalLine operand) =>
        Json(instruction, operand) ?? instruction with { Arguments = Whole(operand) };

    private Instruction? Json(Instruction instruction, LogicalLine operand)
    {
        var words = ExecForm.Read(operand, out var other);
        if (other is { } position)
            errors.Add(
                new(
                    position,
                    $"the JSON form of {instruction.Keyword.Text.ToUpperInvariant()} may only hold strings; "
                        + $"put this element into double quotes"
                )
            );
        return words is null ? null : instruction with { Arguments = words.Value, IsExecForm = true };
    }

    private Instruction Healthcheck(Instruction instruction, LogicalLine operand)
    {
        if (operand.Length == 0)
            return instruction;
        var end = 0;
        while (end < operand.Length && !LogicalLine.IsAsciiBlank(operand.Text[end]))
            end++;
        var start = end;
        while (start < operand.Length && LogicalLine.IsAsciiBlank(operand.Text[start]))
            start++;
        var command = operand.Slice(start);
        return WithTextOrJson(
            instruction with
            {
                HealthcheckKind = operand.ToWord(0, end),
                Operand = command,
            },
            command
        );
    }

    private ImmutableArray<NamedValue> Pairs(Word keyword, LogicalLine operand)
    {
        var words = splitter.SplitQuoted(operand);
        if (words.IsEmpty)
        {
            errors.Add(new(keyword.Start, $"{keyword.Text.ToUpperInvariant()} needs an argument"));
            return [];
        }

        if (!words[0].Text.Contains('=', StringComparison.Ordinal))
            return OldPair(keyword, operand);

        var pairs = ImmutableArray.CreateBuilder<NamedValue>(words.Length);
        foreach (var word in words)
        {
            if (word.Text.Contains('=', StringComparison.Ordinal))
                pairs.Add(Pair(word));
            else
                errors.Add(
                    new(
                        word.Start,
                        $"'{word.Text}' has no '=': {keyword.Text.ToUpperInvariant()} takes name=value; put "
                            + $"a value with blanks into double quotes"
                    )
                );
        }

        return pairs.ToImmutable();
    }

    // `ENV name the rest of the line`
    private ImmutableArray<NamedValue> OldPair(Word keyword, LogicalLine operand)
    {
        var length = operand.Text.AsSpan().IndexOfAny(LogicalLine.Blanks);
        if (length < 0)
        {
            errors.Add(
                new(
                    operand.ToSource(0),
                    $"{keyword.Text.ToUpperInvariant()} {operand.Text} has no value; write {operand.Text}=value"
                )
            );
            return [];
        }

        var start = length;
        while (start < operand.Length && LogicalLine.Blanks.Contains(operand.Text[start]))
            start++;
        return [new(operand.ToWord(0, length), operand.ToWord(start, operand.Length))];
    }

    private static NamedValue Pair(Word word)
    {
        var equals = word.Text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
            return new(word, null);
        // A continuation inside the word moves what follows it; the name hardly ever has one.
        var isPlain = word.End - word.Start == word.Text.Length;
        var valueStart = isPlain ? word.Start + equals + 1 : word.Start;
        return new(
            new(word.Text[..equals], word.Start, isPlain ? word.Start + equals : word.End),
            new(word.Text[(equals + 1)..], valueStart, word.End)
        );
    }
}

/// <summary>The JSON form of RUN, CMD, COPY and others: an array of strings.</summary>
internal static class ExecForm
{
    // Go's encoding/json refuses deeper nesting.
    private const int MaxDepth = 10000;

    /// <summary>
    /// The strings; null where the text is no JSON array, which makes it shell form or plain words.
    /// <paramref name="other"/> is where an element stands that is no string: BuildKit refuses that.
    /// </summary>
    public static ImmutableArray<Word>? Read(LogicalLine line, out int? other)
    {
        other = null;
        var text = line.Text;
        if (!text.StartsWith('['))
            return null;
        var words = ImmutableArray.CreateBuilder<Word>();
        var at = SkipBlanks(text, 1);
        if (at < text.Length && text[at] == ']')
            return SkipBlanks(text, at + 1) == text.Length ? words.ToImmutable() : null;
        while (true)
        {
            var start = at;
            if (!TryTakeString(text, ref at, out var value))
            {
                if (IsJsonArray(text))
                    other = line.ToSource(start);
                return null;
            }

            words.Add(line.ToWord(value, start, at));
            at = SkipBlanks(text, at);
            if (at == text.Length || text[at] is not (',' or ']'))
                return null;
            if (text[at] == ']')
                return SkipBlanks(text, at + 1) == text.Length ? words.ToImmutable() : null;
            at = SkipBlanks(text, at + 1);
        }
    }

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n')
            at++;
        return at;
    }

    private static bool TryTakeString(string text, ref int at, out string value)
    {
        value = "";
        if (at == text.Length || text[at] != '"')
            return false;
        var result = new StringBuilder();
        for (var i = at + 1; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"')
            {
                value = result.ToString();
                at = i + 1;
                return true;
            }

            if (c < ' ')
                return false;
            if (c != '\\')
                result.Append(c);
            else if (!TryTakeEscape(text, ref i, result))
                return false;
        }

        return false;
    }

    private static bool TryTakeEscape(string text, ref int at, StringBuilder result)
    {
        if (++at == text.Length)
            return false;
        const string Written = "\"\\/bfnrt";
        const string Meant = "\"\\/\b\f\n\r\t";
        var index = Written.IndexOf(text[at], StringComparison.Ordinal);
        if (index >= 0)
        {
            result.Append(Meant[index]);
            return true;
        }

        if (
            text[at] != 'u'
            || at + 4 >= text.Length
            || !ushort.TryParse(
                text.AsSpan(at + 1, 4),
                System.Globalization.NumberStyles.AllowHexSpecifier,
                null,
                out var unit
            )
        )
            return false;
        result.Append((char)unit);
        at += 4;
        return true;
    }

    private static bool IsJsonArray(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read()) { }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
