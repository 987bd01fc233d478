using System.Collections.Immutable;
using System.Text;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>One word being expanded, from left to right.</summary>
internal sealed class WordExpansion(
    WordExpander options,
    char escape,
    string source,
    Func<string, VariableValue?> lookup
)
{
    // Deeper nesting of ${a:-${b:-…}} isn't written by people; what is beyond counts as unknown.
    private const int MaxDepth = 64;

    private readonly StringBuilder word = new();
    private int at;
    private bool rawEscapes;

    public string? Error { get; private set; }

    public bool IsUnknown { get; private set; }

    /// <param name="stop">Ends the text and is taken; '\0' for the end of the word.</param>
    public string Process(char stop, bool keepsEscapes, int depth, out ImmutableArray<string> words)
    {
        var before = rawEscapes;
        rawEscapes = keepsEscapes;
        var result = new StringBuilder();
        var split = new WordCollector(word);
        var isClosed = stop == '\0';
        while (at < source.Length && Error is null && !IsUnknown)
        {
            if (stop != '\0' && source[at] == stop)
            {
                at++;
                isClosed = true;
                break;
            }

            Step(result, split, depth);
        }

        rawEscapes = before;
        words = split.ToWords();
        if (!isClosed && !IsUnknown)
            Error ??= stop == '/' ? "the '/' of a replacement is missing" : "a '}' is missing";
        return result.ToString();
    }

    private void Step(StringBuilder result, WordCollector words, int depth)
    {
        var c = source[at];
        if (c == '$')
        {
            var value = Dollar(depth);
            result.Append(value);
            words.AddSplit(value);
        }
        else if (c == '<')
        {
            Raw(LessThan());
        }
        else if (c == '\'')
        {
            Raw(SingleQuoted());
        }
        else if (c == '"')
        {
            Raw(DoubleQuoted(depth));
        }
        else if (c == escape)
        {
            Escaped(result, words);
        }
        else
        {
            at++;
            result.Append(c);
            words.Add(c);
        }

        void Raw(string text)
        {
            result.Append(text);
            words.AddRaw(text);
        }
    }

    private void Escaped(StringBuilder result, WordCollector words)
    {
        if (rawEscapes)
        {
            result.Append(source[at]);
            words.AddRaw(source[at]);
        }

        at++;
        if (at == source.Length)
            return;
        result.Append(source[at]);
        words.AddRaw(source[at]);
        at++;
    }

    private string LessThan()
    {
        at++;
        if (at == source.Length || source[at] != '<')
            return "<";
        var start = ++at;
        while (at < source.Length && source[at] is ' ' or '\t' or '\r')
            at++;
        return "<<" + source[start..at];
    }

    private string SingleQuoted()
    {
        var end = source.IndexOf('\'', at + 1);
        if (end < 0)
        {
            Error = "a single quote isn't closed";
            return "";
        }

        var text = options.KeepsQuotes ? source[at..(end + 1)] : source[(at + 1)..end];
        at = end + 1;
        return text;
    }

    private string DoubleQuoted(int depth)
    {
        var result = new StringBuilder();
        if (options.KeepsQuotes)
            result.Append('"');
        at++;
        while (at < source.Length && source[at] != '"' && Error is null && !IsUnknown)
        {
            var c = source[at];
            if (c == '$')
            {
                result.Append(Dollar(depth));
                continue;
            }

            at++;
            if (c != escape)
            {
                result.Append(c);
                continue;
            }

            if (rawEscapes)
                result.Append(c);
            if (at < source.Length && (source[at] is '"' or '$' || source[at] == escape))
                c = source[at++];
            else if (at == source.Length)
                continue;
            result.Append(c);
        }

        if (at == source.Length && !IsUnknown)
            Error ??= "a double quote isn't closed";
        at++;
        return options.KeepsQuotes ? result.Append('"').ToString() : result.ToString();
    }

    private string Dollar(int depth)
    {
        at++;
        if (at == source.Length || source[at] != '{')
        {
            var plain = Name();
            return plain.Length == 0 ? "$" : Value(plain, "$" + plain);
        }

        at++;
        if (at == source.Length)
            return Fail("a '}' is missing");
        if (source[at] is '{' or '}' or ':')
            return Fail("'${' must be followed by a name");
        var name = Name();
        if (at == source.Length)
            return Fail("a '}' is missing");
        var modifier = source[at++];
        if (modifier == '}')
            return Value(name, $"${{{name}}}");
        return depth >= MaxDepth ? Unknown() : Modified(name, modifier, depth + 1);
    }

    private string Modified(string name, char modifier, int depth)
    {
        var emptyIsUnset = modifier == ':';
        if (emptyIsUnset)
        {
            if (at == source.Length)
                return Fail("a '}' is missing");
            modifier = source[at++];
        }

        if (modifier == '/' && !emptyIsUnset)
            return Replaced(name, depth);
        var isPattern = modifier is '#' or '%';
        var isKnown = isPattern ? !emptyIsUnset : modifier is '-' or '+' or '?';
        if (!isKnown && (!emptyIsUnset || isPattern))
            return Fail($"'{(emptyIsUnset ? ":" : "")}{modifier}' isn't supported inside '${{…}}'");
        var operand = Process('}', isPattern, depth, out _);
        if (Error is not null || IsUnknown)
            return "";
        var found = lookup(name);
        if (found is null && options.KeepsUnset)
            return $"${{{name}{(emptyIsUnset ? ":" : "")}{modifier}{operand}}}";
        return isKnown
            ? Apply(name, modifier, emptyIsUnset, operand, found)
            : Fail($"':{modifier}' isn't supported inside '${{…}}'");
    }

    private string Apply(string name, char modifier, bool emptyIsUnset, string operand, VariableValue? found)
    {
        if (found is { Text: null } && (emptyIsUnset || modifier != '+'))
            return Unknown();
        var isMissing = found is null || (emptyIsUnset && found.Text == "");
        switch (modifier)
        {
            case '-':
                return isMissing ? operand : found!.Text!;
            case '+':
                return isMissing ? "" : operand;
            case '?':
                var why =
                    operand.Length > 0 ? operand
                    : found is null ? "must be set"
                    : "must not be empty";
                return isMissing ? Fail($"{name}: {why}") : found!.Text!;
            default:
                var isGreedy = operand.StartsWith(modifier);
                var pattern = ShellPattern.Parse(isGreedy ? operand[1..] : operand);
                var text = found?.Text ?? "";
                return pattern is null ? Fail($"the pattern '{operand}' is wrong")
                    : IsLong(operand, text) ? Unknown()
                    : modifier == '#' ? pattern.TrimStart(text, isGreedy)
                    : pattern.TrimEnd(text, isGreedy);
        }
    }

    private string Replaced(string name, int depth)
    {
        var isAll = at < source.Length && source[at] == '/';
        if (isAll)
            at++;
        var written = Process('/', true, depth, out _);
        if (Error is not null || IsUnknown)
            return "";
        var replacement = Process('}', true, depth, out _);
        if (Error is not null || IsUnknown)
            return "";
        var found = lookup(name);
        if (found is null && options.KeepsUnset)
            return $"${{{name}/{written}/{replacement}}}";
        if (found is { Text: null })
            return Unknown();
        var pattern = ShellPattern.Parse(written);
        var text = found?.Text ?? "";
        return pattern is null ? Fail($"the pattern '{written}' is wrong")
            : IsLong(written, text) ? Unknown()
            : pattern.Replace(text, replacement, isAll);
    }

    // Matching takes their product, and a replacement that once more.
    private static bool IsLong(string pattern, string value) => pattern.Length > 64 || value.Length > 1024;

    private string Value(string name, string written)
    {
        var found = lookup(name);
        if (found is null)
            return options.KeepsUnset ? written : "";
        return found.Text ?? Unknown();
    }

    // Letters, digits and underscores; only digits where it starts with one; or one special parameter.
    private string Name()
    {
        var start = at;
        if (at < source.Length && char.IsDigit(source[at]))
        {
            while (at < source.Length && char.IsDigit(source[at]))
                at++;
        }
        else if (at < source.Length && source[at] is '@' or '*' or '#' or '?' or '-' or '$' or '!')
        {
            at++;
        }
        else
        {
            while (at < source.Length && (char.IsLetterOrDigit(source[at]) || source[at] == '_'))
                at++;
        }

        return source[start..at];
    }

    private string Fail(string message)
    {
        Error ??= message;
        return "";
    }

    private string Unknown()
    {
        IsUnknown = true;
        return "";
    }
}

/// <summary>
/// Words as they come out of an expansion: blanks separate unless they were quoted. All collectors of an expansion
/// share the word under way, so that what `${name:-default}` splits forgets the piece before it; BuildKit's does.
/// </summary>
internal sealed class WordCollector
{
    private readonly ImmutableArray<string>.Builder words = ImmutableArray.CreateBuilder<string>();
    private readonly StringBuilder word;

    public WordCollector(StringBuilder shared)
    {
        word = shared;
        word.Clear();
    }

    public void Add(char c)
    {
        if (!char.IsWhiteSpace(c))
            word.Append(c);
        else
            EndWord();
    }

    public void AddSplit(string text)
    {
        foreach (var c in text)
            Add(c);
    }

    public void AddRaw(char c) => word.Append(c);

    public void AddRaw(string text) => word.Append(text);

    public ImmutableArray<string> ToWords()
    {
        EndWord();
        return words.ToImmutable();
    }

    private void EndWord()
    {
        if (word.Length > 0)
            words.Add(word.ToString());
        word.Clear();
    }
}
