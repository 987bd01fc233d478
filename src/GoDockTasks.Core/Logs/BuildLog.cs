using System.Collections.Immutable;
using System.Text;

namespace GoDockTasks.Core.Logs;

/// <summary>What the log of an image's build, or of a go command, tells of what failed.</summary>
/// <param name="Failed">The steps that failed, in the log's order; empty for a log of no image's build.</param>
/// <param name="Rest">What no step printed: all of a bare go command's log.</param>
/// <param name="HasSteps">It is the log of an image's build.</param>
/// <param name="IsEmpty">No line in it has a character to be seen.</param>
/// <param name="IsText">Its beginning isn't that of a binary file.</param>
internal sealed record BuildLog(
    ImmutableArray<FailedStep> Failed,
    string Rest,
    bool HasSteps,
    bool IsEmpty,
    bool IsText
);

/// <summary>A step of an image's build that failed, or that the log ends in.</summary>
/// <param name="Command">
/// The instruction as the builder names it, "RUN go mod tidy"; null where it names the program alone or nothing.
/// </param>
/// <param name="Output">What the step printed, without prefixes; of a long one its beginning and its end.</param>
/// <param name="ExitCode">The program's exit code; null where the log doesn't say.</param>
/// <param name="Error">What the builder itself says of it, without an exit code; null for nothing.</param>
/// <param name="Source">The line that the builder points at; null where it points at none.</param>
internal sealed record FailedStep(string? Command, string Output, int? ExitCode, string? Error, LoggedSource? Source);

/// <summary>A line of a Dockerfile as a log shows it.</summary>
/// <param name="File">The file's name as the builder was given it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Text">The line; null where the log shows none.</param>
internal sealed record LoggedSource(string File, int Line, string? Text);

/// <summary>Lines in bounded memory: the first ones and the last ones.</summary>
/// <param name="maxChars">How many characters of both are kept, each.</param>
internal sealed class BoundedLines(int maxChars)
{
    private readonly StringBuilder head = new();
    private readonly Queue<string> tail = [];
    private int tailLength;

    public bool IsEmpty => head.Length == 0;

    public void Add(ReadOnlySpan<char> line)
    {
        if (head.Length + line.Length < maxChars && tail.Count == 0)
        {
            head.Append(line).Append('\n');
            return;
        }

        tail.Enqueue(line.ToString());
        tailLength += line.Length + 1;
        while (tailLength > maxChars)
            tailLength -= tail.Dequeue().Length + 1;
    }

    public void Clear()
    {
        head.Clear();
        tail.Clear();
        tailLength = 0;
    }

    public override string ToString()
    {
        if (tail.Count == 0)
            return head.ToString();
        var text = new StringBuilder(head.ToString(), head.Length + tailLength);
        foreach (var line in tail)
            text.Append(line).Append('\n');
        return text.ToString();
    }
}
