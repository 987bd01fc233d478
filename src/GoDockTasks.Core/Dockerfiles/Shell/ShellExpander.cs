using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Shell;

/// <summary>What a shell makes of a word, as far as it can be known without running anything.</summary>
internal static class ShellExpander
{
    /// <summary>Null for what a command's output, a pattern of files or an unknown variable decides.</summary>
    public static string? Expand(string raw, ImmutableDictionary<string, VariableValue> variables)
    {
        var result = new StringBuilder(raw.Length);
        for (var at = 0; at < raw.Length; at++)
        {
            switch (raw[at])
            {
                case '\'':
                    var end = raw.IndexOf('\'', at + 1);
                    if (end < 0)
                        return null;
                    result.Append(raw, at + 1, end - at - 1);
                    at = end;
                    break;
                case '"':
                    if (!TryDoubleQuoted(raw, ref at, result, variables))
                        return null;
                    break;
                case '\\':
                    if (++at < raw.Length && raw[at] != '\n')
                        result.Append(raw[at]);
                    break;
                case '`':
                    return null;
                case '$':
                    if (!TryDollar(raw, ref at, result, variables))
                        return null;
                    break;
                default:
                    result.Append(raw[at]);
                    break;
            }
        }

        return result.ToString();
    }

    private static bool TryDoubleQuoted(
        string raw,
        ref int at,
        StringBuilder result,
        ImmutableDictionary<string, VariableValue> variables
    )
    {
        for (at++; at < raw.Length && raw[at] != '"'; at++)
        {
            if (raw[at] == '`')
                return false;
            if (raw[at] == '$')
            {
                if (!TryDollar(raw, ref at, result, variables))
                    return false;
                continue;
            }

            if (raw[at] == '\\' && at + 1 < raw.Length && raw[at + 1] is '$' or '`' or '"' or '\\' or '\n')
            {
                if (raw[++at] == '\n')
                    continue;
            }

            result.Append(raw[at]);
        }

        return at < raw.Length;
    }

    /// <summary>Leaves <paramref name="at"/> on the last character that it took.</summary>
    private static bool TryDollar(
        string raw,
        ref int at,
        StringBuilder result,
        ImmutableDictionary<string, VariableValue> variables
    )
    {
        if (
            at + 1 == raw.Length
            || raw[at + 1] is not ('{' or '(' or '_')
                && !char.IsAsciiLetterOrDigit(raw[at + 1])
                && raw[at + 1] is not ('@' or '*' or '#' or '?' or '$' or '!' or '-')
        )
        {
            result.Append('$');
            return true;
        }

        if (raw[at + 1] == '{')
            return TryBraces(raw, ref at, result, variables);
        if (!char.IsAsciiLetter(raw[at + 1]) && raw[at + 1] != '_')
            return false;
        var end = at + 1;
        while (end < raw.Length && (char.IsAsciiLetterOrDigit(raw[end]) || raw[end] == '_'))
            end++;
        var value = Value(variables, raw[(at + 1)..end]);
        at = end - 1;
        result.Append(value);
        return value is not null;
    }

    private static bool TryBraces(
        string raw,
        ref int at,
        StringBuilder result,
        ImmutableDictionary<string, VariableValue> variables
    )
    {
        var end = at + 2;
        for (var depth = 1; end < raw.Length; end++)
        {
            if (raw[end] == '{')
                depth++;
            else if (raw[end] == '}' && --depth == 0)
                break;
        }

        if (end >= raw.Length)
            return false;
        var expansion = new WordExpander('\\').Expand(raw[at..(end + 1)], name => variables.GetValueOrDefault(name));
        at = end;
        result.Append(expansion.Text);
        return expansion.Text is not null;
    }

    // A variable that isn't set is empty to a shell; one of a base image is in the list as unknown.
    private static string? Value(ImmutableDictionary<string, VariableValue> variables, string name) =>
        variables.TryGetValue(name, out var value) ? value.Text : "";
}
