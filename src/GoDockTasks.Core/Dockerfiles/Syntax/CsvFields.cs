using System.Text;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>One line of comma-separated values (RFC 4180), as the value of `--mount` is.</summary>
internal static class CsvFields
{
    /// <summary>Null where a quote is in the wrong place, or the line is empty.</summary>
    public static List<string>? Split(string line)
    {
        if (line.Length == 0)
            return null;
        var fields = new List<string>();
        var at = 0;
        while (true)
        {
            var field = at < line.Length && line[at] == '"' ? Quoted(line, ref at) : Plain(line, ref at);
            if (field is null)
                return null;
            fields.Add(field);
            if (at == line.Length)
                return fields;
            at++;
        }
    }

    private static string? Plain(string line, ref int at)
    {
        var end = line.IndexOf(',', at);
        if (end < 0)
            end = line.Length;
        var field = line[at..end];
        at = end;
        return field.Contains('"', StringComparison.Ordinal) ? null : field;
    }

    private static string? Quoted(string line, ref int at)
    {
        var field = new StringBuilder();
        for (at++; at < line.Length; at++)
        {
            if (line[at] != '"')
                field.Append(line[at]);
            else if (at + 1 < line.Length && line[at + 1] == '"')
                field.Append(line[at++]);
            else
                return ++at == line.Length || line[at] == ',' ? field.ToString() : null;
        }

        return null;
    }
}
