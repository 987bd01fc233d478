using System.Buffers;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>What a RUN says, as written: where a rule looks for text rather than for commands.</summary>
internal static class RunText
{
    private static readonly SearchValues<char> ValueEnds = SearchValues.Create(" \t\r\n;&|\"')");

    /// <summary>Its line, and its here-documents.</summary>
    public static IEnumerable<LogicalLine> Of(Instruction run) =>
        run.Heredocs.Select(heredoc => heredoc.Content).Prepend(run.Operand);

    /// <summary>`NAME=value` in them, as an assignment, an argument of export or one of `go env -w`.</summary>
    /// <returns>
    /// The value as written, without quotes around it, and the offset of the name in the Dockerfile's text.
    /// </returns>
    public static IEnumerable<(string Value, int Start)> Assignments(Instruction run, string name)
    {
        foreach (var line in Of(run))
        {
            var text = line.Text;
            for (
                var at = text.IndexOf(name + "=", StringComparison.Ordinal);
                at >= 0;
                at = text.IndexOf(name + "=", at + 1, StringComparison.Ordinal)
            )
            {
                if (
                    at > 0
                    && !(char.IsWhiteSpace(text[at - 1]) || text[at - 1] is '"' or '\'' or ';' or '&' or '(' or '|')
                )
                    continue;
                var start = at + name.Length + 1;
                if (start < text.Length && text[start] is '"' or '\'')
                    start++;
                var length = text.AsSpan(start).IndexOfAny(ValueEnds);
                yield return (length < 0 ? text[start..] : text.Substring(start, length), line.ToSource(at));
            }
        }
    }
}
