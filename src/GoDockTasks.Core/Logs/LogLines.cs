using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using GoDockTasks.Core.Failures;

namespace GoDockTasks.Core.Logs;

/// <summary>
/// The lines of a log as the program behind it printed them: without what a build server, compose and a terminal put
/// around them.
/// </summary>
internal static partial class LogLines
{
    /// <summary>Characters of one line that are kept; no program has a longer one to say.</summary>
    public const int MaxLine = 32 * 1024;

    private const int BufferSize = 64 * 1024;

    /// <summary>
    /// The lines of a stream of any length, in bounded memory; UTF-8, or what its byte order mark says. Of a line that
    /// is longer than <see cref="MaxLine"/> the beginning.
    /// </summary>
    public static IEnumerable<string> Read(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, true, BufferSize, leaveOpen: true);
        var buffer = new char[BufferSize];
        var line = new StringBuilder();
        for (int count; (count = reader.Read(buffer)) > 0; )
        {
            var start = 0;
            while (start < count)
            {
                var length = buffer.AsSpan(start, count - start).IndexOf('\n');
                var end = length < 0 ? count : start + length;
                line.Append(buffer, start, Math.Min(end - start, MaxLine - line.Length));
                start = end + 1;
                if (length < 0)
                    break;
                yield return line.ToString();
                line.Clear();
            }
        }

        if (line.Length > 0)
            yield return line.ToString();
    }

    /// <summary>What the program printed.</summary>
    public static string Plain(string line)
    {
        if (line.Contains('&', StringComparison.Ordinal) && Entity().IsMatch(line))
            line = WebUtility.HtmlDecode(line);
        if (line.StartsWith("section_", StringComparison.Ordinal))
            line = GitLabSection().Replace(line, "");
        line = TerminalText.WithoutControls(Shown(line)).ToString();
        if (line.Length > 0 && (char.IsAsciiDigit(line[0]) || line[0] is '[' or 'S'))
            line = TimeStamp().Replace(line, "");
        if (line.StartsWith("##[", StringComparison.Ordinal) || line.StartsWith("::", StringComparison.Ordinal))
            line = ServerCommand().Replace(line, "");
        return line.Contains(" | ", StringComparison.Ordinal) && line.Length > 0 && char.IsAsciiLetter(line[0])
            ? ComposePrefix().Replace(line, "")
            : line.TrimEnd();
    }

    // A line that overwrites itself shows what was written last; one that ends in \r\n shows all.
    private static ReadOnlySpan<char> Shown(ReadOnlySpan<char> line)
    {
        line = line.TrimEnd('\r');
        return line[(line.LastIndexOf('\r') + 1)..];
    }

    // What was copied from a page's source, or from a tool that quoted it.
    [GeneratedRegex("&(?:quot|amp|lt|gt|apos|#0*3[49]|#x0*2[27]);", RegexOptions.IgnoreCase)]
    private static partial Regex Entity();

    // docs.gitlab.com, "Custom collapsible sections"; the text behind the mark begins after \r ESC [0K.
    [GeneratedRegex(@"^section_(start|end):\d+:[^\r\n]*\r?")]
    private static partial Regex GitLabSection();

    // GitHub Actions and Azure Pipelines: 2026-01-31T09:15:00.1234567Z; GitLab adds a stream, "00O ", and + for more of
    // the line; Jenkins puts brackets around, or has "09:15:00  ". AWS CodeBuild: "[Container] 2026/01/31 09:15:00 ".
    // TeamCity: "[09:15:00]W:\t [Step 1/2] ". Google Cloud Build: "Step #0: ", "Step #0 - "build": ".
    [GeneratedRegex(
        @"^(?:\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)\]?(?: \d\d[OE][ +]?)? ?"
            + @"|\d\d:\d\d:\d\d(?:  |$)"
            + @"|\[Container\] \d{4}/\d\d/\d\d \d\d:\d\d:\d\d(?:\.\d+)? ?"
            + @"|\[\d\d:\d\d:\d\d\](?:[A-Za-z]| )?:\s+(?:\[Step \d+/\d+\] ?)?"
            + @"|Step #\d+(?: - ""[^""]*"")?: ?)"
    )]
    private static partial Regex TimeStamp();

    // "##[error]text" in the log of a workflow, "::error::text" where a step gives the command.
    [GeneratedRegex(@"^(?:##\[[a-z]+\]|::(?:error|warning|notice|group|debug)(?: [^:]*)?::)")]
    private static partial Regex ServerCommand();

    // "orders-1  | text".
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_.-]* +\| ")]
    private static partial Regex ComposePrefix();
}
