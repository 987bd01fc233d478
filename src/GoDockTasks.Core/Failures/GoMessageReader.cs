using System.Text;

namespace GoDockTasks.Core.Failures;

/// <summary>
/// Takes what go printed apart into messages, whoever printed it in the end: BuildKit's prefixes, colours and line ends
/// are gone, and lines that belong together are together.
/// </summary>
internal sealed class GoMessageReader
{
    private const string ResponseMark = "server response:";

    private readonly List<GoMessage> messages = [];
    private readonly StringBuilder text = new();
    private int cause;
    private GoPosition? position;
    private string? package;

    /// <summary>The messages in their order. Linear in the length of <paramref name="output"/>.</summary>
    public static List<GoMessage> Read(ReadOnlySpan<char> output)
    {
        var reader = new GoMessageReader();
        // This takes a carriage return alone for a line's end, too: progress bars overwrite themselves with it.
        foreach (var line in output.EnumerateLines())
            reader.Take(TerminalText.Plain(line));
        reader.End();
        return reader.messages;
    }

    // Go continues a message with tabs (as in base.Errorf's "\n\t"), and explains a compiler's with a note on a line of
    // its own; package flag says whose flag was wrong in the line after.
    private void Take(ReadOnlySpan<char> line)
    {
        if (
            text.Length > 0
            && (
                line.StartsWith('\t')
                // A tab that was copied from a terminal.
                || package is null && line.StartsWith("        ", StringComparison.Ordinal)
                || line.StartsWith("note: ", StringComparison.Ordinal)
                || line.StartsWith("usage: ", StringComparison.Ordinal)
            )
        )
        {
            Add(line.Trim().ToString());
            return;
        }

        // Compilers quote the user's code like this, and package flag lists all flags.
        if (package is not null && line.StartsWith("  ", StringComparison.Ordinal))
            return;
        End();
        if (PackageHeader(line) is { } header)
            package = header;
        else
            Add(line.Trim().ToString());
    }

    private void Add(string line)
    {
        if (line.Length == 0)
            return;
        if (line.StartsWith("go: ", StringComparison.Ordinal))
            package = null;
        if (text.Length > 0)
            text.Append(' ');
        if (cause == text.Length || cause == text.Length - 1)
            cause = text.Length + CauseIn(line);
        if (position is null)
            position = GoPosition.Find(line, out _) ?? (package is null ? null : GoPosition.OfAnyFile(line, out _));
        text.Append(line);
    }

    private void End()
    {
        if (text.Length > 0)
            messages.Add(Message(text.ToString()));
        text.Clear();
        cause = 0;
        position = null;
    }

    private GoMessage Message(string all)
    {
        var mark = all.IndexOf(ResponseMark, StringComparison.Ordinal);
        var said = mark < 0 ? all : all[..mark].TrimEnd();
        var answer = mark < 0 ? "" : all[(mark + ResponseMark.Length)..].Trim();
        return new(said, answer, Math.Min(cause, said.Length), position, package);
    }

    // load.PackageError and modload's stackText: "A imports\n\tB tested by\n\tB.test imports\n\tC: cause".
    private int CauseIn(string line)
    {
        if (
            line.EndsWith(" imports", StringComparison.Ordinal) || line.EndsWith(" tested by", StringComparison.Ordinal)
        )
            return line.Length;
        var start = line.StartsWith("go: ", StringComparison.Ordinal) ? "go: ".Length : ToolIn(line);
        if (
            (
                GoPosition.Find(line, out var place) is not null
                || (package is not null && GoPosition.OfAnyFile(line, out place) is not null)
            )
            && place.Start.Value <= start
        )
            start = place.End.Value;
        return start < line.Length && line[start] == ' ' ? start + 1 : start;
    }

    // "/usr/lib/go/pkg/tool/linux_amd64/link: " is the name that one of go's tools has for itself.
    private static int ToolIn(string line)
    {
        var end = line.IndexOf(": ", StringComparison.Ordinal);
        return
            end > 0
            && line.AsSpan(0, end).ContainsAny('/', '\\')
            && line.Replace('\\', '/').LastIndexOf("/pkg/tool/", end, StringComparison.Ordinal) >= 0
            ? end + 2
            : 0;
    }

    // work.showOutput's "# example.com/m/cmd", for tests "# example.com/m [example.com/m.test]"; with -v go also prints
    // the commands it runs, as "# cd folder; git status".
    private static string? PackageHeader(ReadOnlySpan<char> line)
    {
        if (!line.StartsWith("# ", StringComparison.Ordinal))
            return null;
        var name = line[2..].TrimEnd();
        var blank = name.IndexOf(' ');
        if (blank >= 0 && name[blank + 1] != '[')
            return null;
        return (blank < 0 ? name : name[..blank]).Trim("[]").ToString();
    }
}

/// <summary>One thing that go said: a line with those that continue it, joined by blanks.</summary>
/// <param name="Text">Go's own words, and those of the programs it runs.</param>
/// <param name="ServerAnswer">
/// What follows "server response:", empty if nothing does. A server is free to answer anything: a proxy quotes what its
/// own git said, which isn't what this machine's git said.
/// </param>
/// <param name="Cause">
/// Where in <paramref name="Text"/> "go: ", the chain of imports and the position have ended.
/// </param>
/// <param name="Position">The first place it names.</param>
/// <param name="UnderPackage">The package whose compiler said it, from the line "# package" before.</param>
internal sealed record GoMessage(
    string Text,
    string ServerAnswer,
    int Cause,
    GoPosition? Position,
    string? UnderPackage
)
{
    private static readonly string[] Progress =
    [
        "go: downloading ",
        "go: extracting ",
        "go: finding ",
        "go: found ",
        "go: toolchain upgrade needed",
        "go: creating new go.mod",
        "go: added ",
        "go: upgraded ",
        "go: downgraded ",
        "go: removed ",
        "go: writing ",
        "go: copying ",
    ];

    /// <summary>Go says what it does, not what went wrong.</summary>
    public bool IsProgress
    {
        get
        {
            foreach (var start in Progress)
            {
                if (Text.StartsWith(start, StringComparison.Ordinal))
                    return true;
            }

            return false;
        }
    }

    /// <summary>A compiler says it of the user's code, which it may quote.</summary>
    public bool IsCompilers => UnderPackage is not null && Position is not null;
}
