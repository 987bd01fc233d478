using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Context;

/// <summary>
/// The target blocks of a docker-bake.hcl, as far as they are written out: attributes whose value is one literal, and
/// lists of literals. All else (variables, functions, templates, matrices) is passed over by brackets and counts as
/// unknown. Source: HCL Native Syntax Specification.
/// </summary>
internal sealed class HclTargets
{
    private readonly string text;
    private int at;

    private HclTargets(string text) => this.text = text;

    /// <summary>By name; what stands behind something that can't be read is missing.</summary>
    public static Dictionary<string, BakeTargetDefinition> Read(string text)
    {
        var reader = new HclTargets(text);
        var found = new Dictionary<string, BakeTargetDefinition>(StringComparer.Ordinal);
        while (reader.NextToken() is { } token)
        {
            if (token == "target" && reader.Quoted() is { IsKnown: true, Text: { } name } && reader.NextToken() == "{")
                found[name] = reader.Body();
            else if (token is "{" or "[" or "(")
                reader.Skip();
        }

        return found;
    }

    /// <summary>The text of a quoted template; unknown where it has anything to be replaced.</summary>
    public static BakeValue Literal(string template)
    {
        var plain = template.Replace("$${", "", StringComparison.Ordinal).Replace("%%{", "", StringComparison.Ordinal);
        return plain.Contains("${", StringComparison.Ordinal) || plain.Contains("%{", StringComparison.Ordinal)
            ? BakeValue.Unknown
            : new(
                template.Replace("$${", "${", StringComparison.Ordinal).Replace("%%{", "%{", StringComparison.Ordinal),
                IsKnown: true
            );
    }

    private BakeTargetDefinition Body()
    {
        var attributes = new Dictionary<string, BakeValue>(StringComparer.Ordinal);
        ImmutableArray<string>? inherits = [];
        while (NextToken() is { } token && token != "}")
        {
            if (token is "{" or "[" or "(")
                Skip();
            if (Peek() != '=')
                continue;
            NextToken();
            if (token == "inherits")
                inherits = List();
            else
                attributes[token] = Value();
        }

        return new(attributes, inherits);
    }

    private BakeValue Value()
    {
        var value = Peek() == '"' ? Quoted() : BakeValue.Unknown;
        return EndsHere() ? value : BakeValue.Unknown;
    }

    private ImmutableArray<string>? List()
    {
        var names = ImmutableArray.CreateBuilder<string>();
        if (Peek() == '[')
        {
            NextToken();
            while (Peek() == '"' && Quoted() is { IsKnown: true, Text: { } name })
            {
                names.Add(name);
                if (Peek() == ',')
                    NextToken();
            }

            if (Peek() == ']')
            {
                NextToken();
                return EndsHere() ? names.ToImmutable() : null;
            }

            Skip();
        }

        _ = EndsHere();
        return null;
    }

    // An expression ends with its line; what is left of it is passed over.
    private bool EndsHere()
    {
        var isEnd = true;
        while (at < text.Length && text[at] != '\n')
        {
            if (text[at] == '}')
                return isEnd;
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            if (text[at] == '#' || string.CompareOrdinal(text, at, "//", 0, 2) == 0)
            {
                SkipLine();
                return isEnd;
            }

            isEnd = false;
            if (text[at] == '"')
                Quoted();
            else if (NextToken() is "{" or "[" or "(")
                Skip();
        }

        return isEnd;
    }

    // To the bracket that closes the one just read.
    private void Skip()
    {
        for (var depth = 1; depth > 0 && NextToken() is { } token; )
            depth +=
                token is "{" or "[" or "(" ? 1
                : token is "}" or "]" or ")" ? -1
                : 0;
    }

    private char Peek()
    {
        SkipBlanks();
        return at < text.Length ? text[at] : '\0';
    }

    /// <summary>A word or a character; a quoted template as one token, whatever is in it.</summary>
    private string? NextToken()
    {
        SkipBlanks();
        if (at >= text.Length)
            return null;
        if (text[at] == '"')
        {
            Quoted();
            return "\"";
        }

        if (text[at] == '<' && SkipHeredoc())
            return "\"";
        var start = at++;
        while (IsWord(text[start]) && at < text.Length && IsWord(text[at]))
            at++;
        return text[start..at];
    }

    private BakeValue Quoted()
    {
        if (Peek() != '"')
            return BakeValue.Unknown;
        var content = new StringBuilder();
        var (depth, isLiteral) = (0, true);
        for (at++; at < text.Length && (depth > 0 || text[at] != '"'); at++)
        {
            if (
                text[at] is '$' or '%'
                && at + 1 < text.Length
                && text[at + 1] == '{'
                && content is not [.., '$' or '%']
            )
                (depth, isLiteral) = (depth + 1, false);
            else if (text[at] == '}' && depth > 0)
                depth--;
            if (text[at] == '\\' && at + 1 < text.Length)
                at++;
            content.Append(text[at]);
        }

        at++;
        return isLiteral ? Literal(content.ToString()) : BakeValue.Unknown;
    }

    private bool SkipHeredoc()
    {
        if (string.CompareOrdinal(text, at, "<<", 0, 2) != 0)
            return false;
        var line = text.IndexOf('\n', at);
        var mark = text[(at + 2)..(line < 0 ? text.Length : line)].Trim().TrimStart('-');
        for (at = line < 0 ? text.Length : line + 1; at < text.Length; )
        {
            var start = at;
            SkipLine();
            var isEnd = text[start..at].Trim() == mark;
            at = Math.Min(at + 1, text.Length);
            if (isEnd)
                break;
        }

        return true;
    }

    private void SkipBlanks()
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
                at++;
            else if (text[at] == '#' || string.CompareOrdinal(text, at, "//", 0, 2) == 0)
                SkipLine();
            else if (string.CompareOrdinal(text, at, "/*", 0, 2) == 0)
                at = text.IndexOf("*/", at + 2, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : text.Length;
            else
                return;
        }
    }

    private void SkipLine() => at = text.IndexOf('\n', at) is var end and >= 0 ? end : text.Length;

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '-';
}
